import { expect, test } from 'vitest';
import { planTextImport } from '../plan-text-import.ts';
import { acceptedPlan } from '../testing/accepted-plan.ts';
import { marinaraCsv, marinaraHeader, marinaraJson } from '../testing/other-app-files.ts';
import { afterChanges, importContext, noRows } from '../testing/stored-rows.ts';

test("FILES-6 Marinara's history becomes completed focus sessions that end at its timestamps", () => {
  const { preview, changes } = acceptedPlan(marinaraCsv);
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
  expect(acceptedPlan(`${marinaraHeader}\n${row}\n`).changes).toMatchObject([
    { row: { end_time: Date.UTC(2020, 2, 1, 8, 25) } },
  ]);
});

test.each([
  ['in Chinese', marinaraCsv.replace(marinaraHeader, '结束,结束日期,结束时间,时间戳,时区,"时长,秒"')],
  ['with a byte order mark', `\ufeff${marinaraCsv}`],
  ['with CRLF', marinaraCsv.replaceAll('\n', '\r\n')],
  ['by a spreadsheet', marinaraCsv.replaceAll(',', ';')],
  ['as its other export', marinaraJson],
])('FILES-2 the same history %s makes no doubles', (_name, text) => {
  const here = afterChanges(noRows, acceptedPlan(marinaraCsv).changes);
  expect(acceptedPlan(text, here)).toMatchObject({ changes: [], preview: { sessions: { unchanged: 2 } } });
});

/** The first row with other cells for the end, its date, its time, the time zone, and the numbers. */
const saved = (iso: string, date: string, time: string, timestamp = '1583051100', duration = '1500') =>
  [iso, date, time, timestamp, '60', duration].join(';');
const iso = '2020-03-01T09:25:00.000+01:00';
const semicolons = marinaraHeader.replaceAll(',', ';');

test.each([
  ['with American dates', saved(iso, '3/1/2020', '9:25:00')],
  ['with dates of half the world', saved(iso, '01/03/2020', '10:25:00 AM')],
  ['with German dates', saved(iso, '01.03.2020', '09:25')],
  ['with Japanese dates', saved(iso, '2020年3月1日', '9時25分')],
  ['with its ends as dates, too', saved('01.03.20 9:25', '########', '0,39236')],
  ['without what is not read', saved('', '', '')],
  ['with points between thousands', saved(iso, '', '', '1.583.051.100', '1.500')],
  ['with spaces between thousands', saved(iso, '', '', '1\u202f583\u202f051\u202f100', '1\u00a0500')],
  ['with apostrophes between thousands', saved(iso, '', '', '1’583’051’100', '1’500')],
  ['with decimals', saved(iso, '', '', '1583051100,00', '1500.0')],
  ['with thousands and decimals', saved(iso, '', '', '1.583.051.100,00', '1.500,00')],
  ['with empty cells behind it', `${saved(iso, '', '')};;`],
])('FILES-21 a spreadsheet saved it again %s', (_name, row) => {
  const [first] = acceptedPlan(marinaraCsv).changes;
  expect(acceptedPlan(`${semicolons}\n${row}\n`).changes).toEqual([first]);
  expect(acceptedPlan(`sep=;\r\n${semicolons};;\r\n${row}\r\n`).changes).toEqual([first]);
});

test('FILES-21 its numbers tell it where the header is of another language and the dates are of a spreadsheet', () => {
  const [first] = acceptedPlan(marinaraCsv).changes;
  const chinese = '结束;结束日期;结束时间;时间戳;时区;时长';
  expect(acceptedPlan(`${chinese}\n${saved('2020/3/1 9:25', '2020/3/1', '9:25:00')}\n`).changes).toEqual([
    first,
  ]);
  const other = 'a;b;c;d;e;f\n1;2;3;1583051101;60;1500\n';
  expect(planTextImport(other, importContext())).toEqual({ refused: { line: 1, reason: 'unknown_format' } });
});

test('FILES-21 columns may be moved, added and deleted where their names are English', () => {
  const text = 'Mood,Duration (Seconds),End Timestamp (Unix)\ngood,1500,1583051100\n';
  expect(acceptedPlan(text).changes).toEqual(acceptedPlan(marinaraCsv).changes.slice(0, 1));
});

test.each([
  ['the short form', saved(iso, '', '', '1.58E+09'), 'timestamp'],
  ['thousands in no order', saved(iso, '', '', '15.83.051'), 'timestamp'],
  ['a part of a second', saved(iso, '', '', undefined, '1500,5'), 'duration'],
])('FILES-4 a number that lost figures is refused: %s', (_name, row, place) => {
  expect(planTextImport(`${semicolons}\n${row}\n`, importContext())).toEqual({
    refused: { line: 2, reason: 'bad_value', place },
  });
});

test('FILES-6 a history without rows is known by its English header', () => {
  expect(acceptedPlan(`${marinaraHeader}\n`).preview.sessions.added).toBe(0);
});
