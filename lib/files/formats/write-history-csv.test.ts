import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Session } from '../../store/rows.ts';
import { acceptedPlan } from '../testing/accepted-plan.ts';
import { afterChanges, arbitraryRows, idOf, noRows, sessionRow, taskRow } from '../testing/stored-rows.ts';
import { writeHistoryCsv } from './write-history-csv.ts';

const inTokyo = { tasks: [], devices: new Map<string, string>(), offsetAt: () => 9 * 3_600_000 };

function sessionsIn(text: string): Session[] {
  return afterChanges(noRows, acceptedPlan(text).changes).sessions.slice();
}

test('FILES-8 the history as CSV is read back session by session', () => {
  fc.assert(
    fc.property(arbitraryRows, fc.integer({ min: -720, max: 840 }), (here, offset) => {
      const text = writeHistoryCsv(here.sessions, {
        ...inTokyo,
        tasks: here.tasks,
        offsetAt: () => offset * 60_000,
      });
      const ended = here.sessions.filter(({ end_time }) => end_time !== null);
      const read = sessionsIn(text);
      expect(read).toHaveLength(ended.length);
      // What a person corrected of it is in backups only.
      const plain = ended.map(
        ({ edited: _e, counts: _c, deleted_at: _d, device_id: _i, ...session }) => session,
      );
      for (const session of plain) expect(read).toContainEqual({ ...session, rules: 1 });
    }),
  );
});

test('FILES-8 TAG-11 each row tells a session as a person and as a machine reads it', () => {
  const session = sessionRow({
    task_id: idOf(2),
    active_time: 24.5 * 60_000,
    device_id: 'd1',
    rules: 100_001,
    note: '-)',
  });
  const text = writeHistoryCsv([session], {
    tasks: [taskRow({ title: 'Report, "final"', tags: 'Home reading' })],
    devices: new Map([['d1', '=work']]),
    offsetAt: () => 2 * 3_600_000,
  });
  expect(text).toBe(
    '\ufeffstart,end,date,time,phase,outcome,minutes,round,preset,task,note,internal_interruptions,external_interruptions,task_id,device,by_hand,id,tags\r\n' +
      '2026-01-05T11:00:00.000+02:00,2026-01-05T11:25:00.000+02:00,2026-01-05,11:00,work,completed,24.5,1,short,' +
      `"Report, ""final""",'-),,,${idOf(2)},'=work,yes,${idOf(1)},home reading\r\n`,
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
  expect(acceptedPlan(text, here)).toMatchObject({
    changes: [],
    preview: { sessions: { unchanged: 1 } },
  });
});

test('FILES-8 the oldest session comes first, and of those with the same start that with the lower id', () => {
  const rows = [
    sessionRow({ id: idOf(1), start_time: 2000 }),
    sessionRow({ id: idOf(3), start_time: 1000 }),
    sessionRow({ id: idOf(2), start_time: 1000 }),
  ];
  const ids = (sessions: Session[]) =>
    writeHistoryCsv(sessions, inTokyo)
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',').at(-2));
  expect(ids(rows)).toEqual([2, 3, 1].map(idOf));
  expect(ids(rows.toReversed())).toEqual([2, 3, 1].map(idOf));
});

test('FILES-8 what was deleted or never was is not in the history as CSV', () => {
  const gone = sessionRow({ outcome: 'void', completed: false, deleted_at: 5 });
  expect(writeHistoryCsv([gone], inTokyo).split('\r\n')).toHaveLength(2);
});
