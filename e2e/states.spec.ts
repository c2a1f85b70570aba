import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { complaints } from './fixtures/axe.ts';
import { built } from './fixtures/built.ts';
import { launchChromium } from './fixtures/chromium.ts';
import type { Shell } from './fixtures/shell.ts';

/** The states around an account that take more than a click to come to, as the gallery has them. */
const scenes = [
  'options-sign-in-ended',
  'options-removed',
  'options-account-deleted',
  'options-joining',
  'options-delete-account',
  'options-remove-device',
  'options-code',
  'options-refused',
  'refused-changes',
  'sign-in-ended',
  'sync-problem',
];

let folder: string;
let gallery: Shell;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-states-'));
  gallery = await launchChromium({
    profile: folder,
    extension: built('gallery'),
    headless: true,
    language: 'en-US',
  });
});

afterAll(async () => {
  await gallery?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

it.each(scenes)('UI-23 %s can be used with any sense, in light and in dark', async (scene) => {
  const page = await gallery.open(`gallery.html?scene=${scene}`);
  await page.waitForSelector('main h2, main .lower input, main .panel');
  // What the scene presses has come by the second frame.
  await page.evaluate(async () => {
    for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  });
  await page.$$eval('details', (folded) => {
    for (const one of folded) one.open = true;
  });
  const found: Record<string, string[]> = {};
  for (const theme of ['light', 'dark']) {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: theme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    found[theme] = await complaints(page);
  }
  expect(found).toEqual({ light: [], dark: [] });
  await page.close();
});
