import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { byRole } from '../testing/pages/by-role.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { waitForValue } from '../testing/waiting/wait-for-value.ts';
import { operables, walkByTab } from '../testing/pages/walk-by-tab.ts';
import { startInPlace } from '../testing/pages/start-in-place.ts';

let profile: Profile;

beforeAll(async () => {
  profile = await openProfile({ browser: 'chromium' });
  await profile.send({ type: 'add-task', title: 'Write report', estimate: 3 });
  const end = Date.now() - 60_000;
  const answer = await profile.send({
    type: 'import',
    changes: [
      {
        table: 'pomodoro_sessions',
        row: {
          id: '00000000-0000-7000-8000-000000000001',
          task_id: null,
          session_type: 'work',
          start_time: end - 1_500_000,
          end_time: end,
          completed: true,
          current_session_number: 1,
          active_time: 1_500_000,
          outcome: 'completed',
          preset_type: 'short',
          rules: 1,
        },
      },
    ],
  });
  expect(answer).toEqual({ ok: true });
});

afterAll(async () => {
  await profile?.close();
});

/** Tab reaches whatever can be operated, in the order of the page, and shows where it is. */
async function expectWalkable(page: Page): Promise<void> {
  const stops = await walkByTab(page);
  expect(stops.filter(({ isMarked, isSeen }) => !isMarked || !isSeen)).toEqual([]);
  expect(stops.map(({ place, name }) => ({ place, name }))).toEqual(await operables(page));
}

describe('pages without a mouse', () => {
  it('UI-30 the options', async () => {
    const page = await profile.options();
    await byRole(page, 'heading', 'About').wait();
    await expectWalkable(page);
  });

  it('TOOLBAR-8 TOOLBAR-12 the options name the keys that the browser took from the manifest', async () => {
    const page = await profile.options();
    await waitForValue(
      () =>
        page.$$eval('#keyboard > ul:first-of-type li kbd', (keys) =>
          keys.map(({ textContent }) => textContent),
        ),
      ['Ctrl+Shift+2', 'Ctrl+Shift+1'],
    );
  });

  it('UI-30 the statistics', async () => {
    const page = await profile.statistics();
    // The pictures come after the sums, all at once.
    await page.waitForSelector('.period-title');
    await expectWalkable(page);
  });

  it('UI-30 the popup while focus runs', async () => {
    expect(await startInPlace(profile, { type: 'start', phase: 'work' })).toEqual({ ok: true });
    const page = await profile.popup();
    await byRole(page, 'button', 'Pause').wait();
    await byRole(page, 'textbox', 'Add a task').wait();
    await expectWalkable(page);
  });

  it('UI-48 the form of a preset opens and closes by keys, and the focus comes back to where it was', async () => {
    const page = await profile.popup();
    await byRole(page, 'textbox', 'Add a task').wait();
    await page.focus('[aria-label^="Edit"]');
    const from = await page.evaluate(() => document.activeElement?.ariaLabel);
    await page.keyboard.press('Enter');
    await byRole(page, 'button', 'Cancel').wait();
    await page.keyboard.press('Escape');
    await byRole(page, 'textbox', 'Add a task').wait();
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe(from);
  });
});
