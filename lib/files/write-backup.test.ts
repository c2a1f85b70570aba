import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptedPlan } from './testing/accepted-plan.ts';
import { afterChanges, arbitraryRows, idOf, noRows, now, userRow } from './testing/stored-rows.ts';
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
