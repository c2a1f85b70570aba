import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openLedger } from '../store/open-ledger.ts';
import { checkpoint, session, task, taskRow } from '../store/testing/rows.ts';
import type { Hint } from './remote.ts';
import { allRows, createTestDevice } from './testing/test-device.ts';
import { createTestWorld, failingDevice } from './testing/test-world.ts';

test('CLOCK-9 the first call of an untrusted clock carries nothing, the next one everything', async () => {
  const setup = createTestWorld();
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
  const setup = createTestWorld({ page: 70 });
  const a = await failingDevice(setup);
  await a.ledger.record(Array.from({ length: 450 }, (_, index) => task({ id: `t${index}` })));
  await a.loop.syncNow();
  expect(a.calls.reduce((sum, sent) => sum + sent)).toBe(450);
  expect(Math.max(...a.calls)).toBe(200);
  const b = await setup.device();
  await b.loop.syncNow();
  expect((await b.ledger.all('tasks')).length).toBe(450);
});

test('SYNC-14 a refused row is set aside, the others go through', async () => {
  const { device } = createTestWorld();
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

test('SYNC-14 a row that is set aside keeps the rule that it breaks, where the server names one', async () => {
  const { server, time } = createTestWorld();
  const rejected = [
    { table: 'tasks' as const, id: 'named', code: '23514', rule: 'tasks_title_check', reason: 'Too long.' },
    { table: 'tasks' as const, id: 'unnamed', code: '23514', reason: 'No.' },
  ];
  const a = await createTestDevice({
    server,
    time,
    deps: {
      remote: {
        sync: (cursor, changes) =>
          Promise.resolve({
            ok: true,
            value: {
              head: cursor,
              rows: [],
              cursor,
              more: false,
              rejected: changes.length > 0 ? rejected : [],
              server_time: time.now(),
              epoch: 'e',
            },
          }),
      },
    },
  });
  await a.ledger.record([task({ id: 'named' }), task({ id: 'unnamed' })]);
  await a.loop.syncNow();
  expect((await a.ledger.setAsideRows()).map(({ change, rule }) => [change.row.id, rule])).toEqual([
    ['named', 'tasks_title_check'],
    ['unnamed', undefined],
  ]);
});

test('SYNC-15 a row that makes the server refuse whole calls is set aside alone', async () => {
  const { device, server, time } = createTestWorld();
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
  const setup = createTestWorld();
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
  const setup = createTestWorld();
  const a = await failingDevice(setup);
  await a.loop.syncNow();
  a.calls.length = 0;
  const { cursor } = await a.ledger.cursor();
  await a.loop.applyHint(hint(cursor));
  expect(a.calls.length).toBe(calls);
  expect(await a.ledger.all('tasks')).toEqual([]);
});

test('SYNC-15 only a refused call blames a row', async () => {
  const a = await failingDevice(createTestWorld());
  await a.loop.syncNow();
  await a.ledger.record([task()]);
  a.failures.push({ kind: 'offline', detail: 'No route.' });
  await a.loop.syncNow();
  expect(await a.ledger.setAsideRows()).toEqual([]);
  expect(await a.ledger.waitingCount()).toBe(1);
});

test('SYNC-15 where a call is refused that carries nothing, no row is to blame', async () => {
  const a = await failingDevice(createTestWorld(), { kind: 'refused', detail: 'No.' });
  await a.loop.syncNow();
  expect(a.calls).toEqual([0]);
  expect(a.statuses.at(-1)?.problem).toEqual({ reason: 'unexpected', detail: 'No.' });
});

test('SYNC-17 where the new epoch cannot be asked for, the sync fails and is tried again', async () => {
  const { device, server } = createTestWorld();
  const inner = await device();
  let isCut = false;
  let calls = 0;
  const a = await device({
    deps: {
      remote: {
        sync(cursor, changes) {
          calls += 1;
          return isCut && cursor === 0
            ? Promise.resolve({ ok: false, failure: { kind: 'offline', detail: 'No route.' } })
            : inner.remote.sync(cursor, changes);
        },
      },
    },
  });
  await a.ledger.record([task()]);
  await a.loop.syncNow();
  server.wipe();
  calls = 0;
  isCut = true;
  await a.loop.syncNow();
  expect(calls).toBe(2);
  expect(a.statuses.at(-1)?.link).toBe('offline');
  isCut = false;
  await a.loop.syncNow();
  expect(server.rows('ada').has('tasks task')).toBe(true);
});

test('SYNC-17 a server that was wiped gets everything again', async () => {
  const { device, server } = createTestWorld();
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
  const { device, server } = createTestWorld();
  const [a, b] = await Promise.all([device(), device()]);
  await a.ledger.record([task({ title: 'One', edited: { title: 1 } })]);
  await a.loop.syncNow();
  const restore = server.backUp();
  await a.ledger.record([task({ title: 'Two', edited: { title: 2 } }), checkpoint()]);
  await a.loop.syncNow();
  restore();
  await b.loop.syncNow();
  await b.ledger.record([task({ title: 'One', position: 'a1', edited: { title: 1, position: 9 } })]);
  await b.loop.syncNow();
  await a.loop.syncNow();
  await b.loop.syncNow();
  expect(await allRows(a.ledger)).toEqual(await allRows(b.ledger));
  expect(await b.ledger.get('tasks', 'task')).toEqual(
    taskRow({ title: 'Two', position: 'a1', tags: '', edited: { title: 2, position: 9 } }),
  );
  expect((await b.ledger.all('pomodoro_checkpoints')).length).toBe(1);
});

test('SYNC-18 a device that was away for too long loses what was deleted, and nothing of its own', async () => {
  const { device, server } = createTestWorld();
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

test('HISTORY-8 while everything is pulled anew the loop is not current', async () => {
  const { device, server, time } = createTestWorld();
  const a = await device();
  const current: boolean[] = [];
  const inner = await device();
  const b = await createTestDevice({
    server,
    time,
    deps: {
      ledger: inner.ledger,
      remote: {
        sync(cursor, changes) {
          current.push(b.loop.isCurrent());
          return inner.remote.sync(cursor, changes);
        },
      },
    },
  });
  await a.ledger.record([task({ id: 'old' }), task({ id: 'kept' })]);
  await a.loop.syncNow();
  await b.loop.syncNow();
  await a.ledger.record([task({ id: 'old', deleted_at: 5, edited: { deleted_at: 5 } })]);
  await a.loop.syncNow();
  server.purge('ada', (table, row) => table === 'tasks' && row.deleted_at !== null);
  current.length = 0;
  await b.loop.syncNow();
  expect(current.at(0)).toBe(true);
  expect(current.at(-1)).toBe(false);
  expect(b.loop.isCurrent()).toBe(true);
});

test('SYNC-18 two crafted replies do not empty the ledger, and neither does a server that breaks off', async () => {
  const { device, server, time } = createTestWorld();
  const inner = await device();
  await inner.ledger.record([task(), checkpoint()]);
  await inner.loop.syncNow();
  const { epoch } = await inner.ledger.cursor();
  const reply = { head: 9, rows: [], cursor: 9, more: false, rejected: [], server_time: time.now() };
  const replies = [
    { ...reply, cursor: 0, more: true, epoch: 'another' },
    { ...reply, epoch: String(epoch) },
    { ...reply, rows: [task({ id: 'theirs' })], more: true, epoch: String(epoch) },
  ];
  const a = await createTestDevice({
    server,
    time,
    deps: {
      ledger: inner.ledger,
      remote: {
        sync() {
          const value = replies.shift();
          if (value) return Promise.resolve({ ok: true, value });
          return Promise.resolve({ ok: false, failure: { kind: 'offline', detail: 'Gone.' } });
        },
      },
    },
  });
  await a.loop.syncNow();
  expect(replies).toEqual([]);
  expect((await inner.ledger.all('tasks')).map(({ id }) => id).sort()).toEqual(['task', 'theirs']);
  expect(await inner.ledger.all('pomodoro_checkpoints')).toHaveLength(1);
  // The true server goes on where that one broke off.
  await inner.loop.syncNow();
  expect((await inner.ledger.cursor()).is_afresh).toBeUndefined();
  expect((await inner.ledger.all('tasks')).map(({ id }) => id)).toContain('task');
});

test('SYNC-18 a device that begins anew gets a long history, whatever was removed of it', async () => {
  const { device, server } = createTestWorld();
  const a = await device();
  // More than one page of the model.
  await a.ledger.record(Array.from({ length: 600 }, (_, place) => task({ id: `${place}` })));
  await a.loop.syncNow();
  server.purge('ada', () => false);
  const b = await device();
  await b.loop.syncNow();
  expect(await b.ledger.all('tasks')).toHaveLength(600);
  expect(b.statuses.at(-1)).toMatchObject({ link: 'synced' });
});

test.each([
  { what: 'leads back', odd: { cursor: 0 } },
  { what: 'has more and never sends it', odd: { more: true, rows: [] } },
  { what: 'names a new epoch each time', odd: { epoch: 'another' } },
])('SYNC-9 a server that $what is given up after five calls in vain', async ({ odd }) => {
  const { device, server, time } = createTestWorld();
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

test('SYNC-82 a server that always has more is given up in the end, and goes on from there next time', async () => {
  const { device, server, time } = createTestWorld();
  const inner = await device();
  await inner.loop.syncNow();
  const { cursor } = await inner.ledger.cursor();
  let calls = 0;
  const a = await createTestDevice({
    server,
    time,
    deps: {
      ledger: inner.ledger,
      remote: {
        async sync(at) {
          calls += 1;
          const result = await inner.remote.sync(cursor, []);
          return result.ok
            ? { ok: true, value: { ...result.value, rows: [], cursor: at + 1, more: true } }
            : result;
        },
      },
    },
  });
  await a.loop.syncNow();
  expect(calls).toBe(4000);
  expect(a.statuses.at(-1)?.problem?.reason).toBe('unexpected');
  expect((await inner.ledger.cursor()).cursor).toBe(cursor + 4000);
});

test('CLOCK-10 an act that was recorded while the correction was under way is corrected before it is sent', async () => {
  const { device, time, server } = createTestWorld();
  const a = await device({ wallOffset: () => -600_000, name: 'late act' });
  await a.loop.syncNow();
  // As a record that read the skew before there was trust, and committed after the correction.
  const late = await openLedger({ name: 'late act', skew: () => 0 });
  await late.record([checkpoint({ timestamp: time.now() - 600_000 })]);
  await a.loop.syncNow();
  const stored = server.rows('ada').get('pomodoro_checkpoints act');
  expect(stored?.timestamp).toBe(new Date(time.now()).toISOString());
});

test('CLOCK-10 acts made with a wrong clock are sent at their true times', async () => {
  const { device, time, server } = createTestWorld();
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
