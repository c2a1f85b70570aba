import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../lib/messages/command.ts';
import type { Session } from '../../lib/store/rows.ts';
import { accessibilityFaults } from '../testing/pages/accessibility-faults.ts';
import { waitForValue } from '../testing/waiting/wait-for-value.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { resize } from '../testing/pages/resize.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

let profile: Profile;

beforeAll(async () => {
  profile = await openProfile({ browser: 'chromium' });
});

/** Nothing runs, and there is no history. */
beforeEach(async () => {
  await send({ type: 'erase' });
  await send({ type: 'add-task', title: 'Write report', estimate: 3 });
  await send({ type: 'add-task', title: 'Read chapter 4', estimate: 1 });
  await send({ type: 'set-preferences', preferences: { daily_goal: 120 } });
});

afterAll(async () => {
  await profile?.close();
});

async function send(command: Command): Promise<void> {
  expect(await profile.send(command)).toEqual({ ok: true });
}

/** Once in light and once in dark; nothing moves on the way, so that no colour is caught halfway. */
async function complaintsInBoth(page: Page): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const theme of ['light', 'dark']) {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: theme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    found[theme] = await accessibilityFaults(page);
  }
  return found;
}

const none = { light: [], dark: [] };

/** The statistics of a few weeks, down to the pictures, which come last. */
async function statistics(): Promise<Page> {
  const history = someHistory(Date.now());
  await send({ type: 'import', changes: history.map((row) => ({ table: 'pomodoro_sessions', row })) });
  const page = await profile.statistics();
  await page.waitForSelector('.period-title');
  return page;
}

/** A popup in which the button stands, and the lower half. */
async function popupWith(button: string): Promise<Page> {
  const popup = await profile.popup();
  await byRole(popup, 'button', button).wait();
  await byRole(popup, 'textbox', 'Add a task').wait();
  return popup;
}

describe('each screen can be used with any sense, in light and in dark', () => {
  it('UI-23 the popup at rest', async () => {
    expect(await complaintsInBoth(await popupWith('Start'))).toEqual(none);
  });

  it('UI-23 the popup while focus runs', async () => {
    await send({ type: 'start' });
    expect(await complaintsInBoth(await popupWith('Pause'))).toEqual(none);
  });

  it('UI-23 the popup while focus is paused', async () => {
    await send({ type: 'start' });
    const popup = await popupWith('Pause');
    await byRole(popup, 'button', 'Pause').click();
    await byRole(popup, 'button', 'Resume').wait();
    expect(await complaintsInBoth(popup)).toEqual(none);
  });

  it('UI-13 UI-23 start and end are told once each, and the popup when focus has finished', async () => {
    // Six seconds, which is time enough for it to be seen running.
    const preset = { work_duration: 0.1, short_break: 5, long_break: 15, sessions_before_long_break: 4 };
    await send({ type: 'edit-preset', key: 'short', preset });
    const popup = await popupWith('Start');
    await popup.evaluate(() => {
      const told: string[] = [];
      Object.assign(globalThis, { told });
      const region = document.querySelector('[aria-live="polite"]');
      if (!region) throw new Error('There is no live region.');
      const listen = () => {
        const text = region.textContent ?? '';
        // What was said goes after a while, and nothing is read out then.
        if (text !== '') told.push(text);
      };
      listen();
      new MutationObserver(listen).observe(region, { childList: true, characterData: true, subtree: true });
    });
    await byRole(popup, 'button', 'Start').click();
    await byRole(popup, 'button', 'Start short break').wait();
    const both = ['Focus is running.', 'Focus has finished.'];
    await waitForValue(() => popup.evaluate('told'), both);
    expect(await complaintsInBoth(popup)).toEqual(none);
    // A while later by now.
    expect(await popup.evaluate('told')).toEqual(both);
  });

  it('UI-23 the options', async () => {
    const options = await profile.options();
    await byRole(options, 'heading', 'About').wait();
    expect(await complaintsInBoth(options)).toEqual(none);
  });

  it('UI-23 the statistics', async () => {
    const page = await statistics();
    expect(await complaintsInBoth(page)).toEqual(none);
  });

  it('STATS-30 a key opens the sessions of today, another those of yesterday', async () => {
    const page = await statistics();
    await byRole(page, 'button', 'Show sessions').wait();
    await page.focus('.tile-link');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.day-section .session');
    const today = await page.$eval('#day-heading', ({ textContent }) => textContent);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(today);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await waitUntil('another day is shown', () =>
      page.$eval('#day-heading', ({ textContent }, before) => textContent !== before, today),
    );
    expect(await page.$$eval('.day-section .session', (lines) => lines.length)).toBeGreaterThan(1);
  });

  it('STATS-34 STATS-35 STATS-36 keys correct a session, are told what is wrong, and take it back', async () => {
    const page = await statistics();
    await byRole(page, 'button', 'Show sessions').click();
    await page.waitForSelector('.session-editable');
    const first = () => page.$eval('.session-editable', ({ textContent }) => textContent);
    const before = await first();
    await page.focus('.session-editable [data-opens]');
    await page.keyboard.press('Enter');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'));
    expect(await focused()).toBe('start_time');
    // A field of date and time is several stops.
    for (let stops = 0; stops < 20 && (await focused()) !== 'active_time'; stops += 1) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type('400');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.session-form .complaint');
    expect(await focused()).toBe('active_time');
    expect(await complaintsInBoth(page)).toEqual(none);
    for (const key of [
      'Backspace',
      'Backspace',
      'Backspace',
      'Backspace',
      'Backspace',
      '3',
      'Enter',
    ] as const) {
      await page.keyboard.press(key);
    }
    await waitUntil(
      'the session is corrected',
      async () => (await first())?.includes('3 minby hand') ?? false,
    );
    expect(await page.$('.session-form')).toBeNull();
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    await waitUntil('it is as it was', async () => (await first()) === `${before}by hand`);
  });

  it('STATS-53 STATS-55 STATS-56 a week is reported, copied and printed light without a button', async () => {
    const page = await statistics();
    await byRole(page, 'button', 'Week report').click();
    await byRole(page, 'button', 'Earlier').click();
    await waitUntil('the week before is shown', () => page.evaluate('location.hash.startsWith("#week-")'));
    const words = await page.$eval('.report-words', ({ textContent }) => textContent);
    expect(words).toContain('of focus, with');
    await byRole(page, 'button', 'Copy as Markdown').click();
    await page.waitForFunction(() => document.body.textContent.includes('Copied'));
    expect(await complaintsInBoth(page)).toEqual(none);
    // It is dark on the screen by now.
    await page.emulateMediaType('print');
    const seen = await page.evaluate(() => ({
      buttons: [...document.querySelectorAll('button, input, summary')].filter((one) => one.checkVisibility())
        .length,
      ground: getComputedStyle(document.body).backgroundColor,
      words: document.querySelector('.report-words')?.checkVisibility(),
    }));
    expect(seen).toEqual({ buttons: 0, ground: 'rgb(250, 248, 245)', words: true });
    await page.emulateMediaType('screen');
    await page.goBack();
    await page.goBack();
    await byRole(page, 'heading', 'All time').wait();
    await byRole(page, 'button', 'Show sessions').click();
    await page.focus('[type="search"]');
    await page.keyboard.down('Control');
    await page.keyboard.press('v');
    await page.keyboard.up('Control');
    // A field of one line takes the lines one after the other.
    const pasted = await page.$eval('[type="search"]', (field) => (field as HTMLInputElement).value);
    expect(pasted).toMatch(/^# Week report\\: .*## Focus per day *\| Day \| Focus \|/);
  });
});

/** A few focus sessions on each of the last days, more on some than on others. */
function someHistory(now: number): Session[] {
  const minute = 60_000;
  return Array.from({ length: 120 }, (_, place): Session => {
    const end = now - (1 + Math.floor(place / 3) * 24 + (place % 3)) * 60 * minute;
    return {
      id: `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`,
      task_id: place % 2 === 0 ? null : 'task',
      session_type: 'work',
      start_time: end - 25 * minute,
      end_time: end,
      completed: place % 5 > 0,
      current_session_number: 1,
      active_time: (5 + (place % 4) * 5) * minute,
      outcome: place % 5 > 0 ? 'completed' : 'stopped',
      preset_type: 'short',
      rules: 1,
    };
  });
}

describe('eyes that need something else', () => {
  it('UI-23 with forced colours every screen stands, and the primary button stands out', async () => {
    for (const open of [profile.popup, profile.options, statistics]) {
      const page = await open();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      const session = await page.createCDPSession();
      await session.send('Emulation.setEmulatedMedia', {
        features: [{ name: 'forced-colors', value: 'active' }],
      });
      await page.reload();
      await page.waitForSelector('#about h2, .period-title, .lower .entry input');
      expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
      expect(errors).toEqual([]);
      if (open !== profile.popup) continue;
      const colours = await page.$eval('.primary', (button) => [
        getComputedStyle(button).backgroundColor,
        getComputedStyle(document.body).backgroundColor,
      ]);
      expect(colours[0]).not.toBe(colours[1]);
    }
  });

  it('UI-23 where less motion is wanted, nothing moves by itself', async () => {
    await send({ type: 'start', phase: 'short_break' });
    const popup = await popupWith('Pause');
    await popup.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    // What had begun to move before goes on to its end.
    await popup.reload();
    await byRole(popup, 'textbox', 'Add a task').wait();
    const face = () => popup.$eval('[role="timer"]', ({ textContent }) => textContent);
    const first = await face();
    await waitUntil('the clock goes on', async () => (await face()) !== first);
    expect(await popup.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  it.each([2, 4])('UI-47 zoomed %i times, nothing but the height of a page grows', async (zoom) => {
    for (const open of [profile.options, statistics]) {
      const page = await open();
      await page.waitForSelector('#about h2, .period-title');
      const size = { width: 1280 / zoom, height: 1024 / zoom, deviceScaleFactor: zoom };
      await resize(page, size);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(size.width);
    }
  });
});
