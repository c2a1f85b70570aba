import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { waitForValue } from '../testing/waiting/wait-for-value.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

let profile: Profile;
let popup: Page;

beforeAll(async () => {
  // The event page is put to sleep half a second after each thing that it did, and at times before it has answered.
  profile = await openProfile({ browser: 'firefox', idleTimeout: 500 });
  popup = await profile.popup();
});

afterAll(async () => {
  await profile?.close();
});

const press = (name: string) => byRole(popup, 'button', name).click();

async function shows(selector: string, texts: readonly string[]): Promise<void> {
  await waitForValue(
    () => popup.$$eval(selector, (found) => found.map(({ textContent }) => textContent?.trim() ?? '')),
    [...texts],
  );
}

const listed = (...titles: string[]) => shows('[aria-label="Open tasks"] .task-title', titles);

/** Waits until the popup shows this, and then until the background sleeps. */
async function heading(text: string): Promise<void> {
  await shows('.heading', [text]);
  await profile.killWorker();
}
async function tasks(...titles: string[]): Promise<void> {
  await listed(...titles);
  await profile.killWorker();
}

async function add(title: string): Promise<void> {
  await byRole(popup, 'textbox', 'Add a task').fill(title);
  await popup.keyboard.press('Enter');
}

const time = async () => popup.$eval('[role="timer"]', (face) => face.textContent);

it('SLEEP-13 tasks are added, completed, deleted and brought back while the event page dies again and again', async () => {
  await add('Write report');
  await tasks('Write report');
  await add('Read chapter 4');
  await tasks('Write report', 'Read chapter 4');
  await popup.click('.check');
  // What offers an undo goes by itself, so nobody waits here until the background sleeps.
  await listed('Read chapter 4');
  await press('Undo');
  await tasks('Write report', 'Read chapter 4');
});

it('SLEEP-13 a preset is chosen, and a session started, paused, extended, skipped, brought back and stopped', async () => {
  await byRole(popup, 'radio', 'Long').click();
  await waitUntil('the long preset is chosen', async () => (await time()) === '50:00');
  await profile.killWorker();
  await press('Start');
  await heading('Focus');
  expect(await time()).toMatch(/^(50:00|49:\d\d)$/);
  await press('Pause');
  await heading('Focus paused');
  await press('Resume');
  await heading('Focus');
  await press('+5 min');
  await waitUntil('it is five minutes longer', async () => /^5[45]:/.test((await time()) ?? ''));
  await profile.killWorker();
  await press('Skip to the next phase');
  await byRole(popup, 'button', 'Start short break').wait();
  await press('Undo');
  await heading('Focus');
  await press('Stop');
  await byRole(popup, 'button', 'Start').wait();
  await profile.killWorker();
});

it('SLEEP-13 a session ends while the event page sleeps, and the statistics open and count it', async () => {
  const preset = { work_duration: 3 / 60, short_break: 5, long_break: 15, sessions_before_long_break: 4 };
  expect(await profile.send({ type: 'edit-preset', key: 'long', preset })).toEqual({ ok: true });
  await press('Start');
  await heading('Focus finished');
  await waitForValue(async () => (await profile.badge()).text, '✓');
  await press('Statistics');
  const statistics = await waitUntil('the statistics are open', async () => {
    for (const page of await popup.browser().pages())
      if (await page.$('.tiles').catch(() => null)) return page;
    return null;
  });
  await waitUntil('the pomodoro is counted', async () =>
    (await statistics.$eval('.tiles', (tiles) => tiles.textContent ?? '')).includes('1'),
  );
});
