import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../../e2e/testing/browsers/chromium.ts';
import type { RunningBrowser } from '../../e2e/testing/browsers/running-browser.ts';
import { waitUntil } from '../../e2e/testing/waiting/wait-until.ts';
import type { Session, Task } from '../../lib/store/rows.ts';

/** A browser profile with rows in it. */
export interface FilledProfile {
  browser: RunningBrowser;
  close(): Promise<void>;
}

/** Opens a browser profile that is signed out, and writes rows into its database as the background would. */
export async function openFilled(
  extension: string,
  rows: { pomodoro_sessions?: readonly Session[]; tasks?: readonly Task[] },
): Promise<FilledProfile> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-bench-'));
  const browser = await launchChromium({ profile: folder, extension, headless: true, language: 'en' });
  const page = await browser.open('stats.html');
  await waitUntil('the background has made the ledger', () =>
    page.evaluate(async () => (await indexedDB.databases()).some(({ name }) => name === 'baton-local')),
  );
  await page.evaluate(async (tables) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('baton-local');
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('It was not opened.')));
    });
    const names = Object.keys(tables);
    const tx = db.transaction([...names, 'notes'], 'readwrite');
    tx.objectStore('notes').clear();
    for (const [name, filling] of Object.entries(tables))
      for (const row of filling) tx.objectStore(name).put(row);
    await new Promise<void>((resolve) => {
      tx.addEventListener('complete', () => resolve());
    });
    db.close();
  }, rows);
  await page.close();
  return {
    browser,
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
