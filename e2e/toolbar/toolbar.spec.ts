import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../lib/messages/command.ts';
import type { RingSettings } from '../../lib/sound/ring-settings.ts';
import type { Checkpoint } from '../../lib/timer/checkpoint.ts';
import type { Preset } from '../../lib/timer/settings.ts';
import { waitForValue } from '../testing/waiting/wait-for-value.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { startInPlace } from '../testing/pages/start-in-place.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { isPaused, waitForPausedBadge } from '../testing/pages/wait-for-badge.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

/** Focus sessions of a second and a half, breaks that outlast a test. */
const brief: Preset = {
  work_duration: 1.5 / 60,
  short_break: 5,
  long_break: 5,
  sessions_before_long_break: 4,
};

const silent: RingSettings = { notify: false, sound: 'off', volume: 1, tab: false };
const every: RingSettings = { notify: true, sound: 'digital', volume: 1, tab: true };

let profile: Profile;
/** A page of the extension that hears what the worker asks the one that makes sounds to play. */
let witness: Page;

beforeAll(async () => {
  profile = await openProfile({ browser: 'chromium' });
});

afterAll(async () => {
  await profile?.close();
});

/** Nothing runs, sounds or shows of the test before. */
beforeEach(async () => {
  witness = await profile.options();
  await send({ type: 'erase' });
  await ask(`Promise.all((${popupTabs}).map(({ tabId }) => chrome.tabs.remove(tabId)))`);
  await waitForValue(players, 0);
  await witness.evaluate(hearChimes);
  await waitForValue(countSignals, never);
  await send({ type: 'edit-preset', key: 'short', preset: brief });
});

/** Keeps, for each sound that is asked for, how many pages there are by then that play some. */
const hearChimes = `{
  globalThis.chimes = [];
  chrome.runtime.onMessage.addListener(({ sound }) => {
    if (!sound) return;
    const heard = {};
    chimes.push(heard);
    chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] }).then((open) => {
      heard.players = open.length;
    });
  });
}`;

const never = { chimes: 0, notifications: 0, tabs: 0 };
const once = { chimes: 1, notifications: 1, tabs: 1 };

async function send(command: Command): Promise<void> {
  expect(await profile.send(command)).toEqual({ ok: true });
}

async function ask<T>(expression: string): Promise<T> {
  return (await witness.evaluate(`(async () => ${expression})()`)) as T;
}

const popupTabs = `(await chrome.runtime.getContexts({
  contextTypes: ['TAB'],
  documentUrls: [chrome.runtime.getURL('/popup.html')],
}))`;

/** How often the end was signalled until now, in each way. */
async function countSignals(): Promise<{ chimes: number; notifications: number; tabs: number }> {
  return ask(`({
    chimes: chimes.length,
    notifications: Object.keys(await chrome.notifications.getAll()).length,
    tabs: ${popupTabs}.length,
  })`);
}

async function notifications(): Promise<number> {
  return (await countSignals()).notifications;
}

function players(): Promise<number> {
  return ask(`(await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })).length`);
}

async function choose(sounds: RingSettings): Promise<void> {
  await ask(`chrome.storage.local.set({ sounds: ${JSON.stringify(sounds)} })`);
}

function click(menuItemId: string): Promise<void> {
  return profile.dispatchEvent('contextMenus.onClicked', { menuItemId }, {});
}

async function badgeSays(text: string | RegExp): Promise<void> {
  await waitUntil(`the badge says ${String(text)}`, async () => {
    const badge = await profile.badge();
    return typeof text === 'string' ? badge.text === text : text.test(badge.text);
  });
}

async function startFocus(): Promise<void> {
  await startInPlace(profile, { type: 'start', phase: 'work' });
}

/** Wakes the worker. When it answers, it has signalled whatever there was to signal. */
async function lookAgain(): Promise<void> {
  await send({ type: 'sync-now' });
}

async function bell(): Promise<string> {
  return waitUntil('there is a notification', async () => (await ask<string[]>(shownBells))[0]);
}

const shownBells = 'Object.keys(await chrome.notifications.getAll())';

describe('the end of a phase', () => {
  it('RING-2 is told once in each way that was chosen', async () => {
    await choose(every);
    await startFocus();
    await waitForValue(countSignals, once);
    await lookAgain();
    expect(await countSignals()).toEqual(once);
  });

  it('RING-2 is told once though the worker died before it and right after', async () => {
    await choose(every);
    // Long enough for the worker to be dead by the end: a worker that dies while it signals does not finish.
    await send({ type: 'edit-preset', key: 'short', preset: { ...brief, work_duration: 6 / 60 } });
    await startFocus();
    await profile.killWorker();
    await waitForValue(countSignals, once);
    await profile.killWorker();
    await lookAgain();
    expect(await countSignals()).toEqual(once);
  });

  it('RING-2 is never told twice, however often the worker dies', async () => {
    await choose(every);
    await startFocus();
    const over = Date.now() + brief.work_duration * 60_000 + 1000;
    while (Date.now() < over) await profile.killWorker();
    await lookAgain();
    await lookAgain();
    const { chimes, notifications, tabs } = await countSignals();
    expect(Math.max(chimes, notifications, tabs)).toBeLessThanOrEqual(1);
  });

  it('SOUND-3 two sounds at once share one page, which closes itself when all is quiet', async () => {
    await choose({ ...silent, sound: 'bowl' });
    await startFocus();
    await waitUntil('the first one sounds', async () => (await countSignals()).chimes === 1);
    await startFocus();
    await waitForValue(() => ask<unknown>('chimes'), [{ players: 1 }, { players: 1 }]);
    await waitForValue(players, 0);
  });

  it('SOUND-2 is told in no way where none was chosen', async () => {
    await choose(silent);
    await startFocus();
    await waitUntil('it is over', async () => (await profile.badge()).title.startsWith('Focus ended'));
    await lookAgain();
    expect(await countSignals()).toEqual(never);
  });
});

describe('the notification', () => {
  beforeEach(() => choose({ ...silent, notify: true }));

  it('RING-5 starts the next phase by its first button, and then is gone', async () => {
    await startFocus();
    await profile.dispatchEvent('notifications.onButtonClicked', await bell(), 0);
    await badgeSays('5');
    await waitForValue(notifications, 0);
  });

  it('RING-5 TIMER-27 goes on for five minutes by its second button, and a skip then loses no pomodoro', async () => {
    await send({ type: 'add-task', title: 'Write report', estimate: 1 });
    await startFocus();
    await profile.dispatchEvent('notifications.onButtonClicked', await bell(), 1);
    await badgeSays('5');
    await waitUntil('it is focus again', async () =>
      (await profile.badge()).title.startsWith('Focus · 5 min'),
    );
    const popup = await profile.popup();
    await byRole(popup, 'button', 'Skip to the next phase').click();
    await waitUntil('the pomodoro counts', () =>
      popup.$eval('.task', ({ textContent }) => textContent?.includes('1 of 1 pomodoro')),
    );
  });

  it('RING-4 is gone once the next phase was started elsewhere', async () => {
    await startFocus();
    await bell();
    await send({ type: 'start' });
    await waitForValue(notifications, 0);
  });

  it('RING-3 tells of the break that began by itself, and skips it by its second button', async () => {
    await send({ type: 'set-preferences', preferences: { auto_start_breaks: true } });
    await startFocus();
    const shown = await bell();
    await badgeSays('5');
    await profile.dispatchEvent('notifications.onButtonClicked', shown, 1);
    await badgeSays('');
  });
});

describe('the menu and the keys', () => {
  const deep: Preset = { ...brief, name: 'Deep', work_duration: 90 };

  beforeEach(() => choose(silent));

  async function isInMenu(id: string): Promise<boolean> {
    return ask(`chrome.contextMenus.update('${id}', {}).then(() => true, () => false)`);
  }

  it('TOOLBAR-4 the menu has its entries, presets come and go', async () => {
    await send({ type: 'edit-preset', key: 'deep', preset: deep });
    const ids = ['toggle', 'skip', 'stop', 'presets', 'preset:short', 'preset:deep', 'statistics', 'other'];
    const found = await Promise.all(ids.map(isInMenu));
    expect(ids.filter((_, place) => !found[place])).toEqual(['other']);
    await send({ type: 'edit-preset', key: 'deep', preset: null });
    expect(await isInMenu('preset:deep')).toBe(false);
    expect(await isInMenu('preset:short')).toBe(true);
  });

  it('TOOLBAR-5 a preset starts from the menu, the keys pause and resume, skip and stop', async () => {
    await send({ type: 'edit-preset', key: 'deep', preset: deep });
    await click('preset:deep');
    await badgeSays(/^(90|89)$/);
    await profile.dispatchEvent('commands.onCommand', 'toggle');
    await waitForPausedBadge(profile);
    await badgeSays(/^(90|89)$/);
    await profile.dispatchEvent('commands.onCommand', 'toggle');
    await waitUntil('it runs on', async () => !isPaused(await profile.badge()));
    await profile.dispatchEvent('commands.onCommand', 'skip');
    await waitUntil('the break waits', async () =>
      (await profile.badge()).title.includes('Short break is next'),
    );
    await click('toggle');
    await badgeSays('5');
    await profile.dispatchEvent('commands.onCommand', 'stop');
    await badgeSays('');
  });

  it('TOOLBAR-4 statistics open from the menu, in one tab', async () => {
    const open = `(await chrome.runtime.getContexts({ contextTypes: ['TAB'] })).filter(({ documentUrl }) => documentUrl.includes('stats.html'))`;
    const inFront = () =>
      ask<boolean[]>(
        `Promise.all((${open}).map(async ({ tabId }) => (await chrome.tabs.get(tabId)).active))`,
      );
    await click('statistics');
    await waitForValue(inFront, [true]);
    await witness.bringToFront();
    await waitForValue(inFront, [false]);
    await click('statistics');
    await waitForValue(inFront, [true]);
    await ask(`chrome.tabs.remove(${open}[0].tabId)`);
  });
});

describe('what ended while nobody was there', () => {
  const minute = 60_000;

  /** A focus session that ended half an hour ago, and the break that followed it by itself. */
  async function leave(): Promise<void> {
    const { device } = (await profile.status()) ?? { device: '' };
    const ended = Date.now() - 30 * minute;
    const plan = { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 };
    const focus: Checkpoint = {
      id: crypto.randomUUID(),
      session_id: crypto.randomUUID(),
      parent_id: null,
      follows: null,
      device_id: device,
      checkpoint_type: 'start',
      timestamp: ended - 25 * minute,
      generation: 1000,
      session_type: 'work',
      task_id: null,
      round_number: 1,
      preset_type: 'short',
      plan,
      remaining_time: 25 * minute,
      added_time: 0,
      is_paused: false,
      last_active: null,
    };
    const pause: Checkpoint = {
      ...focus,
      id: crypto.randomUUID(),
      session_id: crypto.randomUUID(),
      parent_id: focus.id,
      follows: focus.session_id,
      checkpoint_type: 'begin',
      timestamp: ended,
      generation: 1001,
      session_type: 'short_break',
      remaining_time: 5 * minute,
    };
    const changes = [focus, pause].map((row) => ({ table: 'pomodoro_checkpoints' as const, row }));
    await send({ type: 'erase' });
    await send({ type: 'import', changes });
  }

  it.each(['Keep it', 'Drop it'])('AWAY-5 is told in the popup once, with the choice: %s', async (choice) => {
    await leave();
    const popup = await profile.popup();
    await popup.waitForSelector('::-p-text(A short break followed automatically.)');
    await byRole(popup, 'button', choice).click();
    await waitUntil('it is told no more', async () => (await popup.$('.away')) === null);
    await profile.killWorker();
    await lookAgain();
    expect((await profile.status())?.away).toBeNull();
    expect((await profile.badge()).title).toBe(
      choice === 'Keep it' ? 'Short break ended · Focus is next' : 'Focus ended · Short break is next',
    );
  });
});

describe('in Firefox', () => {
  let firefox: Profile;

  beforeAll(async () => {
    firefox = await openProfile({ browser: 'firefox' });
  });

  afterAll(async () => {
    await firefox?.close();
  });

  it('TOOLBAR-4 SOUND-3 the menu is there, and the end is heard once, from a frame of the background', async () => {
    const page = await firefox.options();
    await page.evaluate(`void (globalThis.chimes = 0)`);
    await page.evaluate(
      `void browser.runtime.onMessage.addListener(({ sound }) => void (sound && chimes++))`,
    );
    await firefox.send({ type: 'edit-preset', key: 'short', preset: brief });
    await firefox.send({ type: 'start' });
    expect(await page.evaluate(`browser.contextMenus.update('preset:short', {}).then(() => true)`)).toBe(
      true,
    );
    const frames = `browser.runtime.getBackgroundPage().then(({ document }) => document.querySelectorAll('iframe').length)`;
    await waitUntil('the frame is there', async () => (await page.evaluate(frames)) === 1);
    await waitUntil('it was heard', async () => (await page.evaluate('chimes')) === 1);
    expect(await firefox.send({ type: 'sync-now' })).toEqual({ ok: true });
    expect(await page.evaluate('chimes')).toBe(1);
    expect((await firefox.badge()).title).toBe('Focus ended · Short break is next');
  });
});
