import { expect, test } from 'vitest';
import type { Session, Task } from '../lib/store/rows.ts';
import { demoHistory } from './demo-history.ts';

const day = 86_400_000;
const at = new Date(2026, 11, 1, 10, 30).getTime();
const history = (now: number) => demoHistory({ now, account: 'ada', derive: (name) => name });

function rowsOf<T>(now: number, table: string): T[] {
  return history(now).flatMap((change) => (change.table === table ? [change.row as T] : []));
}

test.each([0, 1, 2, 3, 4, 5, 6])(
  'TOOLS-9 the demo has five weeks behind it, whichever day it is: nothing overlaps, and nothing lies ahead (%i)',
  (later) => {
    const now = at + later * day;
    const sessions = rowsOf<Session>(now, 'pomodoro_sessions');
    expect(sessions.length).toBeGreaterThan(100);
    expect(Math.min(...sessions.map(({ start_time }) => start_time))).toBeLessThan(now - 30 * day);
    for (const [place, { start_time, end_time }] of sessions.entries()) {
      expect(end_time).toBeLessThanOrEqual(now);
      expect(start_time).toBeGreaterThanOrEqual(sessions[place - 1]?.end_time ?? 0);
    }
    const tasks = new Map(rowsOf<Task>(now, 'tasks').map((task) => [task.id, task]));
    for (const { task_id, start_time } of sessions) {
      const completed = tasks.get(task_id ?? '')?.completed_at;
      expect(completed === null || (completed ?? 0) > start_time).toBe(true);
    }
  },
);

test('TOOLS-9 it is the same each time, with ids of its account', () => {
  expect(history(at)).toEqual(history(at));
  const ids = new Set(history(at).map(({ row }) => row.id));
  expect(ids.size).toBe(history(at).length);
});
