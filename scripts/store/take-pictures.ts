import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { RunningBrowser } from '../../e2e/testing/browsers/running-browser.ts';
import { removeFocus } from './remove-focus.ts';
import { picturesForStores, type StorePicture } from './pictures.ts';
import { readListing } from './read-listing.ts';

const root = join(import.meta.dirname, '../..');
const large = { width: 1280, height: 800 };
const tile = { width: 440, height: 280 };

/** Leaves what the stores show in one language in `folder`: pictures of 1280 × 800, and a tile of 440 × 280. */
export async function takeStorePictures(
  gallery: RunningBrowser,
  language: string,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const listing = readListing(await readFile(join(root, 'docs/store', `${language}.md`), 'utf8'));
  const icon = await readFile(join(root, 'assets/icon.svg'), 'utf8');
  const lang = language.replace('_', '-');
  for (const [place, picture] of picturesForStores.entries()) {
    const shots = [];
    for (const scene of picture.scenes) shots.push(await takeScene(gallery, language, scene));
    const size = picture.scenes[0]?.width === 360 ? 'tall' : 'wide';
    const sentence = listing.onPictures[place] ?? '';
    const html = `<main class="large ${size}"><h1>${icon}<span>${sentence}</span></h1><div>${shots.join('')}</div></main>`;
    await draw(gallery, lang, html, large, join(folder, `${place + 1}-${picture.name}.png`));
  }
  const html = `<main class="tile"><h1>${icon}<span>Baton</span></h1><p>${listing.onTile}</p></main>`;
  await draw(gallery, lang, html, tile, join(folder, 'tile.png'));
}

/** One scene as an image, twice as fine as it is drawn. */
async function takeScene(
  gallery: RunningBrowser,
  language: string,
  { scene, width, height, theme }: StorePicture['scenes'][number],
): Promise<string> {
  const page = await gallery.open(`gallery.html?scene=${scene}&language=${language}`);
  await page.setViewport({ width, height, deviceScaleFactor: 2 });
  await still(page, theme);
  await page.waitForSelector('main :is(h1, h2), main .lower input');
  await page.evaluate(removeFocus);
  const image = await page.screenshot({ encoding: 'base64' });
  await page.close();
  return `<img width="${width}" height="${height}" src="data:image/png;base64,${image}">`;
}

async function draw(
  gallery: RunningBrowser,
  lang: string,
  html: string,
  size: typeof large,
  path: string,
): Promise<void> {
  const page = await gallery.open('gallery.html?scene=empty');
  await page.goto('about:blank');
  await page.setViewport(size);
  await page.setContent(`<!doctype html><html lang="${lang}"><style>${styles}</style>${html}</html>`);
  await page.waitForFunction('[...document.images].every(({ complete }) => complete)');
  await page.screenshot({ path });
  await page.close();
}

async function still(page: Page, theme: string): Promise<void> {
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: theme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
}

const styles = `
* { box-sizing: border-box; margin: 0; }
body { background: #f3eae0; color: #24211e; font-family: system-ui, 'Noto Sans', 'Noto Sans CJK JP', sans-serif; }
main { display: flex; width: 100vw; height: 100vh; overflow: hidden; }
h1 { display: flex; align-items: center; font-weight: 650; }
h1, p { text-wrap: balance; word-break: auto-phrase; }
svg { flex: none; }
img { border-radius: 14px; box-shadow: 0 18px 50px rgb(60 45 30 / 28%); }
.large div { display: flex; gap: 32px; }
.tall { align-items: center; justify-content: space-between; padding: 0 90px; gap: 60px; }
.tall h1 { flex-direction: column; align-items: flex-start; gap: 28px; font-size: 46px; line-height: 1.2; }
.tall svg { width: 84px; height: 84px; }
.wide { flex-direction: column; align-items: center; padding-top: 38px; gap: 34px; }
.wide h1 { gap: 20px; font-size: 38px; line-height: 1.2; }
.wide svg { width: 60px; height: 60px; }
.tile { flex-direction: column; align-items: center; justify-content: center; gap: 18px; padding: 0 34px; text-align: center; }
.tile h1 { gap: 16px; font-size: 52px; }
.tile svg { width: 72px; height: 72px; }
.tile p { font-size: 24px; line-height: 1.3; }
`;
