// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { dayOfDate } from '../../statistics/day.ts';
import { aHistory, aSession } from '../../statistics/testing/history.ts';
import { createFormatter } from '../../statistics/formatter.ts';
import type { Session } from '../../store/rows.ts';
import { packHistory } from '../../statistics/packed-history.ts';
import { rulesVersion } from '../../timer/replay.ts';
import type { StatisticsEnvironment } from './environment.ts';
import { createRuns } from './runs.ts';
import { openStatistics } from './testing/open-statistics.tsx';
import { installCatalogue } from '../testing/catalogue.ts';
import { aTask, fixedSignals, runningView, type PageFixture } from '../testing/fixtures.ts';

const minute = 60_000;
/** A Thursday. */
const noon = Date.parse('2026-11-26T12:00:00Z');

beforeAll(installCatalogue);
afterEach(cleanup);

/** A completed focus session that ended at an instant, of so many minutes. */
function done(end: string, minutes = 25, more: Partial<Session> = {}): Session {
  const to = Date.parse(end);
  return aSession({
    id: end,
    start_time: to - minutes * minute,
    end_time: to,
    active_time: minutes * minute,
    ...more,
  });
}

const open = (fixture: PageFixture, now = noon, more: Pick<StatisticsEnvironment, 'afterPaint'> = {}) =>
  openStatistics(fixture, now, more);

const record = {
  id: 'new',
  task_id: null,
  session_type: 'work' as const,
  round_number: 1,
  preset_type: 'short',
  started_at: noon - 25 * minute,
  ended_at: noon,
  active_time: 25 * minute,
  outcome: 'completed' as const,
  completed: true,
  device_id: 'here',
  lead: 'here',
  ended_by: null,
  rules: 1,
};

/** What a tile says, line by line. */
function tile(name: string): string[] {
  const heading = screen.getByRole('heading', { name });
  return [...heading.parentElement!.querySelectorAll('p')].map((line) => line.textContent ?? '');
}

function chart(name: string | RegExp) {
  return within(screen.getByRole('region', { name }));
}

test('STATS-14 without history the page says what will be here', async () => {
  await open({});
  expect(screen.getByRole('heading', { name: 'No focus yet' })).toBeTruthy();
  expect(screen.queryByRole('img')).toBeNull();
});

test('STATS-14 without history the page offers to start and to import, and says what came of it', async () => {
  const { signals, asked } = await open({});
  fireEvent.click(screen.getByRole('button', { name: 'Start focus' }));
  expect(await screen.findByText(/storage is full/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Import a history' }));
  expect(asked).toMatchObject({ start: 1, import: 1 });
  await act(() => {
    signals.view.value = runningView;
  });
  expect(screen.getByText('Focus is running.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Start focus' })).toBeNull();
});

test('UI-101 a chart is one image, and what it is drawn of is hidden', async () => {
  await open({ history: [done('2026-11-26T09:00:00Z')], settings: { daily_goal: 60 } });
  const charts = screen.getAllByRole('img');
  expect(charts).toHaveLength(3);
  for (const chart of charts)
    for (const part of chart.children) expect(part.getAttribute('aria-hidden')).toBe('true');
});

test('STATS-14 today, this week, the streak and all time', async () => {
  await open({
    settings: { daily_goal: 120 },
    history: [
      done('2026-11-26T09:00:00Z'),
      done('2026-11-26T10:00:00Z', 35, { completed: false, outcome: 'stopped' }),
      done('2026-11-25T10:00:00Z', 50),
      done('2026-11-22T10:00:00Z', 30),
      done('2026-11-01T10:00:00Z', 25),
      done('2026-11-26T11:00:00Z', 5, { session_type: 'short_break' }),
    ],
  });
  expect(tile('Today')).toEqual(['1 hr', '50% of the daily goal of 2 hr', '1 pomodoro']);
  expect(tile('This week')).toEqual(['1 hr 50 min', '2 pomodoros', 'Last week: 30 min']);
  expect(tile('Streak')).toEqual(['2 days', 'Longest: 2 days']);
  expect(tile('All time')).toEqual(['2 hr 45 min', '4 pomodoros since Nov 1, 2026']);
});

test('STATS-14 a goal that is reached is said to be, and one that is not set is offered', async () => {
  const history = [done('2026-11-26T09:00:00Z', 60)];
  await open({ history, settings: { daily_goal: 60 } });
  expect(tile('Today')).toContain('Daily goal of 1 hr reached');
  cleanup();
  const { asked } = await open({ history });
  fireEvent.click(screen.getByRole('button', { name: 'Set a daily goal' }));
  expect(asked.goal).toBe(1);
});

test('STATS-22 the page follows the clock over the hour that days begin at, and the machine into another zone', async () => {
  const { signals, asked } = await open(
    { history: [done('2026-11-27T03:30:00Z')], settings: { day_starts_at: 4 } },
    Date.parse('2026-11-27T03:59:00Z'),
  );
  expect(tile('Today')[0]).toBe('25 min');
  signals.now.value = Date.parse('2026-11-27T04:00:00Z');
  await expect.poll(() => tile('Today')[0]).toBe('0 min');
  asked.zone = 'America/New_York';
  signals.now.value += 1000;
  await expect.poll(() => tile('Today')[0]).toBe('25 min');
});

test('STATS-22 what has just ended is on the page, and what turned out otherwise is not', async () => {
  const { signals } = await open({ history: [done('2026-11-26T09:00:00Z')] });
  signals.replayed.value = { ...signals.replayed.value, sessions: [record] };
  await expect.poll(() => tile('Today')[0]).toBe('50 min');
  signals.replayed.value = {
    ...signals.replayed.value,
    sessions: [{ ...record, ended_at: null, outcome: 'running', completed: false }],
  };
  await expect.poll(() => tile('Today')[0]).toBe('25 min');
});

const monday = dayOfDate(2026, 10, 23);
const week = createFormatter('en').span({ from: monday, to: monday + 7 });
const weekBefore = createFormatter('en').span({ from: monday - 7, to: monday });

test('STATS-15 a week, its neighbours and other periods are looked at', async () => {
  await open({
    history: [done('2026-11-24T09:00:00Z'), done('2026-11-18T09:00:00Z', 50), done('2025-03-01T09:00:00Z')],
  });
  expect(screen.getByRole('heading', { name: week })).toBeTruthy();
  expect(chart('Focus per day').getByRole('img').getAttribute('aria-label')).toBe(
    `Focus per day, ${week}: 25 min in total. Most: Tue, Nov 24, 25 min.`,
  );
  const later = screen.getByRole('button', { name: 'Later' });
  expect(later.getAttribute('aria-disabled')).toBe('true');
  fireEvent.click(later);
  fireEvent.click(screen.getByRole('button', { name: 'Earlier' }));
  expect(screen.getByRole('heading', { name: weekBefore })).toBeTruthy();
  fireEvent.click(screen.getByRole('radio', { name: 'Year' }));
  expect(screen.getByRole('heading', { name: '2026' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Earlier' }));
  expect(screen.getByRole('region', { name: 'The year 2025' })).toBeTruthy();
  fireEvent.click(screen.getByRole('radio', { name: 'All' }));
  expect(screen.getByRole('heading', { name: 'Since Mar 1, 2025' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Earlier', hidden: true }).closest('[hidden]')).toBeTruthy();
});

test.each([
  ['2026-11-25T09:00:00Z', 'Week'],
  ['2026-11-18T09:00:00Z', 'Month'],
  ['2026-03-18T09:00:00Z', 'Year'],
  ['2024-03-18T09:00:00Z', 'All'],
])('STATS-15 with the newest focus of %s the page opens on: %s', async (end, scope) => {
  await open({ history: [done(end)] });
  expect(screen.getByRole<HTMLInputElement>('radio', { name: scope }).checked).toBe(true);
});

function rowsOf(table: HTMLElement): string[] {
  return within(table)
    .getAllByRole('row')
    .map((row) => [...row.children].map((cell) => cell.textContent).join(' | '));
}

async function tableOf(name: string): Promise<string[]> {
  const details = chart(name).getByText('Show as a table').closest('details')!;
  details.open = true;
  fireEvent(details, new Event('toggle'));
  return rowsOf(await chart(name).findByRole('table'));
}

test('STATS-16 beside each picture there is a table with the same numbers', async () => {
  await open({
    settings: { day_starts_at: 4 },
    history: [done('2026-11-24T09:10:00Z'), done('2026-11-25T00:10:00Z', 20)],
  });
  expect((await tableOf('Focus per day')).slice(0, 3)).toEqual([
    'Day | Focus | Pomodoros',
    'Mon, Nov 23 | 0 min | 0',
    'Tue, Nov 24 | 45 min | 2',
  ]);
  const hours = await tableOf('Hours of the day');
  expect(hours.slice(0, 2)).toEqual([
    'Hour | Mon | Tue | Wed | Thu | Fri | Sat | Sun',
    '4 AM | 0 min | 0 min | 0 min | 0 min | 0 min | 0 min | 0 min',
  ]);
  expect(hours).toContain('9 AM | 0 min | 10 min | 0 min | 0 min | 0 min | 0 min | 0 min');
  expect(hours).toContain('11 PM | 0 min | 10 min | 0 min | 0 min | 0 min | 0 min | 0 min');
  const year = await tableOf('The year 2026');
  expect(year.at(-1)).toBe('Nov 23, 2026 | 0 min | 45 min | 0 min | 0 min |  |  | ');
  expect(year[1]).toBe('Dec 29, 2025 |  |  |  | 0 min | 0 min | 0 min | 0 min');
});

test('STATS-16 tasks are a table themselves; the many are folded', async () => {
  const tasks = Array.from({ length: 12 }, (_, place) => aTask({ id: `${place}`, title: `Task ${place}` }));
  await open({
    tasks: [...tasks, aTask({ id: 'html', title: '<b>Bold</b>' })],
    history: [
      ...tasks.map(({ id }, place) =>
        done(`2026-11-24T${String(place + 6).padStart(2, '0')}:00:00Z`, 25, { task_id: id }),
      ),
      done('2026-11-24T20:00:00Z', 50, { task_id: 'html' }),
      done('2026-11-24T21:00:00Z', 30, { task_id: 'gone' }),
      done('2026-11-24T22:00:00Z', 40),
    ],
  });
  const table = chart('Tasks').getByRole('table');
  expect(rowsOf(table).slice(0, 4)).toEqual([
    'Task | Focus | Share | Pomodoros',
    '<b>Bold</b> | 50 min | 12% | 1',
    'Without a task | 40 min | 10% | 1',
    'Deleted tasks | 30 min | 7% | 1',
  ]);
  expect(rowsOf(table)).toHaveLength(9);
  fireEvent.click(screen.getByRole('button', { name: 'Show all 15 tasks' }));
  expect(rowsOf(table)).toHaveLength(16);
  fireEvent.click(screen.getByRole('button', { name: 'Show fewer' }));
  expect(rowsOf(table)).toHaveLength(9);
});

test('TAG-10 tags are a table too, where a task of the period has one, and a file', async () => {
  const { files } = await open({
    tasks: [aTask({ id: 'a', tags: 'home reading' }), aTask({ id: 'b', tags: 'Home' })],
    history: [
      done('2026-11-24T09:00:00Z', 30, { task_id: 'a' }),
      done('2026-11-24T10:00:00Z', 20, { task_id: 'b' }),
      done('2026-11-24T11:00:00Z', 50),
    ],
  });
  expect(rowsOf(chart('Tags').getByRole('table'))).toEqual([
    'Tag | Focus | Share | Pomodoros',
    '@home | 50 min | 50% | 2',
    '@reading | 30 min | 30% | 1',
    'Without a tag | 50 min | 50% | 1',
  ]);
  fireEvent.click(screen.getByRole('button', { name: 'Save as CSV: Tags' }));
  expect(files.map(({ name }) => name)).toEqual(['baton-tags-2026-11-23-2026-11-29.csv']);
  expect(files[0]?.text).toContain('@home,50,2');
  cleanup();
  await open({ tasks: [aTask({ id: 'a', tags: 'home' })], history: [done('2026-11-24T09:00:00Z')] });
  expect(screen.queryByRole('region', { name: 'Tags' })).toBeNull();
});

test('STATS-11 what is shown is saved as a file', async () => {
  const { files } = await open({
    tasks: [aTask({ id: 'a', title: 'Report, "final"' })],
    history: [done('2026-11-24T09:00:00Z', 25, { task_id: 'a' })],
  });
  for (const name of ['Focus per day', 'Hours of the day', 'Tasks', 'The year 2026']) {
    fireEvent.click(screen.getByRole('button', { name: `Save as CSV: ${name}` }));
  }
  expect(files.map(({ name }) => name)).toEqual([
    'baton-days-2026-11-23-2026-11-29.csv',
    'baton-hours-2026-11-23-2026-11-29.csv',
    'baton-tasks-2026-11-23-2026-11-29.csv',
    'baton-year-2026-01-01-2026-11-26.csv',
  ]);
  const lines = files.map(({ text }) => text.slice(1).split('\r\n'));
  expect(lines[0]).toEqual([
    'Day,Focus (min),Pomodoros',
    '2026-11-23,0,0',
    '2026-11-24,25,1',
    '2026-11-25,0,0',
    '2026-11-26,0,0',
    '',
  ]);
  expect(lines[2]?.[1]).toBe('"Report, ""final""",25,1');
  expect(lines[3]).toHaveLength(1 + 330 + 1);
});

test('STATS-17 nothing in the page is against the rules of accessibility, with tables open', async () => {
  await open({
    settings: { daily_goal: 120 },
    tasks: [aTask({ id: 'a', title: 'Report' })],
    history: aHistory({ sessions: 300, until: noon, tasks: ['a', 'gone'] }),
  });
  await tableOf('Focus per day');
  await tableOf('Hours of the day');
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('STATS-23 today, the week, the streak and the sums are drawn before the charts', async () => {
  let paint: () => void = () => undefined;
  await open({ history: [done('2026-11-26T09:00:00Z')] }, noon, { afterPaint: (draw) => (paint = draw) });
  expect(tile('Today')[0]).toBe('25 min');
  expect(screen.queryByRole('img')).toBeNull();
  paint();
  await expect.poll(() => screen.queryAllByRole('img').length).toBeGreaterThan(0);
});

test('STATS-18 the page begins with what an earlier visit packed, with the newest sessions over it', async () => {
  const signals = fixedSignals({ history: [] });
  const old = aSession({
    id: 'old',
    end_time: noon - 1000 * minute,
    start_time: noon - 1030 * minute,
    active_time: 30 * minute,
  });
  const runs = createRuns(signals, packHistory([old], [], rulesVersion));
  expect(runs.all.value?.to).toEqual(Float64Array.of(noon - 1000 * minute));
  signals.replayed.value = {
    ...signals.replayed.value,
    sessions: [{ ...record, ended_at: noon, outcome: 'completed' }],
  };
  expect(runs.all.value?.to).toHaveLength(2);
  signals.history.value = [old, aSession({ id: 'more' })];
  expect(runs.all.value?.to).toHaveLength(2);
  await runs.read();
  expect(runs.all.value?.to).toHaveLength(3);
  expect(createRuns(signals).all.value).toBeNull();
});
