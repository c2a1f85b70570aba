import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../e2e/testing/browsers/chromium.ts';
import { screenshotBothThemes } from '../e2e/testing/pages/screenshot-both-themes.ts';
import { languages as all } from '../lib/language/languages.ts';
import { takeHandoff } from './moving-picture/take-handoff.ts';
import { run } from './run-command.ts';
import { removeFocus } from './store/remove-focus.ts';
import { takeStorePictures } from './store/take-pictures.ts';

/** What is taken: all, or with `--store` those for the stores, with `--handoff` the one that moves. */
const wanted = ['store', 'handoff'].filter((part) => process.argv.includes(`--${part}`));
const isWanted = (part: string) => wanted.length === 0 || wanted.includes(part);

const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs/screenshots');
const small = { width: 360, height: 600 };
const low = { width: 960, height: 640 };
const wide = { width: 960, height: 960 };
/** High enough to show the whole page of statistics. */
const tall = { width: 960, height: 2040 };

/** The size of the tab that opens at the end of a phase. */
const tab = { width: 1280, height: 800 };

/** Name of the picture, scene of the gallery, size of the page. */
const pictures: [string, string, typeof small][] = [
  ['popup-idle', 'idle', small],
  ['popup-empty', 'empty', small],
  ['popup-running', 'running', small],
  ['popup-paused', 'paused', small],
  ['popup-finished', 'finished', small],
  ['popup-break', 'break', small],
  ['popup-away', 'ended-while-away', small],
  ['popup-another-device', 'another-device-leads', small],
  ['popup-offline', 'offline', small],
  ['popup-signed-out', 'signed-out', small],
  ['popup-sync-problem', 'sync-problem', small],
  ['popup-storage-full', 'storage-full', small],
  ['popup-store-broken', 'store-broken', small],
  ['popup-presets', 'preset-form', small],
  ['popup-crowded', 'crowded', small],
  ['popup-long-words', 'long-words', small],
  ['tab-finished', 'finished', tab],
  ['options', 'options', wide],
  ['options-focus', 'options-focus', wide],
  ['blocked', 'blocked', low],
  ['welcome', 'welcome', low],
  ['statistics', 'statistics', tall],
];

/** English pictures lie in the folder itself, those of another language in a folder of its own. */
const languages = ['en', 'de'];

const { ok, output } = await run(['wxt', 'build', '-b', 'gallery']);
if (!ok) throw new Error(`The gallery could not be built:\n${output}`);

const profile = await mkdtemp(join(tmpdir(), 'baton-gallery-'));
const shell = await launchChromium({
  profile,
  extension: join(root, '.output/gallery-mv3'),
  headless: true,
  language: 'en-US',
});
try {
  for (const language of isWanted('screens') ? languages : []) {
    const place = language === 'en' ? folder : join(folder, language);
    await mkdir(place, { recursive: true });
    for (const [name, scene, size] of pictures) {
      const page = await shell.open(`gallery.html?scene=${scene}&language=${language}`);
      await page.setViewport(size);
      await page.waitForSelector('main :is(h1, h2), main .lower input');
      await page.evaluate(removeFocus);
      await screenshotBothThemes(page, place, name);
      await page.close();
    }
    console.log(language);
  }
  // The English ones are kept. The others are made when they are wanted.
  for (const language of isWanted('store') ? Object.keys(all) : []) {
    const place = language === 'en' ? 'docs/store/pictures' : `out/store/${language}`;
    await takeStorePictures(shell, language, join(root, place));
    console.log(place);
  }
  if (isWanted('handoff')) await writeFile(join(root, 'docs/handoff.png'), await takeHandoff(shell));
} finally {
  await shell.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}
