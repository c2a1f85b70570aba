import { expect, test } from 'vitest';
import type { RemoteFailure } from './remote.ts';
import { failureOfError, statusOfFailure } from './sync-status.ts';

const failure = (kind: RemoteFailure['kind']): RemoteFailure => ({ kind, detail: 'x' });

test('SYNC-8 a server that cannot be reached is offline, however often', () => {
  expect(statusOfFailure(failure('offline'), 1)).toEqual({ link: 'offline', problem: null });
  expect(statusOfFailure(failure('offline'), 9)).toEqual({ link: 'offline', problem: null });
  const silent = { ...failure('late'), reason: 'no_answer' } as const;
  expect(statusOfFailure(silent, 9)).toEqual({ link: 'offline', problem: null });
});

test.each([
  ['busy', 'server_busy'],
  ['slow', 'too_slow'],
  ['late', 'too_slow'],
] as const)('SYNC-8 a server that is %s is a problem at the third failure in a row', (kind, reason) => {
  const syncing = { link: 'syncing' };
  const problem = { link: 'problem', problem: { reason, detail: 'x' } };
  expect([1, 2, 3, 4].map((failures) => statusOfFailure(failure(kind), failures))).toEqual([
    syncing,
    syncing,
    problem,
    problem,
  ]);
});

test.each([
  ['signed-out', 'session_expired'],
  ['removed', 'device_removed'],
  ['server', 'unexpected'],
  ['refused', 'unexpected'],
] as const)('SYNC-12 a failure of the kind %s has the reason %s, unless it names one', (kind, reason) => {
  expect(statusOfFailure(failure(kind), 1).problem).toEqual({ reason, detail: 'x' });
  const named = statusOfFailure({ ...failure(kind), reason: 'no_schema' }, 1);
  expect(named.problem).toEqual({ reason: 'no_schema', detail: 'x' });
});

test('SYNC-10 a full disk is told apart from other errors of the ledger', () => {
  const full = Object.assign(new Error('No room.'), { name: 'StorageFull' });
  expect(failureOfError(full)).toEqual({ kind: 'server', reason: 'storage_full', detail: 'No room.' });
  expect(failureOfError(new Error('Odd.'))).toEqual({
    kind: 'server',
    reason: 'unexpected',
    detail: 'Odd.',
  });
  expect(failureOfError('Odd.')).toEqual({ kind: 'server', reason: 'unexpected', detail: 'Odd.' });
});
