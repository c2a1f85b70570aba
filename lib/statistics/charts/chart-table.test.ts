import { expect, test } from 'vitest';
import { chartFileName, writeChartCsv } from './chart-table.ts';
import { dayOfDate } from '../day.ts';

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
  expect(writeChartCsv(table, (name) => `${name} (min)`)).toBe(
    '\uFEFFDay,Focus (min),Pomodoros\r\n2026-11-23,100,4\r\n2026-11-24,0.21,0\r\n',
  );
});

test('STATS-11 titles keep their signs, and none runs as a formula', () => {
  const titles = ['a, b', 'say "hi"', 'two\nlines', '=1+1', '日本 🍅 \u202Eabc', ''];
  const table = {
    caption: '',
    columns: [{ name: 'Task', holds: 'text' as const }],
    rows: titles.map((text) => [{ text }]),
  };
  expect(writeChartCsv(table, (name) => name)).toBe(
    '\uFEFFTask\r\n"a, b"\r\n"say ""hi"""\r\n"two\nlines"\r\n\'=1+1\r\n日本 🍅 \u202Eabc\r\n\r\n',
  );
});

test('STATS-11 a file is named after what it holds and its days', () => {
  const from = dayOfDate(2026, 10, 16);
  expect(chartFileName('days', { from, to: from + 7 })).toBe('baton-days-2026-11-16-2026-11-22');
});
