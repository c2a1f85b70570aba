import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Session } from '../store/rows.ts';
import { planTextImport } from './plan-text-import.ts';
import {
  accepted,
  importContext,
  arbitraryRows,
  idOf,
  noRows,
  afterChanges,
  sessionRow,
  taskRow,
} from './testing/stored-rows.ts';
import { writeHistoryCsv } from './write-history-csv.ts';

const inTokyo = { tasks: [], offsetAt: () => 9 * 3_600_000 };

function sessionsIn(text: string): Session[] {
  return afterChanges(noRows, accepted(planTextImport(text, importContext())).changes).sessions.slice();
}

test('FILES-8 the history as CSV is read back session by session', () => {
  fc.assert(
    fc.property(arbitraryRows, fc.integer({ min: -720, max: 840 }), (here, offset) => {
      const text = writeHistoryCsv(here.sessions, { tasks: here.tasks, offsetAt: () => offset * 60_000 });
      const ended = here.sessions.filter(({ end_time }) => end_time !== null);
      const read = sessionsIn(text);
      expect(read).toHaveLength(ended.length);
      for (const session of ended) expect(read).toContainEqual({ ...session, rules: 1 });
    }),
  );
});

test('FILES-8 each row tells a session as a person and as a machine reads it', () => {
  const session = sessionRow({ task_id: idOf(2), active_time: 24.5 * 60_000 });
  const text = writeHistoryCsv([session], {
    tasks: [taskRow({ title: 'Report, "final"' })],
    offsetAt: () => 2 * 3_600_000,
  });
  expect(text).toBe(
    '\ufeffstart,end,date,time,phase,outcome,minutes,round,preset,task,task_id,id\r\n' +
      '2026-01-05T11:00:00.000+02:00,2026-01-05T11:25:00.000+02:00,2026-01-05,11:00,work,completed,24.5,1,short,' +
      `"Report, ""final""",${idOf(2)},${idOf(1)}\r\n`,
  );
});

test('FILES-9 titles and preset keys that look like formulas are guarded, and read back as they were', () => {
  const session = sessionRow({ task_id: idOf(2), preset_type: '=cmd' });
  const text = writeHistoryCsv([session], { ...inTokyo, tasks: [taskRow({ title: '=HYPERLINK("x")' })] });
  expect(text).toContain(`,'=cmd,"'=HYPERLINK(""x"")",`);
  expect(sessionsIn(text)).toEqual([session]);
});

test('FILES-2 CSV and JSON of the same session are the same session', () => {
  const text = writeHistoryCsv([sessionRow()], inTokyo);
  const here = { ...noRows, sessions: [sessionRow()] };
  expect(accepted(planTextImport(text, importContext(here)))).toMatchObject({
    changes: [],
    preview: { sessions: { unchanged: 1 } },
  });
});

test('FILES-8 a table by hand needs start, end and phase; it gets the same ids each time', () => {
  const text = 'Phase;Start;End;Mood\nwork;2026-01-05T09:00Z;2026-01-05T09:25Z;good\n';
  const [session] = sessionsIn(text);
  expect(session).toMatchObject({ ...sessionRow(), id: expect.stringMatching(/^[\da-f-]{36}$/) as string });
  expect(
    accepted(planTextImport(text, importContext({ ...noRows, sessions: sessionsIn(text) }))).changes,
  ).toEqual([]);
});

const head = 'start,end,phase,outcome,minutes,round,id\n';
const times = '2026-01-05T09:00:00Z,2026-01-05T09:25:00Z';

test.each([
  ['a cell too few', `${head}${times},work,completed,25,1\n`, { line: 2, reason: 'bad_row' }],
  ['a cell too many', `${head}${times},work,completed,25,1,,\n`, { line: 2, reason: 'bad_row' }],
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
  const { preview, changes } = accepted(planTextImport(text, importContext()));
  expect(changes).toMatchObject([{ row: { active_time: 12.5 * 60_000 } }]);
  expect(preview.skipped).toEqual([
    { reason: 'out_of_range', count: 2, line: 2 },
    { reason: 'unfinished', count: 1, line: 4 },
    { reason: 'in_future', count: 1, line: 5 },
  ]);
});
