import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityFaults } from '../testing/pages/accessibility-faults.ts';
import { buildFolder } from '../testing/builds/build-folder.ts';
import { launchChromium } from '../testing/browsers/chromium.ts';
import type { RunningBrowser } from '../testing/browsers/running-browser.ts';
import { openScenes, type Scenes } from '../testing/pages/scenes.ts';

let folder: string;
let gallery: RunningBrowser;
let scenes: Scenes;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-states-'));
  gallery = await launchChromium({
    profile: folder,
    extension: buildFolder('gallery'),
    headless: true,
    language: 'en-US',
  });
  scenes = await openScenes(gallery);
});

afterAll(async () => {
  await gallery?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** What axe says of a scene in the light theme, and of its colours in the dark one. */
async function complaintsAbout(scene: string): Promise<string[]> {
  const page = await scenes.show(scene);
  await page.waitForSelector('[data-shown] main > *');
  await page.$$eval('details', (folded) => {
    for (const one of folded) one.open = true;
  });
  const found: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: theme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    found.push(...(await accessibilityFaults(page, theme === 'light' ? 'all' : 'colours')));
  }
  return found;
}

it('UI-31 every state that the gallery has can be used with any sense, in light and in dark', async () => {
  const names = [...Object.values(scenes.names).flat(), 'parts'];
  const found: Record<string, string[]> = {};
  for (const scene of names) {
    const complained = await complaintsAbout(scene);
    if (complained.length > 0) found[scene] = complained;
  }
  expect(names.length).toBeGreaterThan(40);
  expect(found).toEqual({});
}, 900_000);
