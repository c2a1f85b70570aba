import type { Page } from 'puppeteer-core';
import { waitUntil } from '../waiting/wait-until.ts';

/** Seconds left as a popup shows them. Throws while it shows none. */
export async function shownTime(popup: Page): Promise<number> {
  const text = await popup.$eval('[role="timer"]', (face) => face.textContent);
  const [, minutes = '', seconds = ''] = /(\d+):(\d\d)/.exec(text) ?? [];
  if (minutes === '') throw new Error(`The popup shows no time: ${text}`);
  return Number(minutes) * 60 + Number(seconds);
}

/** Waits until both show the same time; a second may lie between two looks. */
export async function showSameTime(one: Page, other: Page): Promise<void> {
  await waitUntil('both popups show the same time', async () => {
    const [here, there] = await Promise.all([shownTime(one), shownTime(other)]);
    return Math.abs(here - there) <= 1 || Promise.reject(new Error(`${here} s and ${there} s are left.`));
  });
}
