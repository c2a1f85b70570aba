import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestFile, planFileImport } from './plan-file-import.ts';
import { planTextImport } from './plan-text-import.ts';
import { accepted, importContext, noRows, now, afterChanges } from './testing/stored-rows.ts';

const englishHeader =
  'End (ISO 8601),End Date,End Time (24 Hour),End Timestamp (Unix),End Timezone (UTC Offset Minutes),Duration (Seconds)';
const marinara = `${englishHeader}\n2020-03-01T09:25:00.000+01:00,2020-03-01,09:25:00,1583051100,60,1500\n2020-03-01T09:55:00.000+01:00,2020-03-01,09:55:00,1583052900,60,1500\n`;
const marinaraDocument = JSON.stringify({
  pomodoros: [1583051100 / 60, 1583052900 / 60],
  durations: [2, 1500],
  timezones: [2, -60],
  version: 1,
});
const tomatoes = [
  { timeout: 1_500_000, type: 'tomato', date: '2020-03-01T08:25:00.123Z' },
  { timeout: 300_000, type: 'shortBreak', date: '2020-03-01T08:31:00.000Z' },
  { timeout: 900_000, type: 'longBreak', date: '2020-03-01T08:50:00.000Z' },
];

function planOf(text: string, here = noRows) {
  return accepted(planTextImport(text, importContext(here)));
}

test("FILES-6 Marinara's history becomes completed focus sessions that end at its timestamps", () => {
  const { preview, changes } = planOf(marinara);
  expect(preview).toMatchObject({
    source: 'marinara',
    sessions: { added: 2, updated: 0, unchanged: 0 },
    skipped: [],
    period: { from: Date.UTC(2020, 2, 1, 8), to: Date.UTC(2020, 2, 1, 8, 55) },
  });
  expect(changes[0]).toMatchObject({
    table: 'pomodoro_sessions',
    row: {
      session_type: 'work',
      outcome: 'completed',
      start_time: Date.UTC(2020, 2, 1, 8),
      end_time: Date.UTC(2020, 2, 1, 8, 25),
      active_time: 1_500_000,
    },
  });
});

test('FILES-6 the timestamp counts where the export was made in another time zone', () => {
  const row = '2020-03-01T17:25:00.000+01:00,2020-03-01,17:25:00,1583051100,60,1500';
  expect(planOf(`${englishHeader}\n${row}\n`).changes).toMatchObject([
    { row: { end_time: Date.UTC(2020, 2, 1, 8, 25) } },
  ]);
});

test.each([
  ['in Chinese', marinara.replace(englishHeader, '结束,结束日期,结束时间,时间戳,时区,"时长,秒"')],
  ['with a byte order mark', `\ufeff${marinara}`],
  ['with CRLF', marinara.replaceAll('\n', '\r\n')],
  ['by a spreadsheet', marinara.replaceAll(',', ';')],
  ['as its other export', marinaraDocument],
])('FILES-2 the same history %s makes no doubles', (_name, text) => {
  const here = afterChanges(noRows, planOf(marinara).changes);
  expect(planOf(text, here)).toMatchObject({ changes: [], preview: { sessions: { unchanged: 2 } } });
});

test('FILES-6 a history without rows is known by its English header', () => {
  expect(planOf(`${englishHeader}\n`).preview.sessions.added).toBe(0);
});

test("FILES-7 Tomato Clock's statistics become completed sessions of their kinds, doubles in it only once", () => {
  const { preview, changes } = planOf(JSON.stringify([...tomatoes, ...tomatoes]));
  expect(changes.map(({ row }) => row)).toMatchObject([
    { session_type: 'work', start_time: Date.UTC(2020, 2, 1, 8, 0, 0, 123), active_time: 1_500_000 },
    { session_type: 'short_break', end_time: Date.UTC(2020, 2, 1, 8, 31) },
    { session_type: 'long_break', active_time: 900_000 },
  ]);
  expect(preview).toMatchObject({
    source: 'tomato-clock',
    sessions: { added: 3 },
    skipped: [{ reason: 'repeated', count: 3, line: 1 }],
  });
  expect(planOf(JSON.stringify(tomatoes), afterChanges(noRows, changes)).changes).toEqual([]);
});

test('FILES-5 entries that cannot be are left out', () => {
  const odd = [
    { ...tomatoes[0], date: null },
    { ...tomatoes[0], type: 'nap' },
    { ...tomatoes[0], timeout: 0 },
    { ...tomatoes[0], timeout: 1e300 },
    { ...tomatoes[0], date: new Date(now + 1e9).toISOString() },
    tomatoes[0],
  ];
  const { preview, changes } = planOf(JSON.stringify(odd, null, 1));
  expect(changes).toHaveLength(1);
  expect(preview.skipped).toEqual([
    { reason: 'out_of_range', count: 3, line: 2 },
    { reason: 'unknown_kind', count: 1, line: 7 },
    { reason: 'in_future', count: 1, line: 22 },
  ]);
});

test.each([
  ['a row cut off', marinara.slice(0, -20), { line: 3, reason: 'bad_row' }],
  [
    'a number in words',
    marinara.replace(',1583052900,', ',soon,'),
    { line: 3, reason: 'bad_value', place: 'timestamp' },
  ],
  [
    'a length below nothing',
    marinara.replace(',1500\n', ',-5\n'),
    { line: 2, reason: 'bad_value', place: 'duration' },
  ],
  [
    'a number without end',
    marinara.replace('1583051100', '9'.repeat(400)),
    { line: 2, reason: 'bad_value', place: 'timestamp' },
  ],
  [
    'lengths for other entries',
    marinaraDocument.replace('[2,1500]', '[3,1500]'),
    { line: 1, reason: 'bad_value', place: 'durations' },
  ],
  [
    'a billion lengths',
    marinaraDocument.replace('[2,1500]', '[1e9,1500]'),
    { line: 1, reason: 'bad_value', place: 'durations' },
  ],
  ['an entry that is none', '[\n1\n]', { line: 2, reason: 'bad_value', place: '[0]' }],
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
    mutated(marinara),
    mutated(JSON.stringify(tomatoes, null, 1)),
    mutated(marinaraDocument),
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

test('FILES-12 a hundred thousand lines are read whole', () => {
  const row = (index: number) =>
    `2020-03-01T09:25:00.000+01:00,2020-03-01,09:25:00,${1583051100 + index * 1800},60,1500\n`;
  const lines = Array.from({ length: 100_000 }, (_, index) => row(index)).join('');
  expect(planOf(`${englishHeader}\n${lines}`).preview.sessions.added).toBe(100_000);
  expect(planTextImport(`${englishHeader}\n${lines}broken`, importContext())).toEqual({
    refused: { line: 100_002, reason: 'bad_row' },
  });
}, 60_000);

test('FILES-12 more than one message can carry is refused, by rows and before reading by bytes', async () => {
  expect(planTextImport(marinara, importContext(), 2)).not.toHaveProperty('refused');
  expect(planTextImport(marinara, importContext(), 1)).toEqual({ refused: { line: 3, reason: 'too_large' } });
  const giant = { size: largestFile + 1, arrayBuffer: () => Promise.reject(new Error('read')) };
  expect(await planFileImport(giant, importContext())).toEqual({ refused: { line: 1, reason: 'too_large' } });
});

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
