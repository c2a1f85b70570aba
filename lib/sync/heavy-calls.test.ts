import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { task } from '../store/testing/rows.ts';
import type { RemoteFailure } from './remote.ts';
import type { TestDevice } from './testing/test-device.ts';
import { createTestWorld, type TestWorld } from './testing/test-world.ts';

const slow: RemoteFailure = { kind: 'slow', reason: 'too_slow', detail: 'canceling statement' };
const late: RemoteFailure = { kind: 'late', reason: 'no_answer', detail: 'No answer came in time.' };

/** A device whose server does not manage more than `most` changes in a call. */
async function heavy(
  setup: TestWorld,
  most: () => number,
  failure: RemoteFailure,
): Promise<TestDevice & { calls: number[] }> {
  const calls: number[] = [];
  const inner = await setup.device();
  const remote = {
    listen: inner.remote.listen,
    sync: (...[cursor, changes]: Parameters<typeof inner.remote.sync>) => {
      calls.push(changes.length);
      return changes.length > most()
        ? Promise.resolve({ ok: false as const, failure })
        : inner.remote.sync(cursor, changes);
    },
  };
  return { ...(await setup.device({ deps: { remote } })), calls };
}

const tasks = (count: number) => Array.from({ length: count }, (_, index) => task({ id: `t${index}` }));

test('SYNC-66 what is too much for the server arrives by halves, and no call is that heavy again', async () => {
  const a = await heavy(createTestWorld(), () => 60, slow);
  await a.ledger.record(tasks(200));
  await a.loop.syncNow();
  expect(a.calls).toEqual([0, 200, 100, 50, 50, 50, 50]);
  expect(await a.ledger.waitingCount()).toBe(0);
  expect(a.statuses.map(({ link }) => link)).toEqual(['syncing', 'synced']);
});

test('SYNC-66 once everything is sent, calls may be as heavy as before', async () => {
  let most = 60;
  const a = await heavy(createTestWorld(), () => most, slow);
  await a.ledger.record(tasks(200));
  await a.loop.syncNow();
  most = 200;
  a.calls.length = 0;
  await a.ledger.record(tasks(300));
  await a.loop.syncNow();
  expect(a.calls).toEqual([50, 100, 150]);
});

test('SYNC-66 one change that is still too slow is told, waits, and is tried again', async () => {
  let most = 0;
  const setup = createTestWorld();
  const a = await heavy(setup, () => most, slow);
  await a.ledger.record(tasks(4));
  await a.loop.syncNow();
  expect(a.calls).toEqual([0, 4, 2, 1]);
  expect(a.statuses.at(-1)).toEqual({
    link: 'problem',
    problem: { reason: 'too_slow', detail: 'canceling statement' },
  });
  expect(await a.ledger.setAsideRows()).toEqual([]);
  expect(setup.time.due()).toEqual([750]);
  most = 200;
  setup.time.pass(750);
  await expect.poll(() => a.ledger.waitingCount()).toBe(0);
});

test('SYNC-66 a call that carries nothing is made again later, and told if that lasts', async () => {
  const setup = createTestWorld();
  const a = await heavy(setup, () => -1, slow);
  await a.loop.syncNow();
  expect(a.calls).toEqual([0]);
  expect(a.statuses.map(({ link }) => link)).toEqual(['syncing']);
  await a.loop.syncNow();
  await a.loop.syncNow();
  expect(a.statuses.at(-1)?.problem?.reason).toBe('too_slow');
});

test('SYNC-67 after a call that nothing answered the next one is lighter, and is not made at once', async () => {
  const setup = createTestWorld();
  const a = await heavy(setup, () => 60, late);
  await a.ledger.record(tasks(200));
  await a.loop.syncNow();
  expect(a.calls).toEqual([0, 200]);
  expect(a.statuses.at(-1)?.link).toBe('offline');
  await a.loop.syncNow();
  expect(a.calls).toEqual([0, 200, 100]);
  await a.loop.syncNow();
  expect(a.calls).toEqual([0, 200, 100, 50, 50, 50, 50]);
  expect(a.statuses.at(-1)?.link).toBe('synced');
});
