import { expect, test } from 'vitest';
import { csv } from './csv.ts';
import { dayOfDate } from './day.ts';
import { tableCsv } from './table.ts';

test('STATS-11 a table becomes a file with dates as ISO, focus in minutes and plain numbers', () => {
  const table = {
    caption: 'Focus',
    columns: [
      { name: 'Day', holds: 'day' as const },
      { name: 'Focus', holds: 'focus' as const },
      { name: 'Pomodoros', holds: 'count' as const },
    ],
    rows: [
      [{ day: dayOfDate(2026, 10, 23) }, { focus: 100 * 60_000 }, { count: 4 }],
      [{ day: dayOfDate(2026, 10, 24) }, { focus: 12_345 }, { count: 0 }],
    ],
  };
  expect(tableCsv(table, (name) => `${name} (min)`)).toBe(
    '\uFEFFDay,Focus (min),Pomodoros\r\n2026-11-23,100,4\r\n2026-11-24,0.21,0\r\n',
  );
});

test.each([
  ['Write the report', 'Write the report'],
  ['a, b', '"a, b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['@cmd, x', '"\'@cmd, x"'],
  ['-', "'-"],
  ['', ''],
  ['日本 🍅 \u202Eabc', '日本 🍅 \u202Eabc'],
])('STATS-11 the text %j is written as %j', (text, written) => {
  expect(csv([[text, 1]])).toBe(`\uFEFF${written},1\r\n`);
});
