import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildFolder } from '../e2e/testing/builds/build-folder.ts';
import { launchChromium } from '../e2e/testing/browsers/chromium.ts';
import { launchFirefox } from '../e2e/testing/browsers/firefox.ts';
import { missingPackages, openDesk, type Desk } from './by-ear/desk.ts';
import { createPlayer } from './by-ear/player.ts';
import { judge, readScenes, type Scene } from './by-ear/read-scenes.ts';

/**
 * Runs a screen reader over docs/by-ear.md. Arguments: browsers, with --only a part of the titles of scenes, and with
 * --log a file for what the screen reader wrote down.
 */
const { values, positionals } = parseArgs({
  options: { only: { type: 'string' }, log: { type: 'string' } },
  allowPositionals: true,
});
const browsers = (['chromium', 'firefox'] as const).filter(
  (one) => positionals.length === 0 || positionals.includes(one),
);
const missing = missingPackages();
if (missing.length > 0) {
  console.error(
    `This run needs what is not installed here: ${missing.join(', ')}. On Debian: apt-get install --no-install-recommends ${missing.join(' ')}`,
  );
  process.exit(1);
}
const table = await readFile(join(import.meta.dirname, '../docs/by-ear.md'), 'utf8');
const scenes = readScenes(table).filter(({ title }) => title.includes(values.only ?? ''));

let wrong = 0;
const desk = await openDesk(values.log);
try {
  for (const browser of browsers) wrong += await playAll(browser, desk);
} finally {
  await desk.close();
}
console.log(wrong === 0 ? 'All of it was heard as it should be.' : `${wrong} not as it should be.`);
process.exit(wrong === 0 ? 0 : 1);

async function playAll(browser: 'chromium' | 'firefox', desk: Desk): Promise<number> {
  console.log(`\n# ${browser}`);
  const profile = await mkdtemp(join(tmpdir(), 'baton-by-ear-profile-'));
  const running = await launch(browser, profile);
  try {
    const { play } = await createPlayer(browser, running, desk);
    let wrong = 0;
    for (const scene of scenes) wrong += await playScene(scene, play);
    return wrong;
  } finally {
    await running.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function launch(browser: 'chromium' | 'firefox', profile: string) {
  const how = { profile, extension: buildFolder(browser), headless: false, language: 'en-US' };
  return browser === 'chromium'
    ? launchChromium({ ...how, args: ['--force-renderer-accessibility'] })
    : launchFirefox({
        ...how,
        // What makes tests faster keeps a window from having the focus.
        prefs: { 'focusmanager.testmode': false, 'remote.prefs.recommended': false },
      });
}

async function playScene(
  { title, steps }: Scene,
  play: (done: string) => Promise<string[]>,
): Promise<number> {
  console.log(`\n## ${title}`);
  let wrong = 0;
  try {
    for (const { done, heard: expected } of steps) {
      const heard = await play(done);
      const fault = judge(heard, expected);
      if (fault !== null) wrong += 1;
      const mark = fault !== null ? 'NO ' : expected.length > 0 ? 'ok ' : '   ';
      console.log(`${mark} ${done.padEnd(34)} ${heard.join(' ¦ ')}`);
      if (fault !== null) console.log(`       ${fault}`);
    }
  } catch (error) {
    wrong += 1;
    console.log(`NO  ${error instanceof Error ? error.message : String(error)}`);
  }
  await play('close').catch(() => undefined);
  return wrong;
}
