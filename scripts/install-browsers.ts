import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { findBrowser, howToGet, onPath, type BrowserKind } from './find-browser.ts';
import { run } from './run-command.ts';

const packages = { chromium: 'chromium', firefox: 'firefox-esr' };

/**
 * Installs the browsers that are missing, if nobody has to be asked for that: on Debian, as root or with a sudo that
 * needs no password. Returns a sentence for each browser that is still missing.
 */
export async function installBrowsers(kinds: BrowserKind[]): Promise<string[]> {
  const missing = kinds.filter((kind) => findBrowser(kind) === null);
  if (missing.length === 0) return [];
  const names = [...missing.map((kind) => packages[kind]), 'fonts-dejavu-core'];
  const command = `apt-get install --no-install-recommends ${names.join(' ')}`;
  if (!isDebian()) return missing.map(howToGet);
  const rights = asRoot();
  if (rights === null)
    return [`Missing ${names.join(', ')}: ask someone with root's rights to run: ${command}`];
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names]]) {
    const { ok, output } = await run([
      ...rights,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      ...args,
    ]);
    if (!ok) return [`apt-get ${args.join(' ')} failed:\n${output}`];
  }
  return missing.filter((kind) => findBrowser(kind) === null).map(howToGet);
}

function isDebian(): boolean {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8')) && onPath('apt-get') !== null;
  } catch {
    return false;
  }
}

/** What to put before a command that root must run. Null if that needs a password. */
function asRoot(): string[] | null {
  if (process.getuid?.() === 0) return [];
  if (onPath('sudo') === null || spawnSync('sudo', ['-n', 'true']).status !== 0) return null;
  return ['sudo', '-n'];
}
