import { expect, test } from 'vitest';
import { acceptedPlan } from '../testing/accepted-plan.ts';
import { marinaraCsv, marinaraHeader, marinaraJson } from '../testing/other-app-files.ts';
import { afterChanges, noRows } from '../testing/stored-rows.ts';

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

test('FILES-6 a history without rows is known by its English header', () => {
  expect(acceptedPlan(`${marinaraHeader}\n`).preview.sessions.added).toBe(0);
});
