import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../lib/store/rows.ts';
import { complaints } from './fixtures/axe.ts';
import { byRole } from './fixtures/by-role.ts';
import { openProfile, type Profile } from './fixtures/profile.ts';
import { until } from './fixtures/until.ts';

let profile: Profile;

beforeAll(async () => {
  profile = await openProfile({ browser: 'chromium' });
  await profile.send({ type: 'add-task', title: 'Write report', estimate: 3 });
  await profile.send({ type: 'add-task', title: 'Read chapter 4', estimate: 1 });
  await profile.send({ type: 'set-preferences', preferences: { daily_goal: 120 } });
});

afterAll(async () => {
  await profile?.close();
});

/** Once in light and once in dark; nothing moves on the way, so that no colour is caught halfway. */
async function complaintsInBoth(page: Page): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const theme of ['light', 'dark']) {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: theme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    found[theme] = await complaints(page);
  }
  return found;
}

const none = { light: [], dark: [] };

async function statistics(): Promise<Page> {
  const page = await profile.statistics();
  await page.waitForSelector('main h2');
  return page;
}

/** A popup in which the button stands, and the lower half. */
async function popupWith(button: string): Promise<Page> {
  const popup = await profile.popup();
  await byRole(popup, 'button', button).wait();
  await byRole(popup, 'textbox', 'Add a task').wait();
  return popup;
}

async function press(button: string): Promise<void> {
  await byRole(await profile.popup(), 'button', button).click();
}

describe('UI-13, UI-23 each screen can be used with any sense, in light and in dark', () => {
  it('UI-23 the popup at rest', async () => {
    expect(await complaintsInBoth(await popupWith('Start'))).toEqual(none);
  });

  it('UI-23 the popup while focus runs', async () => {
    await press('Start');
    expect(await complaintsInBoth(await popupWith('Pause'))).toEqual(none);
  });

  it('UI-23 the popup while focus is paused', async () => {
    await press('Pause');
    expect(await complaintsInBoth(await popupWith('Resume'))).toEqual(none);
    await press('Stop');
  });

  it('UI-13 start and end are told once each, and UI-23 the popup when focus has finished', async () => {
    const preset = { work_duration: 0.05, short_break: 5, long_break: 15, sessions_before_long_break: 4 };
    await profile.send({ type: 'edit-preset', key: 'short', preset });
    const popup = await popupWith('Start');
    await popup.evaluate(() => {
      const told: string[] = [];
      Object.assign(globalThis, { told });
      const region = document.querySelector('p[role="status"]');
      if (!region) throw new Error('There is no live region.');
      const listen = () => {
        const text = region.textContent ?? '';
        // What is written anew without a change is not read out.
        if (text !== (told.at(-1) ?? '')) told.push(text);
      };
      listen();
      new MutationObserver(listen).observe(region, { childList: true, characterData: true, subtree: true });
    });
    await byRole(popup, 'button', 'Start').click();
    await byRole(popup, 'button', 'Start short break').wait();
    expect(await complaintsInBoth(popup)).toEqual(none);
    // The timer has ticked on for a while by now.
    expect(await popup.evaluate('told')).toEqual(['Focus is running.', 'Focus has finished.']);
  });

  it('UI-23 the options', async () => {
    const options = await profile.options();
    await byRole(options, 'heading', 'About').wait();
    expect(await complaintsInBoth(options)).toEqual(none);
  });

  it('UI-23 the statistics', async () => {
    const answer = await profile.send({
      type: 'import',
      changes: someHistory(Date.now()).map((row) => ({ table: 'pomodoro_sessions', row })),
    });
    expect(answer).toEqual({ ok: true });
    const page = await statistics();
    await byRole(page, 'heading', 'Streak').wait();
    expect(await complaintsInBoth(page)).toEqual(none);
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

describe('UI-23 eyes that need something else', () => {
  it('with forced colours every screen stands, and the primary button stands out', async () => {
    for (const open of [profile.popup, profile.options, profile.statistics]) {
      const page = await open();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      const session = await page.createCDPSession();
      await session.send('Emulation.setEmulatedMedia', {
        features: [{ name: 'forced-colors', value: 'active' }],
      });
      await page.reload();
      await page.waitForSelector('main h2, main .lower input');
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

  it('where less motion is wanted, nothing moves by itself', async () => {
    await profile.send({ type: 'start', phase: 'short_break' });
    const popup = await popupWith('Pause');
    await popup.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    const face = () => popup.$eval('[role="timer"]', ({ textContent }) => textContent);
    const first = await face();
    await until('the clock goes on', async () => (await face()) !== first);
    expect(await popup.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  it.each([2, 4])('zoomed %i times, nothing but the height of a page grows', async (zoom) => {
    for (const open of [profile.options, profile.statistics]) {
      const page = await open();
      await page.waitForSelector('main h2');
      const size = { width: 1280 / zoom, height: 1024 / zoom, deviceScaleFactor: zoom };
      await page.setViewport(size);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(size.width);
    }
  });
});
