import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Session } from '../store/rows.ts';
import { byHandRules } from '../store/session-corrections.ts';
import { compareRows } from './compare-rows.ts';
import { writeBackup } from './formats/write-backup.ts';
import { acceptedPlan } from './testing/accepted-plan.ts';
import {
  afterChanges,
  arbitraryRows,
  idOf,
  noRows,
  now,
  sessionRow,
  taskRow,
  userRow,
} from './testing/stored-rows.ts';

test('FILES-2 a backup imported again, or over any part of itself, writes only what is missing', () => {
  fc.assert(
    fc.property(arbitraryRows, fc.infiniteStream(fc.boolean()), (here, chances) => {
      const text = writeBackup(here, now);
      const { changes } = acceptedPlan(text);
      expect(acceptedPlan(text, afterChanges(noRows, changes)).changes).toEqual([]);

      const part = afterChanges(
        noRows,
        changes.filter(({ table }) => table !== 'pomodoro_checkpoints' && chances.next().value),
      );
      const completed = afterChanges(part, acceptedPlan(text, part).changes);
      expect(acceptedPlan(text, completed).changes).toEqual([]);
      expect(completed.tasks).toHaveLength(here.tasks.length);
    }),
  );
});

test('FILES-3 of a task each field that was edited later stays', () => {
  const here = {
    ...noRows,
    tasks: [taskRow({ title: 'new here', description: 'old', edited: { title: 3000, description: 1000 } })],
  };
  const file = {
    ...noRows,
    tasks: [
      taskRow({ title: 'old', description: 'new there', edited: { title: 2000, description: 2000 } }),
      taskRow({ id: idOf(8) }),
    ],
  };
  const { preview, changes } = acceptedPlan(writeBackup(file, now), here);
  expect(preview.tasks).toEqual({ added: 1, updated: 1, unchanged: 0 });
  expect(afterChanges(here, changes).tasks).toContainEqual(
    taskRow({ title: 'new here', description: 'new there', edited: { title: 3000, description: 2000 } }),
  );
});

test('FILES-3 an older file changes nothing: neither a deleted task nor a session nor the settings', () => {
  const file = {
    ...noRows,
    user: userRow({ pomodoro_settings: { daily_goal: 60 }, edited: { daily_goal: 1000 } }),
    tasks: [taskRow()],
    sessions: [sessionRow({ outcome: 'stopped', completed: false })],
  };
  const here = {
    ...noRows,
    user: userRow({ pomodoro_settings: { daily_goal: 120 }, edited: { daily_goal: 2000 } }),
    tasks: [taskRow({ deleted_at: now, edited: { deleted_at: now } })],
    sessions: [sessionRow()],
  };
  const { preview, changes } = acceptedPlan(writeBackup(file, now), here);
  expect(changes).toEqual([]);
  expect([preview.settings.unchanged, preview.tasks.unchanged, preview.sessions.unchanged]).toEqual([
    1, 1, 1,
  ]);
});

test('FILES-3 settings merge key by key, into the row of whoever imports', () => {
  const here = {
    ...noRows,
    owner: idOf(9),
    user: userRow({
      id: idOf(9),
      email: 'ada@example.org',
      pomodoro_settings: { a: 1 },
      edited: { a: 3000 },
    }),
  };
  const file = {
    ...noRows,
    user: userRow({ pomodoro_settings: { a: 2, b: true }, edited: { a: 2000, b: 2000 } }),
  };
  const { preview, changes } = acceptedPlan(writeBackup(file, now), here);
  expect(preview.settings).toEqual({ added: 1, updated: 0, unchanged: 1 });
  expect(afterChanges(here, changes).user).toEqual(
    userRow({
      id: idOf(9),
      email: 'ada@example.org',
      pomodoro_settings: { a: 1, b: true },
      edited: { a: 3000, b: 2000 },
    }),
  );
});

test('FILES-3 of what was corrected in a session the later correction stays, whichever side has it', () => {
  const corrected = (task_id: string, at: number) =>
    sessionRow({ task_id, rules: byHandRules + 1, edited: { task_id: at } });
  const stored = { ...noRows, sessions: [corrected(idOf(7), 5)] };
  const compare = (row: Session) => compareRows([{ table: 'pomodoro_sessions', row }], stored)[0];
  expect(compare(corrected(idOf(8), 6))).toMatchObject({
    effect: 'updated',
    change: { row: { task_id: idOf(8) } },
  });
  expect(compare(corrected(idOf(8), 4))).toMatchObject({ effect: 'unchanged' });
  expect(compare(sessionRow({ rules: 2 }))).toMatchObject({ effect: 'unchanged' });
});
