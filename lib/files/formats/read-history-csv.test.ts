import { expect, test } from 'vitest';
import type { Session } from '../../store/rows.ts';
import { planTextImport } from '../plan-text-import.ts';
import { acceptedPlan } from '../testing/accepted-plan.ts';
import { afterChanges, idOf, importContext, noRows, sessionRow } from '../testing/stored-rows.ts';

function sessionsIn(text: string): Session[] {
  return afterChanges(noRows, acceptedPlan(text).changes).sessions.slice();
}

test('FILES-19 FILES-2 a table made by hand needs start, end and phase, and gets the same ids each time', () => {
  const text = 'Phase;Start;End;Mood\nwork;2026-01-05T09:00Z;2026-01-05T09:25Z;good\n';
  const [session] = sessionsIn(text);
  expect(session).toMatchObject({ ...sessionRow(), id: expect.stringMatching(/^[\da-f-]{36}$/) as string });
  expect(acceptedPlan(text, { ...noRows, sessions: sessionsIn(text) }).changes).toEqual([]);
});

const head = 'start,end,phase,outcome,minutes,round,id\n';
const times = '2026-01-05T09:00:00Z,2026-01-05T09:25:00Z';

test.each([
  ['a cell too few', `${head}${times},work,completed,25,1\n`, { line: 2, reason: 'bad_row' }],
  ['a cell too many', `${head}${times},work,completed,25,1,,x\n`, { line: 2, reason: 'bad_row' }],
  [
    'a date of the spreadsheet',
    `${head}05.01.2026 09:00,,work,,,,\n`,
    { line: 2, reason: 'bad_value', place: 'start' },
  ],
  [
    'an end in words',
    `${head}2026-01-05T09:00:00Z,later,work,,,,\n`,
    { line: 2, reason: 'bad_value', place: 'end' },
  ],
  ['an unknown phase', `${head}${times},nap,,,,\n`, { line: 2, reason: 'bad_value', place: 'phase' }],
  ['an unknown outcome', `${head}${times},work,won,,,\n`, { line: 2, reason: 'bad_value', place: 'outcome' }],
  [
    'minutes below nothing',
    `${head}${times},work,,-5,,\n`,
    { line: 2, reason: 'bad_value', place: 'minutes' },
  ],
  [
    'minutes without end',
    `${head}${times},work,,${'9'.repeat(400)},,\n`,
    { line: 2, reason: 'bad_value', place: 'minutes' },
  ],
  ['a round in hex', `${head}${times},work,,25,0x1,\n`, { line: 2, reason: 'bad_value', place: 'round' }],
  [
    'an id cut off',
    `${head}${times},work,,25,1,${idOf(1)}\n${times},work,,25,1,0000`,
    { line: 3, reason: 'bad_value', place: 'id' },
  ],
])('FILES-4 a history with %s is refused', (_name, text, refused) => {
  expect(planTextImport(text, importContext())).toEqual({ refused });
});

test('FILES-5 sessions that cannot be are left out', () => {
  const text =
    `${head}${times},work,,26,1,\n` +
    '2026-01-05T09:25:00Z,2026-01-05T09:00:00Z,work,,,,\n' +
    '2026-01-05T09:25:00Z,,work,,,,\n' +
    '2030-01-05T09:00:00Z,2030-01-05T09:25:00Z,work,,,,\n' +
    `${times},work,,"12,5",1,\n`;
  const { preview, changes } = acceptedPlan(text);
  expect(changes).toMatchObject([{ row: { active_time: 12.5 * 60_000 } }]);
  expect(preview.skipped).toEqual([
    { reason: 'out_of_range', count: 2, line: 2 },
    { reason: 'unfinished', count: 1, line: 4 },
    { reason: 'in_future', count: 1, line: 5 },
  ]);
});

test('FILES-5 the minutes may be a second more than the span, as spreadsheets round', () => {
  const minutes = (ms: number) => `start,end,phase,minutes\n${times},work,${ms / 60_000}\n`;
  expect(sessionsIn(minutes(25 * 60_000 + 1000))).toHaveLength(1);
  expect(sessionsIn(minutes(25 * 60_000 + 1001))).toHaveLength(0);
});

test('FILES-21 a spreadsheet may fill rows up, write dates and words its own way, and leave out the end of rows', () => {
  const wanted = sessionsIn(`${head}${times},work,completed,25,1,${idOf(1)}\n`);
  const filled = `start;end;date;time;phase;outcome;minutes;round;id;task;;\n`;
  const row = `2026-01-05T09:00:00Z;2026-01-05T09:25:00Z;05.01.26;9:00:00 AM;Work;Completed;25,0;1;${idOf(1)}`;
  for (const end of [';Report;;', ';;;;', ';', ''])
    expect(sessionsIn(`${filled}${row}${end}\n`)).toEqual(wanted);
});
