import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { waitUntil } from '../../e2e/testing/waiting/wait-until.ts';
import { onPath } from '../find-browser.ts';
import { readSpeech } from './read-speech.ts';

/** A display of its own with a window manager, a session bus and a screen reader. */
export interface Desk {
  /** Presses keys as a keyboard does, in the words of xdotool. */
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Runs something, and resolves to what is spoken from then on until it has been quiet for a while. */
  hear(act: () => Promise<unknown>): Promise<string[]>;
  close(): Promise<void>;
}

/** Where Debian and Fedora put it. */
const buses = ['/usr/libexec/at-spi-bus-launcher', '/usr/lib/at-spi2-core/at-spi-bus-launcher'];

const programs: Record<string, string> = {
  Xvfb: 'xvfb',
  openbox: 'openbox',
  xdotool: 'xdotool',
  'dbus-daemon': 'dbus',
  gsettings: 'libglib2.0-bin',
  'speech-dispatcher': 'speech-dispatcher',
  orca: 'orca',
};

/** The packages, by their names in Debian, whose programs are not here. */
export function missingPackages(): string[] {
  const missing = Object.keys(programs).filter((program) => onPath(program) === null);
  const names = missing.map((program) => programs[program] ?? program);
  return buses.some((bus) => existsSync(bus)) ? names : [...names, 'at-spi2-core'];
}

/** Nothing was spoken for so long (milliseconds), so nothing more is coming. */
const quiet = 1500;

/** A screen reader that goes on for so long (milliseconds) is reading a page aloud. */
const longest = 20_000;

const speechSettings = `AudioOutputMethod "alsa"
AddModule "dummy" "sd_dummy" ""
DefaultModule dummy
`;

/** Its log has to be on the disk while it runs. Keys that are pressed here need not be said. */
const orcaSettings = `from orca import debug, settings
settings.enableKeyEcho = False
debug.debugLevel = debug.LEVEL_INFO
if debug.debugFile: debug.debugFile.reconfigure(line_buffering=True)
`;

/**
 * Sets up the desk, and makes it the one that programs started from now on come up on. What Orca wrote down stays in
 * the file `keepLog`, if one is named.
 */
export async function openDesk(keepLog?: string): Promise<Desk> {
  const home = await mkdtemp(join(tmpdir(), 'baton-by-ear-'));
  const children: ChildProcess[] = [];
  const start = (file: string, args: string[], pipe = false): ChildProcess => {
    const child = spawn(file, args, { stdio: ['ignore', pipe ? 'pipe' : 'ignore', 'ignore', 'pipe'] });
    children.push(child);
    return child;
  };
  const log = join(home, 'orca.log');
  const spoken = async () => readSpeech(existsSync(log) ? await readFile(log, 'utf8') : '');
  await prepareHome(home);

  const display = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp']);
  process.env['DISPLAY'] = `:${await firstLine(display.stdio[3])}`;
  const bus = start('dbus-daemon', ['--session', '--nofork', '--print-address'], true);
  process.env['DBUS_SESSION_BUS_ADDRESS'] = await firstLine(bus.stdout);
  start('openbox', []);
  start(buses.find((one) => existsSync(one)) ?? '', ['--launch-immediately']);
  await finish('gsettings', ['set', 'org.gnome.desktop.interface', 'toolkit-accessibility', 'true']);
  start('orca', ['--replace', `--debug-file=${log}`]);
  await waitUntil('Orca speaks', async () => (await spoken()).length > 0);

  const press = (...keys: string[]) =>
    finish('xdotool', ['key', '--clearmodifiers', '--delay', '60', ...keys]);
  return {
    press,
    type: (text) => finish('xdotool', ['type', '--delay', '40', text]),
    async hear(act) {
      const before = (await spoken()).length;
      await act();
      let count = -1;
      for (let waited = 0; waited < longest; waited += quiet) {
        await pause(quiet);
        const now = (await spoken()).length;
        if (now === count) break;
        count = now;
      }
      return (await spoken()).slice(before);
    },
    async close() {
      for (const child of children.toReversed()) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill('SIGTERM');
        await Promise.race([once(child, 'exit'), pause(2000)]);
        child.kill('SIGKILL');
      }
      if (keepLog !== undefined) await copyFile(log, keepLog);
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A home in which everything is as it comes, but that nothing is really played. */
async function prepareHome(home: string): Promise<void> {
  const files = {
    '.config/speech-dispatcher/speechd.conf': speechSettings,
    '.local/share/orca/orca-customizations.py': orcaSettings,
    '.asoundrc': 'pcm.!default { type null }\n',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(home, path, '..'), { recursive: true });
    await writeFile(join(home, path), text);
  }
  await mkdir(join(home, 'run'), { mode: 0o700 });
  Object.assign(process.env, {
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_RUNTIME_DIR: join(home, 'run'),
    GNOME_ACCESSIBILITY: '1',
    LANG: 'C.UTF-8',
  });
  delete process.env['WAYLAND_DISPLAY'];
}

async function firstLine(stream: unknown): Promise<string> {
  let text = '';
  for await (const piece of stream as AsyncIterable<Buffer>) {
    text += piece.toString();
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0] ?? '';
}

async function finish(file: string, args: string[]): Promise<void> {
  const child = spawn(file, args, { stdio: 'ignore' });
  await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`${file} ${args.join(' ')} failed.`);
}
