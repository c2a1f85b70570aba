import 'fake-indexeddb/auto';
import { setImmediate } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { createServerModel } from '../../test/server-model/server-model.ts';
import { checkpoint, session, task, taskRow } from '../store/testing/rows.ts';
import { openLedger } from '../store/open-ledger.ts';
import type { Hint, Remote, RemoteFailure } from './remote.ts';
import {
  createTestDevice,
  allRows,
  goodNetwork,
  type TestDeviceOptions,
  type TestDevice,
} from './testing/test-device.ts';
import { createVirtualTime } from './testing/virtual-time.ts';

function world(options: { page?: number } = {}) {
  const time = createVirtualTime();
  const server = createServerModel({ now: time.now, ...options });
  const device = (more: Partial<TestDeviceOptions> = {}) => createTestDevice({ server, time, ...more });
  return { time, server, device };
}

/** A Remote that fails in turn, and then is the device's own. Counts the calls and what went with them. */
function failing(...failures: RemoteFailure[]) {
  const calls: number[] = [];
  return {
    calls,
    failures,
    over: (remote: Remote): Remote => ({
      listen: (on) => remote.listen(on),
      sync(cursor, changes) {
        calls.push(changes.length);
        const failure = failures.shift();
        return failure ? Promise.resolve({ ok: false, failure }) : remote.sync(cursor, changes);
      },
    }),
  };
}

/** A device whose calls fail in turn. */
async function failingDevice(
  { device, server, time }: ReturnType<typeof world>,
  ...failures: RemoteFailure[]
): Promise<TestDevice & ReturnType<typeof failing>> {
  const inner = await device();
  const faults = failing(...failures);
  const outer = await createTestDevice({ server, time, deps: { remote: faults.over(inner.remote) } });
  return { ...outer, ...faults };
}

const offline: RemoteFailure = { kind: 'offline', detail: 'No route.' };

test('SYNC-1 what one device records, another one gets', async () => {
  const { device } = world();
  const [a, b] = await Promise.all([device(), device()]);
  await a.ledger.record([task({ title: 'Shared', edited: { title: 5 } }), checkpoint(), session()]);
  await a.loop.syncNow();
  await b.loop.syncNow();
  expect(await allRows(b.ledger)).toEqual(await allRows(a.ledger));
  expect(await b.ledger.get('tasks', 'task')).toEqual(taskRow({ title: 'Shared', edited: { title: 5 } }));
  expect(await a.ledger.waitingCount()).toBe(0);
  expect(a.statuses.map(({ link }) => link)).toEqual(['syncing', 'synced']);
  expect(b.absorbed.length).toBe(4);
  expect(b.loop.isCurrent()).toBe(true);
});

test('CLOCK-9 the first call of an untrusted clock carries nothing, the next one everything', async () => {
  const setup = world();
  const a = await failingDevice(setup);
  await a.ledger.record([checkpoint()]);
  await a.loop.syncNow();
  expect(a.calls).toEqual([0, 1]);
  await a.ledger.record([task()]);
  await a.loop.syncNow();
  expect(a.calls).toEqual([0, 1, 1]);
  a.clock.distrust();
  await a.ledger.record([session()]);
  await a.loop.syncNow();
  expect(a.calls).toEqual([0, 1, 1, 0, 1]);
});

test('SYNC-3 many changes go in calls of at most 200, many rows come page by page', async () => {
  const setup = world({ page: 70 });
  const a = await failingDevice(setup);
  await a.ledger.record(Array.from({ length: 450 }, (_, index) => task({ id: `t${index}` })));
  await a.loop.syncNow();
  expect(a.calls.reduce((sum, sent) => sum + sent)).toBe(450);
  expect(Math.max(...a.calls)).toBe(200);
  const b = await setup.device();
  await b.loop.syncNow();
  expect((await b.ledger.all('tasks')).length).toBe(450);
});

test('SYNC-4 many who ask at once get one call, and who asks after it began gets another', async () => {
  const setup = world();
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
  const setup = world();
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

test('SYNC-29 it is current after a sync, and not after a failure or a hint that it cannot use', async () => {
  const setup = world();
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

test('SYNC-28 a call that carries nothing is not shown once all is synced', async () => {
  const { device } = world();
  const a = await device();
  await a.loop.syncNow();
  await a.loop.syncNow();
  expect(a.statuses.map(({ link }) => link)).toEqual(['syncing', 'synced']);
  await a.ledger.record([task()]);
  await a.loop.syncNow();
  expect(a.statuses.map(({ link }) => link)).toEqual(['syncing', 'synced', 'syncing', 'synced']);
});

test('SYNC-5 after a failure it tries again by itself, each time after a longer wait', async () => {
  const setup = world();
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
  const setup = world();
  const a = await failingDevice(setup, offline);
  await a.loop.syncNow();
  setup.time.pass(750);
  await expect.poll(() => a.statuses.at(-1)?.link).toBe('synced');
});

test('SYNC-5 however many attempts fail, one is still to come', async () => {
  const setup = world();
  const a = await failingDevice(setup, offline, offline);
  await a.loop.syncNow();
  await a.loop.syncNow();
  expect(setup.time.due()).toEqual([1500]);
});

test('SYNC-5 after a success nothing is to come, and the next failure is a first one', async () => {
  const setup = world();
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
  const setup = world();
  const timers: (() => void)[] = [];
  const inner = await setup.device();
  const { calls, over } = failing({ kind: 'busy', detail: '429', retry_after: 30_000 });
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
  const setup = world();
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
    const setup = world();
    const a = await failingDevice(setup, failure);
    await a.loop.syncNow();
    expect(a.statuses.at(-1)).toEqual({ link: 'problem', problem: { reason, detail: 'x' } });
    expect(setup.time.due()).toEqual([]);
    await a.loop.syncNow();
    expect(a.statuses.at(-1)?.link).toBe('synced');
  },
);

test('SYNC-14 a refused row is set aside, the others go through', async () => {
  const { device } = world();
  const [a, b] = await Promise.all([device(), device()]);
  await a.ledger.record([task({ id: 'bad', title: '' }), task({ id: 'good' }), checkpoint()]);
  await a.loop.syncNow();
  expect(await a.ledger.waitingCount()).toBe(0);
  expect((await a.ledger.setAsideRows()).map(({ change, reason }) => [change.row.id, reason])).toEqual([
    ['bad', 'A title has 1 to 500 characters.'],
  ]);
  await b.loop.syncNow();
  expect((await b.ledger.all('tasks')).map(({ id }) => id)).toEqual(['good']);
  expect(a.statuses.at(-1)?.link).toBe('synced');
});

test('SYNC-15 a row that makes the server refuse whole calls is set aside alone', async () => {
  const { device, server, time } = world();
  const inner = await device();
  const a = await createTestDevice({
    server,
    time,
    deps: {
      remote: {
        sync: (cursor, changes) =>
          changes.some(({ row }) => row.id === 't5')
            ? Promise.resolve({ ok: false, failure: { kind: 'refused', detail: 'unsupported Unicode' } })
            : inner.remote.sync(cursor, changes),
      },
    },
  });
  await a.ledger.record(Array.from({ length: 9 }, (_, index) => task({ id: `t${index}` })));
  await a.loop.syncNow();
  expect(await a.ledger.waitingCount()).toBe(0);
  expect((await a.ledger.setAsideRows()).map(({ change, reason }) => [change.row.id, reason])).toEqual([
    ['t5', 'unsupported Unicode'],
  ]);
  expect([...server.rows('ada').keys()].filter((key) => key.startsWith('tasks')).length).toBe(8);
});

test('SYNC-20 a hint with what comes next is absorbed without a call', async () => {
  const setup = world();
  const a = await failingDevice(setup);
  await a.loop.syncNow();
  a.calls.length = 0;
  const { cursor } = await a.ledger.cursor();
  await a.loop.applyHint({ from: cursor, to: cursor + 1, rows: [task()] });
  expect(a.calls).toEqual([]);
  expect(await a.ledger.get('tasks', 'task')).toEqual(taskRow());
  expect((await a.ledger.cursor()).cursor).toBe(cursor + 1);
});

test.each([
  {
    what: 'with a gap before it',
    hint: (at: number): Hint => ({ from: at + 1, to: at + 2, rows: [task()] }),
    calls: 1,
  },
  { what: 'without rows', hint: (at: number): Hint => ({ from: at, to: at + 1, rows: null }), calls: 1 },
  {
    what: 'of what is known',
    hint: (at: number): Hint => ({ from: at - 1, to: at, rows: [task()] }),
    calls: 0,
  },
])('SYNC-21 a hint $what takes $calls calls', async ({ hint, calls }) => {
  const setup = world();
  const a = await failingDevice(setup);
  await a.loop.syncNow();
  a.calls.length = 0;
  const { cursor } = await a.ledger.cursor();
  await a.loop.applyHint(hint(cursor));
  expect(a.calls.length).toBe(calls);
  expect(await a.ledger.all('tasks')).toEqual([]);
});

test('SYNC-22 a hint that comes while a call is under way waits for its reply', async () => {
  const { device } = world();
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

test('SYNC-17 a server that was wiped gets everything again', async () => {
  const { device, server } = world();
  const [a, b] = await Promise.all([device(), device()]);
  await a.ledger.record([task({ id: 'a' }), checkpoint(), session()]);
  await a.loop.syncNow();
  await b.loop.syncNow();
  await b.ledger.record([task({ id: 'b' })]);
  await b.loop.syncNow();
  server.wipe();
  await a.loop.syncNow();
  await b.loop.syncNow();
  await a.loop.syncNow();
  expect(await allRows(a.ledger)).toEqual(await allRows(b.ledger));
  expect([...server.rows('ada').keys()].sort()).toEqual([
    'pomodoro_checkpoints act',
    'pomodoro_sessions session',
    'tasks a',
    'tasks b',
    'users ada',
  ]);
  expect(await a.ledger.waitingCount()).toBe(0);
});

test('SYNC-17 a server that was set back gets what it lost, and keeps the newer edits of others', async () => {
  const { device, server } = world();
  const [a, b] = await Promise.all([device(), device()]);
  await a.ledger.record([task({ title: 'One', edited: { title: 1 } })]);
  await a.loop.syncNow();
  const restore = server.backUp();
  await a.ledger.record([task({ title: 'Two', edited: { title: 2 } }), checkpoint()]);
  await a.loop.syncNow();
  restore();
  await b.loop.syncNow();
  await b.ledger.record([task({ title: 'One', position: 'b', edited: { title: 1, position: 9 } })]);
  await b.loop.syncNow();
  await a.loop.syncNow();
  await b.loop.syncNow();
  expect(await allRows(a.ledger)).toEqual(await allRows(b.ledger));
  expect(await b.ledger.get('tasks', 'task')).toEqual(
    taskRow({ title: 'Two', position: 'b', edited: { title: 2, position: 9 } }),
  );
  expect((await b.ledger.all('pomodoro_checkpoints')).length).toBe(1);
});

test('SYNC-18 a device that was away for too long loses what was deleted, and nothing of its own', async () => {
  const { device, server } = world();
  const [a, b] = await Promise.all([device(), device()]);
  await a.ledger.record([task({ id: 'old' }), task({ id: 'kept' })]);
  await a.loop.syncNow();
  await b.loop.syncNow();
  await a.ledger.record([task({ id: 'old', deleted_at: 5, edited: { deleted_at: 5 } })]);
  await a.loop.syncNow();
  server.purge('ada', (table, row) => table === 'tasks' && row.deleted_at !== null);
  await b.ledger.record([task({ id: 'mine' })]);
  await b.loop.syncNow();
  expect((await b.ledger.all('tasks')).map(({ id }) => id).sort()).toEqual(['kept', 'mine']);
  expect([...server.rows('ada').keys()].filter((key) => key.startsWith('tasks')).sort()).toEqual([
    'tasks kept',
    'tasks mine',
  ]);
  expect((await b.ledger.cursor()).is_afresh).toBeUndefined();
  expect((await b.ledger.cursor()).epoch).toBe('epoch-1');
});

test('SYNC-10 a full disk is shown as storage_full until an attempt finds room', async () => {
  const { device, server, time } = world();
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

test.each([
  { what: 'leads back', odd: { cursor: 0 } },
  { what: 'has more and never sends it', odd: { more: true, rows: [] } },
  { what: 'names a new epoch each time', odd: { epoch: 'another' } },
])('SYNC-9 a server that $what is given up after five calls in vain', async ({ odd }) => {
  const { device, server, time } = world();
  const inner = await device();
  await inner.ledger.record([task()]);
  await inner.loop.syncNow();
  let calls = 0;
  const a = await createTestDevice({
    server,
    time,
    deps: {
      ledger: inner.ledger,
      remote: {
        async sync(cursor, changes) {
          calls += 1;
          const result = await inner.remote.sync(cursor, changes);
          const epoch = odd.epoch && `${odd.epoch} ${calls}`;
          return result.ok
            ? { ok: true, value: { ...result.value, ...odd, ...(epoch ? { epoch } : {}) } }
            : result;
        },
      },
    },
  });
  await inner.ledger.record([checkpoint()]);
  await a.loop.syncNow();
  // Five in vain, and before them one that brings rows or asks for the epoch from the beginning.
  expect(calls).toBe(6);
  expect(a.statuses.at(-1)?.problem?.reason).toBe('unexpected');
});

test('SYNC-11 once stopped it absorbs nothing and tries nothing again', async () => {
  const setup = world();
  const a = await failingDevice(setup, offline);
  await a.loop.syncNow();
  const stopped = a.loop.stop();
  await Promise.all([a.loop.syncNow(), a.loop.applyHint({ from: 0, to: 1, rows: [task()] }), stopped]);
  expect(setup.time.due()).toEqual([]);
  expect(a.calls.length).toBe(1);
  expect(await a.ledger.cursor()).toEqual({ cursor: 0, epoch: null });
});

test('SYNC-11 an error that comes after the stop leads to no other attempt', async () => {
  const setup = world();
  const { ledger } = await setup.device();
  const reading = Promise.withResolvers<never>();
  const a = await setup.device({ deps: { ledger: { ...ledger, cursor: () => reading.promise } } });
  const synced = a.loop.syncNow();
  await setImmediate();
  const stopped = a.loop.stop();
  reading.reject(new Error('The database is closed.'));
  await Promise.all([synced, stopped]);
  expect(setup.time.due()).toEqual([]);
});

test('SYNC-11 stopping waits for no reply, and a reply that comes later changes nothing', async () => {
  const setup = world();
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

test('CLOCK-10 an act that was recorded while the correction was under way is corrected before it is sent', async () => {
  const { device, time, server } = world();
  const a = await device({ wallOffset: () => 600_000, name: 'late act' });
  await a.loop.syncNow();
  // As a record that read the skew before there was trust, and committed after the correction.
  const late = await openLedger({ name: 'late act', skew: () => 0 });
  await late.record([checkpoint({ timestamp: time.now() + 600_000 })]);
  await a.loop.syncNow();
  const stored = server.rows('ada').get('pomodoro_checkpoints act');
  expect(stored?.timestamp).toBe(new Date(time.now()).toISOString());
});

test('CLOCK-10 acts made with a wrong clock are sent at their true times', async () => {
  const { device, time, server } = world();
  const a = await device({ wallOffset: () => 600_000 });
  const made = a.clock.now();
  expect(made).toBe(time.now() + 600_000);
  await a.ledger.record([checkpoint({ timestamp: made, last_active: made - 1000 })]);
  time.pass(60_000);
  await a.loop.syncNow();
  const stored = server.rows('ada').get('pomodoro_checkpoints act');
  expect(stored?.timestamp).toBe(new Date(time.now() - 60_000).toISOString());
  expect(stored?.last_active).toBe(new Date(time.now() - 61_000).toISOString());
  expect(a.clock.now()).toBe(time.now());
});
