import 'fake-indexeddb/auto';
import { setImmediate } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { checkpoint, session, task, taskRow } from '../store/testing/rows.ts';
import type { Filled, RemoteFailure } from './remote.ts';
import { allRows, createTestDevice, goodNetwork } from './testing/test-device.ts';
import { createTestWorld, failingDevice, failingRemote } from './testing/test-world.ts';

const offline: RemoteFailure = { kind: 'offline', detail: 'No route.' };

test('SYNC-1 what one device records, another one gets', async () => {
  const { device } = createTestWorld();
  const [a, b] = await Promise.all([device(), device()]);
  await a.ledger.record([task({ title: 'Shared', edited: { title: 5 } }), checkpoint(), session()]);
  await a.loop.syncNow();
  await b.loop.syncNow();
  expect(await allRows(b.ledger)).toEqual(await allRows(a.ledger));
  expect(await b.ledger.get('tasks', 'task')).toEqual(
    taskRow({ title: 'Shared', tags: '', edited: { title: 5 } }),
  );
  expect(await a.ledger.waitingCount()).toBe(0);
  expect(a.statuses.map(({ link }) => link)).toEqual(['syncing', 'synced']);
  expect(b.absorbed.length).toBe(4);
  expect(b.loop.isCurrent()).toBe(true);
});

test('SYNC-4 many who ask at once get one call, and who asks after it began gets another', async () => {
  const setup = createTestWorld();
  const a = await failingDevice(setup);
  await a.loop.syncNow();
  a.calls.length = 0;
  await Promise.all([a.loop.syncNow(), a.loop.syncNow(), a.loop.syncNow()]);
  expect(a.calls.length).toBe(1);
  const first = a.loop.syncNow();
  await Promise.resolve();
  await Promise.resolve();
  await a.ledger.record([task()]);
  await Promise.all([first, a.loop.syncNow()]);
  expect(await a.ledger.waitingCount()).toBe(0);
});

test('SYNC-4 what is asked for during a call that fails waits for the next attempt', async () => {
  const setup = createTestWorld();
  const inner = await setup.device();
  let calls = 0;
  const a = await setup.device({
    deps: {
      remote: {
        sync(cursor, changes) {
          calls += 1;
          if (calls > 1) return inner.remote.sync(cursor, changes);
          void a.loop.syncNow();
          return Promise.resolve({ ok: false, failure: offline });
        },
      },
    },
  });
  await a.loop.syncNow();
  expect(calls).toBe(1);
  expect(setup.time.due()).toEqual([750]);
});

test('SYNC-84 how full the server is is told with the status, until a reply says nothing of it', async () => {
  const setup = createTestWorld();
  const inner = await setup.device();
  let filled: Filled | undefined = { tasks: 83 };
  const a = await setup.device({
    deps: {
      remote: {
        async sync(...call) {
          const result = await inner.remote.sync(...call);
          return result.ok && filled ? { ok: true, value: { ...result.value, filled } } : result;
        },
      },
    },
  });
  await a.loop.syncNow();
  expect(a.statuses.at(-1)).toEqual({ link: 'synced', problem: null, filled: { tasks: 83 } });
  filled = undefined;
  await a.loop.syncNow();
  expect(a.statuses.at(-1)).toEqual({ link: 'synced', problem: null });
});

test('SYNC-29 it is current after a sync, and not after a failure or a hint that it cannot use', async () => {
  const setup = createTestWorld();
  const a = await failingDevice(setup);
  expect(a.loop.isCurrent()).toBe(false);
  await a.loop.applyHint({ from: 0, to: 0, rows: null });
  expect(a.calls).toEqual([]);
  expect(a.loop.isCurrent()).toBe(false);
  await a.loop.syncNow();
  expect(a.loop.isCurrent()).toBe(true);
  const { cursor } = await a.ledger.cursor();
  const absorbing = a.loop.applyHint({ from: cursor, to: cursor + 1, rows: [task()] });
  expect(a.loop.isCurrent()).toBe(false);
  await absorbing;
  expect(a.loop.isCurrent()).toBe(true);
  a.failures.push(offline);
  await a.loop.applyHint({ from: cursor + 5, to: cursor + 6, rows: [task()] });
  expect(a.loop.isCurrent()).toBe(false);
  await a.loop.syncNow();
  a.failures.push(offline);
  await a.loop.syncNow();
  expect(a.loop.isCurrent()).toBe(false);
});

/** A device that counts its looks and its calls, and what it was told. */
async function lookingDevice(setup = createTestWorld()) {
  const told: unknown[] = [];
  const inner = await setup.device();
  const counts = { looks: 0, calls: 0 };
  const failures: RemoteFailure[] = [];
  const device = await setup.device({
    deps: {
      onWord: () => told.push('word'),
      onBehind: (head) => told.push(head),
      remote: {
        sync(...call) {
          counts.calls += 1;
          return inner.remote.sync(...call);
        },
        head() {
          counts.looks += 1;
          const failure = failures.shift();
          return failure ? Promise.resolve({ ok: false, failure }) : inner.remote.head();
        },
      },
    },
  });
  return { ...setup, ...device, counts, failures, told };
}

test('SYNC-35 a look makes a call only where the server has more, and says that no hint had led there', async () => {
  const setup = createTestWorld();
  const a = await lookingDevice(setup);
  await a.loop.syncNow();
  await a.loop.look();
  expect([a.counts, a.told]).toEqual([{ looks: 1, calls: 1 }, ['word', 'word']]);
  const b = await setup.device();
  await b.ledger.record([task()]);
  await b.loop.syncNow();
  const { head } = setup.server.head('ada');
  await a.loop.look();
  expect(await a.ledger.get('tasks', 'task')).toBeTruthy();
  expect([a.counts, a.told.slice(2)]).toEqual([{ looks: 2, calls: 2 }, [head, 'word']]);
});

test('SYNC-35 a look finds a server that was set back, by its epoch', async () => {
  const a = await lookingDevice();
  await a.ledger.record([task()]);
  await a.loop.syncNow();
  a.server.renewEpochs();
  await a.loop.look();
  expect(a.counts.looks).toBe(1);
  expect(a.counts.calls).toBeGreaterThan(1);
  expect((await a.ledger.cursor()).epoch).toBe(a.server.head('ada').epoch);
});

test('SYNC-35 a look at a server that is gone is a failure like that of a call, and what else fails a call finds out', async () => {
  const a = await lookingDevice();
  await a.loop.syncNow();
  a.failures.push({ kind: 'server', detail: 'permission denied for table sync_heads' });
  await a.loop.look();
  expect([a.counts, a.statuses.at(-1)?.link]).toEqual([{ looks: 1, calls: 2 }, 'synced']);
  a.failures.push(offline);
  await a.loop.look();
  expect(a.statuses.at(-1)).toEqual({ link: 'offline', problem: null });
  expect(a.loop.isCurrent()).toBe(false);
  // The next attempt is on its way.
  await a.loop.look();
  expect([a.counts, a.time.due()]).toEqual([{ looks: 2, calls: 2 }, [750]]);
});

test('SYNC-35 before the first sync a look is a sync, and after the end it is nothing', async () => {
  const a = await lookingDevice();
  await a.loop.look();
  expect(a.counts).toEqual({ looks: 0, calls: 1 });
  await a.loop.stop();
  await a.loop.look();
  expect(a.counts).toEqual({ looks: 0, calls: 1 });
});

test('SYNC-28 a call that carries nothing is not shown once all is synced', async () => {
  const { device } = createTestWorld();
  const a = await device();
  await a.loop.syncNow();
  await a.loop.syncNow();
  expect(a.statuses.map(({ link }) => link)).toEqual(['syncing', 'synced']);
  await a.ledger.record([task()]);
  await a.loop.syncNow();
  expect(a.statuses.map(({ link }) => link)).toEqual(['syncing', 'synced', 'syncing', 'synced']);
});

test('SYNC-101 what is wrong stays so while a call runs, until it is known what came of it', async () => {
  const setup = createTestWorld();
  const failure: RemoteFailure = { kind: 'signed-out', detail: 'Ended elsewhere.' };
  const inner = await setup.device();
  let isEnded = true;
  const ended: typeof inner.remote.sync = () => Promise.resolve({ ok: false, failure });
  const a = await setup.device({
    deps: { remote: { sync: (...given) => (isEnded ? ended : inner.remote.sync)(...given) } },
  });
  await a.loop.syncNow();
  await a.loop.syncNow();
  const problem = { reason: 'session_expired', detail: 'Ended elsewhere.' };
  const shown = [{ link: 'syncing' }, { link: 'problem', problem }];
  expect(a.statuses).toEqual([...shown, ...shown]);
  isEnded = false;
  await a.loop.syncNow();
  expect(a.statuses.slice(4)).toEqual([{ link: 'syncing' }, { link: 'synced', problem: null }]);
});

test('SYNC-5 after a failure it tries again by itself, each time after a longer wait', async () => {
  const setup = createTestWorld();
  const a = await failingDevice(setup, offline, offline, offline);
  await a.ledger.record([checkpoint()]);
  const waits: number[] = [];
  await a.loop.syncNow();
  for (let failed = 0; failed < 3; failed += 1) {
    const [wait = 0] = setup.time.due();
    waits.push(wait);
    expect(a.statuses.at(-1)).toEqual({ link: 'offline', problem: null });
    setup.time.pass(wait);
    await a.loop.syncNow();
  }
  expect(waits).toEqual([750, 1500, 3000]);
  expect(a.statuses.at(-1)).toEqual({ link: 'synced', problem: null });
  expect(await a.ledger.waitingCount()).toBe(0);
  expect(setup.time.due()).toEqual([]);
});

test('SYNC-5 it tries again though nobody asks', async () => {
  const setup = createTestWorld();
  const a = await failingDevice(setup, offline);
  await a.loop.syncNow();
  setup.time.pass(750);
  await expect.poll(() => a.statuses.at(-1)?.link).toBe('synced');
});

test('SYNC-5 however many attempts fail, one is still to come', async () => {
  const setup = createTestWorld();
  const a = await failingDevice(setup, offline, offline);
  await a.loop.syncNow();
  await a.loop.syncNow();
  expect(setup.time.due()).toEqual([1500]);
});

test('SYNC-5 after a success nothing is to come, and the next failure is a first one', async () => {
  const setup = createTestWorld();
  const a = await failingDevice(setup, offline, offline);
  await a.loop.syncNow();
  await a.loop.syncNow();
  await a.loop.syncNow();
  expect(a.statuses.at(-1)?.link).toBe('synced');
  expect(setup.time.due()).toEqual([]);
  a.failures.push(offline);
  await a.loop.syncNow();
  expect(setup.time.due()).toEqual([750]);
});

test('SYNC-5 a timer that fires a moment early makes its call', async () => {
  const setup = createTestWorld();
  const timers: (() => void)[] = [];
  const inner = await setup.device();
  const { calls, over } = failingRemote({ kind: 'busy', detail: '429', retry_after: 30_000 });
  const a = await setup.device({
    deps: {
      remote: over(inner.remote),
      schedule(run) {
        timers.push(run);
        return () => undefined;
      },
    },
  });
  await a.loop.syncNow();
  expect(calls.length).toBe(1);
  for (const run of timers) run();
  await expect.poll(() => a.statuses.at(-1)?.link).toBe('synced');
});

test('SYNC-6 a server that asks to wait is not called before', async () => {
  const setup = createTestWorld();
  const busy: RemoteFailure = { kind: 'busy', detail: '429', retry_after: 30_000 };
  const a = await failingDevice(setup, busy);
  await a.loop.syncNow();
  await a.loop.syncNow();
  expect(a.calls.length).toBe(1);
  const [wait = 0] = setup.time.due();
  expect(wait).toBeGreaterThanOrEqual(30_000);
  setup.time.pass(wait);
  await a.loop.syncNow();
  expect(a.calls.length).toBeGreaterThan(1);
  expect(a.statuses.at(-1)?.link).toBe('synced');
});

test.each([
  { failure: { kind: 'signed-out', detail: 'x' }, reason: 'session_expired' },
  { failure: { kind: 'removed', detail: 'x' }, reason: 'device_removed' },
  { failure: { kind: 'signed-out', detail: 'x', reason: 'account_deleted' }, reason: 'account_deleted' },
] satisfies { failure: RemoteFailure; reason: string }[])(
  'SYNC-7 where only a person can help it says so and does not try again: $reason',
  async ({ failure, reason }) => {
    const setup = createTestWorld();
    const a = await failingDevice(setup, failure);
    await a.loop.syncNow();
    expect(a.statuses.at(-1)).toEqual({ link: 'problem', problem: { reason, detail: 'x' } });
    expect(setup.time.due()).toEqual([]);
    await a.loop.syncNow();
    expect(a.statuses.at(-1)?.link).toBe('synced');
  },
);

test('SYNC-8 another problem with the same words is told anew', async () => {
  const detail = 'The server answered 540.';
  const a = await failingDevice(
    createTestWorld(),
    { kind: 'server', reason: 'web_page', detail },
    { kind: 'server', reason: 'project_paused', detail },
  );
  await a.loop.syncNow();
  await a.loop.syncNow();
  expect(a.statuses.flatMap(({ problem }) => problem?.reason ?? [])).toEqual(['web_page', 'project_paused']);
});

test('SYNC-22 a hint that comes while a call is under way waits for its reply', async () => {
  const { device } = createTestWorld();
  const [a, b] = await Promise.all([device(), device()]);
  await Promise.all([a.loop.syncNow(), b.loop.syncNow()]);
  b.remote.listen({
    hint: (hint) => void b.loop.applyHint(hint),
    up: () => undefined,
    down: () => undefined,
  });
  const pulling = b.loop.syncNow();
  await a.ledger.record([task({ title: 'First', edited: { title: 1 } })]);
  await a.loop.syncNow();
  await a.ledger.record([task({ title: 'Second', edited: { title: 2 } })]);
  await Promise.all([a.loop.syncNow(), pulling]);
  await expect.poll(async () => (await b.ledger.get('tasks', 'task'))?.title).toBe('Second');
  expect((await b.ledger.cursor()).cursor).toBe((await a.ledger.cursor()).cursor);
});

test('SYNC-10 a full disk is shown as storage_full until an attempt finds room', async () => {
  const { device, server, time } = createTestWorld();
  const plain = await device();
  let isFull = true;
  const a = await createTestDevice({
    server,
    time,
    deps: {
      ledger: {
        ...plain.ledger,
        absorb: (...args) =>
          isFull
            ? Promise.reject(Object.assign(new Error('No room.'), { name: 'StorageFull' }))
            : plain.ledger.absorb(...args),
      },
    },
  });
  await a.loop.syncNow();
  expect(a.statuses.at(-1)).toEqual({
    link: 'problem',
    problem: { reason: 'storage_full', detail: 'No room.' },
  });
  expect(await plain.ledger.cursor()).toEqual({ cursor: 0, epoch: null });
  isFull = false;
  time.pass(60_000);
  await a.loop.syncNow();
  expect(a.statuses.at(-1)?.link).toBe('synced');
});

test('SYNC-11 once stopped it absorbs nothing and tries nothing again', async () => {
  const setup = createTestWorld();
  const a = await failingDevice(setup, offline);
  await a.loop.syncNow();
  const stopped = a.loop.stop();
  await Promise.all([a.loop.syncNow(), a.loop.applyHint({ from: 0, to: 1, rows: [task()] }), stopped]);
  expect(setup.time.due()).toEqual([]);
  expect(a.calls.length).toBe(1);
  expect(await a.ledger.cursor()).toEqual({ cursor: 0, epoch: null });
});

test('SYNC-11 an error that comes after the stop leads to no other attempt', async () => {
  const setup = createTestWorld();
  const { ledger } = await setup.device();
  const reading = Promise.withResolvers<never>();
  const a = await setup.device({ deps: { ledger: { ...ledger, cursor: () => reading.promise } } });
  const synced = a.loop.syncNow();
  await setImmediate();
  let hasStopped = false;
  const stopped = a.loop.stop().then(() => {
    hasStopped = true;
  });
  await setImmediate();
  expect(hasStopped).toBe(false);
  reading.reject(new Error('The database is closed.'));
  await Promise.all([synced, stopped]);
  expect(setup.time.due()).toEqual([]);
});

test('SYNC-11 stopping waits for no reply, and a reply that comes later changes nothing', async () => {
  const setup = createTestWorld();
  const answer = Promise.withResolvers<void>();
  const a = await setup.device({
    network: { ...goodNetwork, travel: () => answer.promise },
  });
  await a.ledger.record([task()]);
  const synced = a.loop.syncNow();
  await vi.waitFor(() => expect(a.statuses).toMatchObject([{ link: 'syncing' }]));
  await a.loop.stop();
  await synced;
  answer.resolve();
  await setImmediate();
  expect(await a.ledger.cursor()).toEqual({ cursor: 0, epoch: null });
  expect(await a.ledger.waitingCount()).toBe(1);
});
