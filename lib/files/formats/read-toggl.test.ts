import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offsetOf } from '../../statistics/testing/zone.ts';
import { planTextImport } from '../plan-text-import.ts';
import { acceptedPlan } from '../testing/accepted-plan.ts';
import { togglCsv, togglHeader, togglRows } from '../testing/other-app-files.ts';
import { afterChanges, importContext, noRows, now } from '../testing/stored-rows.ts';

const minute = 60_000;
const berlin = offsetOf('Europe/Berlin');

const csv = (...rows: string[]) => `${[togglHeader, ...rows].join('\n')}\n`;
const entry = (start: string, end: string, duration: string, description = 'Work') =>
  `Ada,ada@example.org,,,,${description},No,${start.replace(' ', ',')},${end.replace(' ', ',')},${duration},,`;

function sessionsIn(text: string, offsetAt?: (instant: number) => number) {
  return acceptedPlan(text, noRows, offsetAt).changes.flatMap(({ table, row }) =>
    table === 'pomodoro_sessions' ? [row] : [],
  );
}

const refusalOf = (text: string) => planTextImport(text, importContext());

test("FILES-23 Toggl's entries become focus that is no pomodoro, and tasks that are done", () => {
  const { preview, changes } = acceptedPlan(togglCsv);
  expect(preview).toMatchObject({
    source: 'toggl',
    tasks: { added: 1, updated: 0, unchanged: 0 },
    sessions: { added: 3, updated: 0, unchanged: 0 },
    skipped: [],
    period: { from: Date.UTC(2026, 2, 2, 9), to: Date.UTC(2026, 2, 4, 11, 5) },
  });
  const [task, first, second, third] = changes.map(({ row }) => row);
  expect(task).toMatchObject({
    title: 'Write the page, twice',
    description: 'Website',
    created_at: Date.UTC(2026, 2, 2, 9),
    completed_at: Date.UTC(2026, 2, 4, 0, 20),
    edited: {},
  });
  expect(first).toMatchObject({
    task_id: task?.id,
    session_type: 'work',
    outcome: 'stopped',
    completed: false,
    start_time: Date.UTC(2026, 2, 2, 9),
    end_time: Date.UTC(2026, 2, 2, 10, 30),
    active_time: 90 * minute,
  });
  expect(second).toMatchObject({ task_id: task?.id, active_time: 30 * minute });
  expect(third).toMatchObject({ task_id: null, active_time: 5 * minute });
});

test.each([
  ['as it is', togglCsv],
  ['in a part', csv(...togglRows.slice(0, 2))],
  ['with semicolons', togglCsv.replaceAll('","', '";"').replaceAll(/,(?! )/g, ';')],
  [
    'without what is not read',
    csv(...togglRows)
      .replace('Client', 'X')
      .replace('Amount ()', 'Amount (EUR)'),
  ],
])('FILES-2 the same report makes no doubles, in another time zone either: %s', (_name, text) => {
  const here = afterChanges(noRows, acceptedPlan(togglCsv).changes);
  expect(acceptedPlan(text, here, berlin).changes).toEqual([]);
});

test('FILES-24 local times are those of this machine, also where clocks change', () => {
  // In Berlin clocks skip from 2:00 to 3:00 on March 29, 2026, and go back from 3:00 to 2:00 on October 25, 2025.
  const [spring, second, first, skipped] = sessionsIn(
    csv(
      entry('2026-03-29 01:30:00', '2026-03-29 03:30:00', '01:00:00', 'a'),
      entry('2025-10-26 02:30:00', '2025-10-26 03:30:00', '01:00:00', 'b'),
      entry('2025-10-26 02:30:00', '2025-10-26 03:30:00', '02:00:00', 'c'),
      entry('2026-03-29 02:30:00', '2026-03-29 04:00:00', '00:30:00', 'd'),
    ),
    berlin,
  );
  const span = (from: string, to: string) => ({ start_time: Date.parse(from), end_time: Date.parse(to) });
  expect(spring).toMatchObject(span('2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z'));
  expect(second).toMatchObject(span('2025-10-26T01:30:00Z', '2025-10-26T02:30:00Z'));
  expect(first).toMatchObject(span('2025-10-26T00:30:00Z', '2025-10-26T02:30:00Z'));
  expect(skipped).toMatchObject(span('2026-03-29T01:30:00Z', '2026-03-29T02:00:00Z'));
});

test('FILES-24 whatever a zone does, an entry runs as long as Toggl says', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe'].map(offsetOf);
  const starts = fc.integer({ min: Date.UTC(2025, 9, 20) / minute, max: Date.UTC(2026, 3, 10) / minute });
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      starts,
      fc.integer({ min: 1, max: 600 }),
      (offsetAt, at, minutes) => {
        const [start, end] = [at * minute, (at + minutes) * minute];
        const shown = (instant: number) =>
          new Date(instant + offsetAt(instant)).toISOString().slice(0, 19).replace('T', ' ');
        const clock = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:00`;
        const [session] = sessionsIn(csv(entry(shown(start), shown(end), clock)), offsetAt);
        expect(session?.active_time).toBe(minutes * minute);
        expect((session?.end_time ?? 0) - (session?.start_time ?? 0)).toBe(minutes * minute);
      },
    ),
  );
});

test('FILES-23 times may be of twelve hours, and a length may be missing or rounded', () => {
  const [noon, rounded] = sessionsIn(
    csv(
      entry('2026-03-02 12:05 PM', '2026-03-02 1:05 PM', ''),
      entry('2026-03-02 12:05:00 AM', '2026-03-02 12:20:00 AM', '00:30:00'),
    ),
  );
  expect(noon).toMatchObject({ start_time: Date.UTC(2026, 2, 2, 12, 5), active_time: 60 * minute });
  expect(rounded).toMatchObject({ start_time: Date.UTC(2026, 2, 2, 0, 5), active_time: 15 * minute });
});

test.each([
  ['a date of half the world', entry('02/03/2026 09:00:00', '2026-03-02 10:00:00', '01:00:00'), 'start date'],
  ['a date that is none', entry('2026-02-30 09:00:00', '2026-03-02 10:00:00', '01:00:00'), 'start date'],
  ['a time that is none', entry('2026-03-02 09:00:00', '2026-03-02 25:00:00', '01:00:00'), 'end time'],
  ['thirteen in the afternoon', entry('2026-03-02 13:00 PM', '2026-03-02 14:00:00', ''), 'start time'],
  ['a length in words', entry('2026-03-02 09:00:00', '2026-03-02 10:00:00', 'an hour'), 'duration'],
])('FILES-4 a report with %s is refused with its place', (_name, row, place) => {
  expect(refusalOf(csv(...togglRows, row))).toEqual({
    refused: { line: 5, reason: 'bad_value', place },
  });
});

test('FILES-4 a report that was cut off, or has entries of two people, is refused', () => {
  expect(refusalOf(csv('Ada,ada@example.org,,,'))).toEqual({ refused: { line: 2, reason: 'bad_row' } });
  const other = (togglRows[0] ?? '').replace('ada@', 'bob@');
  expect(refusalOf(csv(...togglRows, other))).toEqual({ refused: { line: 5, reason: 'several_people' } });
});

test('FILES-5 entries that run, lie in the future, end before they start or have no length are left out', () => {
  const later = new Date(now + 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const text = csv(
    'Ada,ada@example.org,,,,Runs,No,2026-03-02,09:00:00,,,,,',
    entry('2026-03-02 09:00:00', later, '01:00:00'),
    entry('2026-03-02 09:00:00', '2026-03-02 08:00:00', ''),
    entry('2026-03-02 09:00:00', '2026-03-02 09:00:00', '00:00:00'),
  );
  const { preview, changes } = acceptedPlan(text);
  expect(changes).toEqual([]);
  expect(preview.skipped).toEqual([
    { reason: 'unfinished', count: 1, line: 2 },
    { reason: 'in_future', count: 1, line: 3 },
    { reason: 'out_of_range', count: 2, line: 4 },
  ]);
});

test('FILES-23 a description that is longer than a title stays whole', () => {
  const long = 'word '.repeat(200).trim();
  const [task] = acceptedPlan(csv(entry('2026-03-02 09:00:00', '2026-03-02 10:00:00', '', long))).changes;
  expect(task?.row).toMatchObject({ title: long.slice(0, 500).trim(), description: long });
});
