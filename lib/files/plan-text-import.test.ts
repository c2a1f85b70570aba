import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeBackup } from './formats/write-backup.ts';
import { planTextImport } from './plan-text-import.ts';
import { acceptedPlan } from './testing/accepted-plan.ts';
import { marinaraCsv, marinaraHeader, marinaraJson, tomatoClockEntries } from './testing/other-app-files.ts';
import { checkpointRow, idOf, importContext, noRows, now, sessionRow } from './testing/stored-rows.ts';

test.each([
  ['a row cut off', marinaraCsv.slice(0, -20), { line: 3, reason: 'bad_row' }],
  [
    'a number in words',
    marinaraCsv.replace(',1583052900,', ',soon,'),
    { line: 3, reason: 'bad_value', place: 'timestamp' },
  ],
  [
    'a length below nothing',
    marinaraCsv.replace(',1500\n', ',-5\n'),
    { line: 2, reason: 'bad_value', place: 'duration' },
  ],
  [
    'a number without end',
    marinaraCsv.replace('1583051100', '9'.repeat(400)),
    { line: 2, reason: 'bad_value', place: 'timestamp' },
  ],
  [
    'lengths for other entries',
    marinaraJson.replace('[2,1500]', '[3,1500]'),
    { line: 1, reason: 'bad_value', place: 'durations' },
  ],
  [
    'a billion lengths',
    marinaraJson.replace('[2,1500]', '[1e9,1500]'),
    { line: 1, reason: 'bad_value', place: 'durations' },
  ],
  [
    'an entry that is none',
    '[{"timeout":1,"type":"tomato","date":null},\n1\n]',
    { line: 2, reason: 'bad_value', place: '[1]' },
  ],
  [
    'a date in words',
    '[\n{"timeout":1,"type":"tomato",\n"date":"today"}]',
    { line: 3, reason: 'bad_value', place: '[0].date' },
  ],
  [
    'a text for a number',
    '[{"timeout":"1","type":"tomato","date":null}]',
    { line: 1, reason: 'bad_value', place: '[0].timeout' },
  ],
  ['another document', '{"hello": "world"}', { line: 1, reason: 'unknown_format' }],
  ['another table', 'name,age\nAda,36\n', { line: 1, reason: 'unknown_format' }],
  ['a letter', 'Dear Ada,\n\nall is well.\n', { line: 1, reason: 'unknown_format' }],
  ['nothing', ' \r\n\n', { line: 1, reason: 'empty' }],
  ['NUL', 'a\nb\0c', { line: 2, reason: 'not_text' }],
  ['JSON cut off', '[{"timeout":1,\n"ty', { line: 2, reason: 'bad_json' }],
])('FILES-4 a file with %s is refused', (_name, text, refused) => {
  expect(planTextImport(text, importContext())).toEqual({ refused });
});

test('FILES-4 any text is planned or refused with a line that it has', () => {
  const bits = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\n',
    '\r',
    ' ',
    '1',
    '-',
    'e',
    '9',
    'format',
    'baton',
    'null',
  ];
  const texts = fc.oneof(
    fc.string({ unit: fc.constantFrom(...bits), maxLength: 60 }),
    fc.string({ unit: 'binary' }),
    fc.json(),
    mutated(marinaraCsv),
    mutated(JSON.stringify(tomatoClockEntries, null, 1)),
    mutated(marinaraJson),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const plan = planTextImport(text, importContext());
      if ('refused' in plan) {
        expect(plan.refused.line).toBeGreaterThanOrEqual(1);
        expect(plan.refused.line).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length);
      } else {
        for (const { table, row } of plan.changes) {
          expect(table === 'pomodoro_sessions' && row.start_time <= (row.end_time ?? 0)).toBe(true);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('FILES-20 the sessions of another timer are taken without its conflicting checkpoints', () => {
  const start = Date.UTC(2026, 0, 5, 9);
  const stored = { ...noRows, checkpoints: [checkpointRow({ timestamp: start })] };
  const theirs = {
    ...noRows,
    sessions: [
      sessionRow({ id: idOf(11) }),
      sessionRow({ id: idOf(12), end_time: null, outcome: 'running' }),
    ],
    checkpoints: [
      checkpointRow({ id: idOf(21), session_id: idOf(11), timestamp: start + 60_000 }),
      checkpointRow({ id: idOf(22), session_id: idOf(12), timestamp: start + 120_000 }),
    ],
  };
  const { changes, preview } = acceptedPlan(writeBackup(theirs, now), stored);
  expect(changes.map(({ row }) => row.id)).toEqual([idOf(11)]);
  expect(preview.skipped).toMatchObject([
    { reason: 'conflicting', count: 2 },
    { reason: 'unfinished', count: 1 },
  ]);
});

test('FILES-20 a session that has not ended is taken with its checkpoints', () => {
  const running = {
    ...noRows,
    sessions: [sessionRow({ end_time: null, outcome: 'running', completed: false })],
    checkpoints: [checkpointRow()],
  };
  const { changes, preview } = acceptedPlan(writeBackup(running, now));
  expect(changes.map(({ table }) => table)).toEqual(['pomodoro_checkpoints', 'pomodoro_sessions']);
  expect(preview.skipped).toEqual([]);
});

test('FILES-12 a hundred thousand lines are read whole', () => {
  const row = (index: number) =>
    `2020-03-01T09:25:00.000+01:00,2020-03-01,09:25:00,${1583051100 + index * 1800},60,1500\n`;
  const lines = Array.from({ length: 100_000 }, (_, index) => row(index)).join('');
  expect(acceptedPlan(`${marinaraHeader}\n${lines}`).preview.sessions.added).toBe(100_000);
  expect(planTextImport(`${marinaraHeader}\n${lines}broken`, importContext())).toEqual({
    refused: { line: 100_002, reason: 'bad_row' },
  });
}, 60_000);

test('FILES-12 more rows than one message can carry are refused', () => {
  expect(planTextImport(marinaraCsv, importContext(), 2)).not.toHaveProperty('refused');
  expect(planTextImport(marinaraCsv, importContext(), 1)).toEqual({
    refused: { line: 3, reason: 'too_large' },
  });
  const line = '2020-03-01T09:25:00.000+01:00,2020-03-01,09:25:00,1583051100,60,1500\n';
  const most = 150_000;
  expect(planTextImport(`${marinaraHeader}\n${line.repeat(most + 1)}`, importContext())).toEqual({
    refused: { line: most + 2, reason: 'too_large' },
  });
}, 60_000);

function mutated(text: string): fc.Arbitrary<string> {
  const puts = fc.constantFrom(
    '',
    ',',
    '"',
    '\n',
    '\r\n',
    '\0',
    '9'.repeat(30),
    '-',
    '{',
    ']',
    'null',
    '\ufeff',
    'é',
  );
  return fc
    .tuple(fc.nat(text.length), fc.nat(30), puts)
    .map(([at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut));
}
