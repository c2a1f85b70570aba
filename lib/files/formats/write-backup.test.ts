import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptedPlan } from '../testing/accepted-plan.ts';
import {
  afterChanges,
  checkpointRow,
  sessionRow,
  arbitraryRows,
  idOf,
  noRows,
  now,
  userRow,
} from '../testing/stored-rows.ts';
import { writeBackup } from './write-backup.ts';

test('FILES-1 what is exported, imported where nothing is stored and exported again is the same backup', () => {
  fc.assert(
    fc.property(arbitraryRows, (here) => {
      const text = writeBackup(here, now);
      const there = afterChanges(noRows, acceptedPlan(text).changes);
      expect(writeBackup(there, now)).toBe(text);
    }),
  );
});

test('FILES-17 a backup does not depend on the order of the rows, and names no account', () => {
  fc.assert(
    fc.property(arbitraryRows, (here) => {
      const turned = {
        ...here,
        tasks: here.tasks.toReversed(),
        sessions: here.sessions.toReversed(),
        checkpoints: here.checkpoints.toReversed(),
      };
      expect(writeBackup(turned, now)).toBe(writeBackup(here, now));
    }),
  );
  const named = { ...noRows, user: userRow({ id: idOf(9), email: 'ada@example.org', username: 'ada' }) };
  expect(writeBackup(named, now)).not.toMatch(/ada/);
  expect(writeBackup(named, now)).not.toContain(idOf(9));
});

test('FILES-17 sessions stand by start, checkpoints by time and generation, and equals by id', () => {
  const sessions = [
    sessionRow({ id: idOf(1), start_time: now - 1 }),
    sessionRow({ id: idOf(3), start_time: now - 2 }),
    sessionRow({ id: idOf(2), start_time: now - 2 }),
  ];
  const checkpoints = [
    checkpointRow({ id: idOf(4), timestamp: now }),
    checkpointRow({ id: idOf(5), timestamp: now - 1, generation: 2 }),
    checkpointRow({ id: idOf(7), timestamp: now - 1, generation: 1 }),
    checkpointRow({ id: idOf(6), timestamp: now - 1, generation: 1 }),
  ];
  const text = writeBackup({ ...noRows, sessions, checkpoints }, now);
  const ids = [...text.matchAll(/"id":"([^"]*)"/g)].map(([, id]) => id);
  expect(ids).toEqual([2, 3, 1, 6, 7, 5, 4].map(idOf));
});
