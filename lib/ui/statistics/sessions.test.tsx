// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../store/rows.ts';
import { aSession } from '../../statistics/testing/history.ts';
import { installCatalogue } from '../testing/catalogue.ts';
import { aTask } from '../testing/fixtures.ts';
import { openStatistics } from './testing/open-statistics.tsx';

const minute = 60_000;
/** A Thursday. */
const noon = Date.parse('2026-11-26T12:00:00Z');

beforeAll(installCatalogue);
afterEach(cleanup);

function session(start: string, minutes: number, more: Partial<Session> = {}): Session {
  const from = Date.parse(start);
  return aSession({
    id: start,
    start_time: from,
    end_time: from + minutes * minute,
    active_time: minutes * minute,
    ...more,
  });
}

const history = [
  session('2026-11-26T09:00:00Z', 25, { task_id: 'report' }),
  session('2026-11-26T09:25:00Z', 5, { session_type: 'short_break' }),
  session('2026-11-26T10:30:00Z', 12, { completed: false, outcome: 'stopped' }),
  session('2026-11-25T23:50:00Z', 25, { task_id: 'gone' }),
  session('2026-09-01T08:00:00Z', 25, { task_id: 'report' }),
];
const tasks = [aTask({ id: 'report', title: 'Write the report' }), aTask({ id: 'other', title: 'Other' })];

const heading = (name: string) => screen.getByRole('heading', { name });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

function lines(name: string): string[] {
  const section = heading(name).closest('section')!;
  return within(section)
    .getAllByRole('listitem')
    .map((line) =>
      [...(line.querySelectorAll('span').length ? line.querySelectorAll('span') : [line])]
        .map(({ textContent }) => textContent)
        .filter(Boolean)
        .join(' | ')
        // Intl sets thin spaces.
        .replaceAll(/[\u2009\u202f]/g, ' '),
    );
}

test('STATS-30 “Show sessions” opens today with its sessions, gaps and endings, and takes the focus', async () => {
  await openStatistics({ history, tasks }, noon);
  press('Show sessions');
  const name = 'Thursday, November 26, 2026';
  expect(document.activeElement).toBe(heading(name));
  expect(lines(name)).toEqual([
    '11:50 PM – 12:15 AM | Deleted task | 25 min',
    '8 hr 45 min without a session',
    '9:00 – 9:25 AM | Write the report | 25 min',
    '9:25 – 9:30 AM | Short break | 5 min',
    '1 hr without a session',
    '10:30 – 10:42 AM | Focus | 12 min | Stopped',
  ]);
  expect(screen.getByRole('img', { name: /^Time line: 4 sessions · 1 hr 2 min of focus/ })).toBeTruthy();
});

test('STATS-30 the neighbours of a day are one key away, any day is a date away, and tomorrow is none', async () => {
  await openStatistics({ history, tasks }, noon);
  press('Show sessions');
  press('Day before');
  expect(lines('Wednesday, November 25, 2026')).toEqual(['11:50 PM – 12:15 AM | Deleted task | 25 min']);
  press('Day after');
  press('Day after');
  heading('Thursday, November 26, 2026');
  const date = screen.getByLabelText('Day', { selector: 'input' });
  fireEvent.change(date, { target: { value: '2026-09-01' } });
  expect(lines('Tuesday, September 1, 2026')).toEqual(['8:00 – 8:25 AM | Write the report | 25 min']);
  fireEvent.change(date, { target: { value: '2027-01-01' } });
  fireEvent.change(date, { target: { value: '' } });
  heading('Tuesday, September 1, 2026');
  press('Day before');
  expect(screen.getByText('No sessions')).toBeTruthy();
  press('Close day');
  expect(screen.queryByRole('button', { name: 'Day before' })).toBeNull();
});

test('STATS-30 a click on a bar or on a square of the year opens its day, and one that is to come opens none', async () => {
  await openStatistics({ history, tasks }, noon);
  const shown = () => document.querySelector('.day-section h2')?.textContent;
  fireEvent.click(document.querySelectorAll('.bars-column')[2]!);
  expect(shown()).toBe('Wednesday, November 25, 2026');
  fireEvent.click(screen.getByTitle('Tue, Sep 1: 25 min'));
  expect(shown()).toBe('Tuesday, September 1, 2026');
  fireEvent.click(screen.getByTitle('Thu, Dec 31: 0 min'));
  expect(shown()).toBe('Tuesday, September 1, 2026');
});

test('STATS-31 the sessions of a task are found in all of history, the newest first, each with its day', async () => {
  await openStatistics({ history, tasks }, noon);
  const field = screen.getByRole('searchbox', { name: 'Find sessions' });
  fireEvent.input(field, { target: { value: ' THE rep' } });
  expect(screen.getByText('2 sessions · 50 min of focus')).toBeTruthy();
  expect(lines('Find sessions')).toEqual([
    'Nov 26, 2026 9:00 – 9:25 AM | Write the report | 25 min',
    'Sep 1, 2026 8:00 – 8:25 AM | Write the report | 25 min',
  ]);
  press('Sep 1, 2026');
  heading('Tuesday, September 1, 2026');
  fireEvent.input(field, { target: { value: 'nothing like it' } });
  expect(screen.getByText('No sessions')).toBeTruthy();
});

test('STATS-46 sessions are found by their notes as well', async () => {
  const noted = history.map((row) => ({
    ...row,
    ...(row.outcome === 'stopped' && { note: 'Asked the Reporters' }),
  }));
  await openStatistics({ history: noted, tasks }, noon);
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'reporter' } });
  expect(lines('Find sessions')).toEqual([expect.stringContaining('Asked the Reporters')]);
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'report' } });
  expect(lines('Find sessions')).toHaveLength(3);
});

test('STATS-47 interruptions stand with their session and in the sum of the day, where anybody counted', async () => {
  const counted = history.map((row) => ({
    ...row,
    ...(row.outcome === 'stopped' && { internal_interruptions: 2, external_interruptions: 1 }),
  }));
  await openStatistics({ history: counted, tasks }, noon);
  press('Show sessions');
  expect(screen.getAllByText(/· interruptions: 3$/).length).toBeGreaterThan(0);
  const [, ...rest] = lines('Thursday, November 26, 2026').toReversed();
  expect(lines('Thursday, November 26, 2026').at(-1)).toMatch(
    /Stopped \| Interruptions: 2 internal, 1 external$/,
  );
  expect(rest.join()).not.toContain('nterruptions');
});

test('STATS-31 what is found comes fifty at a time', async () => {
  const many = Array.from({ length: 120 }, (_, place) =>
    session(new Date(noon - (place + 1) * 3_600_000).toISOString(), 25, { task_id: 'report' }),
  );
  await openStatistics({ history: many, tasks }, noon);
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'report' } });
  expect(lines('Find sessions')).toHaveLength(50);
  press('Show more');
  press('Show more');
  expect(lines('Find sessions')).toHaveLength(120);
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
});

test('STATS-17 the sessions of a day and those that were found pass axe-core', async () => {
  await openStatistics({ history, tasks }, noon);
  press('Show sessions');
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'report' } });
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations).toEqual([]);
});
