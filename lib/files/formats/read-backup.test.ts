import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planTextImport } from '../plan-text-import.ts';
import { acceptedPlan } from '../testing/accepted-plan.ts';
import {
  arbitraryRows,
  checkpointRow,
  idOf,
  importContext,
  noRows,
  now,
  sessionRow,
  taskRow,
  userRow,
} from '../testing/stored-rows.ts';
import { writeBackup } from './write-backup.ts';

/** A backup with one thing in it changed. */
function tampered(change: (document: Record<string, unknown>) => void, from = noRows): string {
  const document = JSON.parse(writeBackup(from, now)) as Record<string, unknown>;
  change(document);
  return JSON.stringify(document, null, 1);
}

test.each([
  ['no version', tampered((file) => delete file['version']), 'bad_value', 'version'],
  ['version 0', tampered((file) => (file['version'] = 0)), 'bad_value', 'version'],
  ['version "1"', tampered((file) => (file['version'] = '1')), 'bad_value', 'version'],
  ['no tasks', tampered((file) => delete file['tasks']), 'bad_value', 'tasks'],
  ['tasks that are no list', tampered((file) => (file['tasks'] = {})), 'bad_value', 'tasks'],
  ['a task that is null', tampered((file) => (file['tasks'] = [null])), 'bad_value', 'tasks[0]'],
  ['settings that are a list', tampered((file) => (file['settings'] = [])), 'bad_value', 'settings.values'],
])('FILES-4 a backup with %s is refused', (_name, text, reason, place) => {
  expect(planTextImport(text, importContext())).toEqual({
    refused: { line: expect.any(Number) as number, reason, place },
  });
});

test('FILES-4 the line and the place of a wrong value are told', () => {
  const tasks = [taskRow(), taskRow({ id: idOf(7), completed_at: now })];
  const text = writeBackup({ ...noRows, tasks }, now);
  const wrong = text.replace(/"completed_at":"[^"]*"/, '"completed_at":"yesterday"');
  expect(planTextImport(wrong, importContext())).toEqual({
    refused: { line: 8, reason: 'bad_value', place: 'tasks[1].completed_at' },
  });
});

test('FILES-4 a backup of a later version is refused as such', () => {
  const text = tampered((file) => (file['version'] = 2));
  expect(planTextImport(text, importContext())).toEqual({ refused: { line: 3, reason: 'newer_version' } });
});

test('FILES-4 a backup cut off anywhere is refused as a whole', () => {
  fc.assert(
    fc.property(arbitraryRows, fc.double({ min: 0, max: 0.999, noNaN: true }), (here, share) => {
      const text = writeBackup(here, now).trimEnd();
      const plan = planTextImport(text.slice(0, Math.floor(text.length * share)), importContext());
      expect('refused' in plan).toBe(true);
    }),
  );
});

test('FILES-5 rows that cannot be are left out, counted by reason, and the rest is taken', () => {
  const file = {
    ...noRows,
    tasks: [
      taskRow({ title: '   ' }),
      taskRow({ id: idOf(11), estimated_pomodoros: 1e6 }),
      taskRow({ id: idOf(12) }),
    ],
    sessions: [
      sessionRow({ id: idOf(21), start_time: now + 3_600_000, end_time: now + 7_200_000 }),
      sessionRow({ id: idOf(22), active_time: 1e300 }),
      sessionRow({ id: idOf(23), end_time: 0 }),
      sessionRow({ id: idOf(24), end_time: null, outcome: 'running' }),
      sessionRow({ id: idOf(25) }),
      sessionRow({ id: idOf(25) }),
    ],
    checkpoints: [
      checkpointRow({ timestamp: now + 3_600_000 }),
      checkpointRow({ id: idOf(31), generation: 1e15 }),
      checkpointRow({ id: idOf(32), plan: { ...checkpointRow().plan, work_duration: -1 } }),
    ],
  };
  const { preview, changes } = acceptedPlan(writeBackup(file, now));
  expect(changes.map(({ row }) => row.id)).toEqual([idOf(12), idOf(25)]);
  expect(preview.skipped).toEqual([
    { reason: 'out_of_range', count: 6, line: 7 },
    { reason: 'in_future', count: 2, line: expect.any(Number) as number },
    { reason: 'repeated', count: 1, line: expect.any(Number) as number },
    { reason: 'unfinished', count: 1, line: expect.any(Number) as number },
  ]);
});

test('FILES-5 settings that the server would refuse, or that would harm, are left out', () => {
  const text = tampered((file) => {
    const values = { good: 1, bad: { work_duration: 1e9 }, deep: [[[[[1]]]]], long: 'x'.repeat(70_000) };
    file['settings'] = { values, edited: { good: '9000-01-01T00:00:00Z', unknown: '2026-01-01T00:00:00Z' } };
  }).replace('"good": 1,', '"good": 1, "__proto__": {"polluted": true},');
  const { changes, preview } = acceptedPlan(text);
  expect(changes).toEqual([
    { table: 'users', row: userRow({ pomodoro_settings: { good: 1 }, edited: { good: now } }) },
  ]);
  expect(preview.skipped).toMatchObject([{ reason: 'out_of_range', count: expect.any(Number) as number }]);
  expect('polluted' in {}).toBe(false);
});

test('FILES-5 what no database of text can hold is taken out of texts', () => {
  const title = 'nul \0 and half a pair \ud83d';
  const text = writeBackup({ ...noRows, tasks: [taskRow({ title })] }, now);
  expect(acceptedPlan(text).changes).toMatchObject([{ row: { title: 'nul  and half a pair \ufffd' } }]);
});

test('FILES-18 edits from the future count as made now', () => {
  const text = writeBackup({ ...noRows, tasks: [taskRow({ edited: { title: now + 1e10, odd: 1 } })] }, now);
  expect(acceptedPlan(text).changes).toMatchObject([{ row: { edited: { title: now } } }]);
});
