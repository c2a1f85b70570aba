import fc from 'fast-check';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../lib/store/rows.ts';
import { waitForValue } from '../testing/waiting/wait-for-value.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { layoutFaults } from '../testing/pages/layout-faults.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';
import { clockChanges, wallOf } from '../testing/records/wall-time.ts';

/** The same inputs each time; another seed makes others. */
const seed = Number(process.env['BATON_SEED'] ?? 20_261_123);
const minute = 60_000;
const hour = 60 * minute;

/** What people, other programs and people of ill will put into a line of text. */
const pieces = [
  'Write the report',
  '🍅👩‍👩‍👧‍👦🏳️‍🌈',
  '🇩🇪',
  'تقرير عن المشاريع',
  'דו״ח',
  '報告書を書く',
  'e\u0301\u0323\u0302\u0301'.repeat(9),
  '<img src=x onerror="globalThis.hurt = true">',
  '</button><script>globalThis.hurt = true</script>',
  '<b>bold</b>&amp;&nbsp;',
  '"\'`${1}$1$&|',
  '%s %d {0} __MSG_name__',
  'first\nsecond\r\nthird\tfourth',
  '\u202eright to left\u202c',
  '\u2066isolated\u2069\u200f',
  '\u200b\u00ad\ufeff',
  'https://example.org/a/very/long/path?with=a&query=that#goes-on',
  'W'.repeat(120),
  'i'.repeat(200),
  'ﷺ'.repeat(12),
];

/** A text without the signs that keep it apart from the sentence that it stands in. */
const bare = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '');

const text = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
  .map((parts) => `${parts.join(' ').slice(0, 499)}.`.toWellFormed());

function sample<T>(values: fc.Arbitrary<T>, count: number): T[] {
  return fc.sample(values, { seed, numRuns: count });
}

let profile: Profile | undefined;

async function open(timezone?: string): Promise<Profile> {
  profile = await openProfile({ browser: 'chromium', ...(timezone && { timezone }) });
  return profile;
}

async function popupOf(baton: Profile): Promise<Page> {
  const popup = await baton.popup();
  await popup.waitForSelector('.lower .entry input');
  return popup;
}

/** Nothing that somebody wrote ran, or became a part of the page. */
async function expectUnhurt(page: Page): Promise<void> {
  expect(await page.evaluate('globalThis.hurt')).toBeUndefined();
  expect(await page.$$('main img, main script, main b')).toEqual([]);
}

describe('whatever is written', () => {
  let baton: Profile;

  beforeAll(async () => {
    baton = await open();
  });

  beforeEach(async () => {
    expect(await baton.send({ type: 'erase' })).toEqual({ ok: true });
  });

  afterAll(async () => {
    await baton?.close();
  });

  async function addTasks(titles: readonly string[]): Promise<void> {
    for (const title of titles)
      expect(await baton.send({ type: 'add-task', title, estimate: 3 })).toEqual({ ok: true });
  }

  const titlesIn = (popup: Page) =>
    popup.$$eval('.task button.task-title', (rows) => rows.map(({ textContent }) => textContent));

  it('FUZZ-1 titles of tasks are shown as they are, and break no layout', async () => {
    const titles = [...sample(text, 24), 'W'.repeat(500), '🍅'.repeat(250), 'ت'.repeat(500)];
    await addTasks(titles);
    const popup = await popupOf(baton);
    await waitForValue(() => titlesIn(popup), titles);
    expect(await layoutFaults(popup)).toEqual([]);
    await expectUnhurt(popup);
  });

  it('FUZZ-1 a task under way with such a title breaks neither popup, tooltip nor statistics', async () => {
    const [title = ''] = sample(text, 1);
    await addTasks([title]);
    expect(await baton.send({ type: 'start' })).toEqual({ ok: true });
    const popup = await popupOf(baton);
    await byRole(popup, 'button', 'Pause').wait();
    expect(await layoutFaults(popup)).toEqual([]);
    await waitUntil('the tooltip has it', async () =>
      bare((await baton.badge()).title).includes(bare(title)),
    );
  });

  it('FUZZ-1 names of presets are shown as they are, and break no layout', async () => {
    const names = sample(text, 6);
    for (const [place, name] of names.entries()) {
      const preset = {
        work_duration: 180,
        short_break: 120,
        long_break: 180,
        sessions_before_long_break: 12,
      };
      const command = { type: 'edit-preset', key: `own-${place}`, preset: { ...preset, name } } as const;
      expect(await baton.send(command)).toEqual({ ok: true });
    }
    await baton.send({ type: 'set-preferences', preferences: { preset: 'own-0' } });
    const popup = await popupOf(baton);
    const namesShown = () =>
      popup.$$eval('.preset-list option', (all) => all.slice(2).map(({ textContent }) => textContent));
    await waitForValue(
      async () => (await namesShown()).map(bare),
      names.map((name) => bare(`${name} 180/120/180`)),
    );
    const chosen = () => popup.$eval('.segment-name', ({ textContent }) => textContent);
    await waitForValue(chosen, names[0] ?? '');
    expect(await layoutFaults(popup)).toEqual([]);
    await expectUnhurt(popup);
    const options = await baton.options();
    await options.waitForSelector('#appearance select');
    expect(await layoutFaults(options)).toEqual([]);
    await expectUnhurt(options);
  });

  it('FUZZ-1 lines typed or pasted into the popup become one task each', async () => {
    const popup = await popupOf(baton);
    const typed = sample(text, 8).map((line) => line.replaceAll(/\s+/g, ' ').trim());
    for (const [place, line] of typed.entries()) {
      await byRole(popup, 'textbox', 'Add a task').fill(line);
      await popup.keyboard.press('Enter');
      await waitForValue(() => titlesIn(popup), typed.slice(0, place + 1));
    }
    await expectUnhurt(popup);
  });
});

describe('durations out of range', () => {
  let baton: Profile;

  beforeAll(async () => {
    baton = await open();
  });

  afterAll(async () => {
    await baton?.close();
  });

  const numbers = (page: Page) => page.$eval('.segment-numbers', ({ textContent }) => textContent);

  it('FUZZ-2 are refused with a reason, whoever sends them, and change nothing', async () => {
    const sound = { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 };
    const wrong = fc.constantFrom(0, -1, -0.001, 180.5, 181, 1e9, -1e9, Number.MAX_VALUE, Number.NaN);
    const figure = fc.constantFrom(...(Object.keys(sound) as (keyof typeof sound)[]));
    for (const [key, value] of sample(fc.tuple(figure, wrong), 30)) {
      const preset = { ...sound, [key]: value };
      expect(await baton.send({ type: 'edit-preset', key: 'short', preset })).toEqual({
        ok: false,
        reason: 'bad_duration',
      });
    }
    expect(await numbers(await popupOf(baton))).toBe('25/5/15');
  });

  it('FUZZ-2 are named in the form, and not sent', async () => {
    const popup = await popupOf(baton);
    await byRole(popup, 'button', 'Edit presets').click();
    for (const typed of ['0', '-5', '181', '12.5', '1e3', '']) {
      const field = await popup.waitForSelector('.preset-form input[type="number"]');
      await field?.click({ count: 3 });
      await popup.keyboard.press('Backspace');
      await field?.type(typed);
      await byRole(popup, 'button', 'Save').click();
      await popup.waitForSelector('::-p-text(Enter 1 to 180 minutes.)');
      expect(await numbers(popup)).toBe('25/5/15');
      expect(await layoutFaults(popup)).toEqual([]);
    }
    // Had anything been sent, it would be done before this is.
    expect(await baton.send({ type: 'opened' })).toEqual({ ok: true });
    expect(await numbers(await popupOf(baton))).toBe('25/5/15');
  });
});

/** Sessions one after another around each change of the clocks, and here and there over the last months. */
function sessionsIn(timezone: string, now: number): Session[] {
  const wall = wallOf(timezone);
  const start = Math.floor(now / hour) * hour - 330 * 24 * hour;
  const lengths = fc.integer({ min: 1, max: 180 });
  const nights = clockChanges(wall, start + 24 * hour, now - 48 * hour);
  const sessions: Session[] = [];
  const add = (from: number, minutes: number) => sessions.push(aSession(sessions.length, from, minutes));
  for (const night of nights) {
    let at = night - 7 * hour;
    for (const length of sample(lengths, 12)) {
      add(at, length);
      at += (length + 3) * minute;
    }
  }
  const busy = (at: number) => nights.some((night) => Math.abs(night - at) < 60 * hour);
  for (const [place, length] of sample(lengths, 90).entries()) {
    const at = start + place * 87 * hour + 13 * minute;
    if (!busy(at) && at + length * minute < now) add(at, length);
  }
  return sessions;
}

function aSession(place: number, start: number, minutes: number): Session {
  return {
    id: `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`,
    task_id: null,
    session_type: 'work',
    start_time: start,
    end_time: start + minutes * minute,
    completed: true,
    current_session_number: 1,
    active_time: minutes * minute,
    outcome: 'completed',
    preset_type: 'short',
    rules: 1,
  };
}

interface Totals {
  /** Minutes of focus and pomodoros by day. */
  days: Record<string, [minutes: number, pomodoros: number]>;
  /** Minutes by year, weekday and hour, such as `2026 Mon 14`. */
  hours: Record<string, number>;
}

/** Counted minute by minute on the wall of the zone, by nothing that the extension counts with. */
function countByHand(sessions: readonly Session[], timezone: string, startsAt: number): Totals {
  const wall = wallOf(timezone);
  const totals: Totals = { days: {}, hours: {} };
  const placeOf = (at: number) => {
    const shown = wall(at);
    const noon = Date.parse(`${shown.date}T12:00Z`) - (shown.hour < startsAt ? 24 * hour : 0);
    const day = new Date(noon);
    const weekday = day.toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' });
    return { day: day.toISOString().slice(0, 10), hour: `${day.getUTCFullYear()} ${weekday} ${shown.hour}` };
  };
  for (const { start_time, end_time } of sessions) {
    for (let at = start_time; at < (end_time ?? 0); at += minute) {
      const place = placeOf(at);
      (totals.days[place.day] ??= [0, 0])[0] += 1;
      totals.hours[place.hour] = (totals.hours[place.hour] ?? 0) + 1;
      if (at + minute === end_time) (totals.days[place.day] ??= [0, 0])[1] += 1;
    }
  }
  return totals;
}

/** Presses the button that saves a table, and reads what would be saved. */
async function savedTable(page: Page, name: RegExp): Promise<string[][]> {
  const csv = await page.evaluate(async (pattern) => {
    const kept: Blob[] = [];
    URL.createObjectURL = (blob) => String(kept.push(blob as Blob));
    HTMLAnchorElement.prototype.click = () => undefined;
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('button.save')];
    buttons.find((button) => new RegExp(pattern).test(button.ariaLabel ?? ''))?.click();
    return (await kept[0]?.text()) ?? '';
  }, name.source);
  return csv
    .replace('\uFEFF', '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => line.split(','));
}

/** What the page of statistics says, year by year. */
async function readTotals(page: Page, startsAt: number): Promise<Totals> {
  const totals: Totals = { days: {}, hours: {} };
  await page.evaluate(() => {
    const radios = document.querySelectorAll<HTMLInputElement>('.period input');
    radios[2]?.click();
  });
  for (;;) {
    const year = await waitUntil('a year is shown', async () => {
      const title = await page.$eval('.period-title', ({ textContent }) => textContent);
      return /^\d{4}$/.test(title ?? '') && title;
    });
    for (const [day = '', focus, pomodoros] of (await savedTable(page, /The year/)).slice(1))
      if (Number(focus) > 0) totals.days[day] = [Number(focus), Number(pomodoros)];
    const [head = [], ...rows] = await savedTable(page, /Hours of the day/);
    for (const [place, row] of rows.entries())
      for (const [column, focus] of row.entries())
        if (column > 0 && Number(focus) > 0)
          totals.hours[`${year} ${head[column]?.slice(0, 3)} ${(startsAt + place) % 24}`] = Number(focus);
    const earlier = await page.$('button[aria-label="Earlier"][aria-disabled="false"]');
    if (!earlier) return totals;
    await earlier.click();
    await waitUntil(
      'the year before is shown',
      async () => (await page.$eval('.period-title', ({ textContent }) => textContent)) !== year,
    );
  }
}

describe('days and hours are those of the wall, wherever the machine is', () => {
  afterEach(async () => {
    await profile?.close();
    profile = undefined;
  });

  it.each([
    ['America/New_York', 4],
    ['Australia/Lord_Howe', 4],
    ['America/Santiago', 0],
    ['Asia/Kolkata', 4],
    ['Pacific/Chatham', 0],
  ])('FUZZ-3 in %s with days that begin at %i', async (timezone, startsAt) => {
    const baton = await open(timezone);
    const sessions = sessionsIn(timezone, Date.now());
    await baton.send({ type: 'set-preferences', preferences: { day_starts_at: startsAt } });
    const changes = sessions.map((row) => ({ table: 'pomodoro_sessions' as const, row }));
    expect(await baton.send({ type: 'import', changes })).toEqual({ ok: true });
    const page = await baton.statistics();
    await page.waitForSelector('.period-title');
    const ahead = await page.evaluate(() => -new Date().getTimezoneOffset());
    expect(ahead).toBe(wallOf(timezone)(Date.now()).offset);
    expect(await layoutFaults(page)).toEqual([]);
    expect(await readTotals(page, startsAt)).toEqual(countByHand(sessions, timezone, startsAt));
  });
});
