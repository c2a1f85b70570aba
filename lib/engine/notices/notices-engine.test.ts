import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { ConflictNotice } from './conflict-notice.ts';
import type { Ledger } from '../../store/ledger.ts';
import { openLedger } from '../../store/open-ledger.ts';
import { storageFullError } from '../../store/storage-full.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import { minutes, makeCheckpoint } from '../../timer/testing/make-checkpoint.ts';
import type { ToolbarState } from '../engine.ts';
import { createTestEngine, type TestEngine } from '../testing/test-engine.ts';

interface Setup {
  at: number;
  ledger: Ledger;
  told: (readonly ConflictNotice[])[];
  shown: ToolbarState[];
  rung: number;
  engine: TestEngine;
  /** A new worker on the same disk. */
  newWorker(disk?: Ledger): TestEngine;
  /** Rows from the other device arrive, and the worker dies before it has read them. */
  absorb(...rows: Checkpoint[]): Promise<void>;
}

let setUps = 0;

async function setUp(): Promise<Setup> {
  setUps += 1;
  const ledger = await openLedger({ name: `notices-${setUps}` });
  let ids = 0;
  let cursor = 0;
  const make = (disk = ledger): TestEngine =>
    createTestEngine({
      ledger: disk,
      owner: 'local',
      device: 'd0',
      clock: { now: () => it.at, isTrusted: () => true },
      ids: { make: () => `id-${(ids += 1)}`, derive: (name, kind) => `${kind}:${name}` },
      lastActive: () => Promise.resolve(null),
      show: (state) => Promise.resolve(void it.shown.push(state)),
      ring: () => Promise.resolve(void (it.rung += 1)),
      tell: (_, notices) => Promise.resolve(void it.told.push(notices)),
      startSync: () => undefined,
      askOthers: () => Promise.resolve(),
      mayWriteHistory: () => Promise.resolve(true),
      rested: () => undefined,
    });
  const it: Setup = {
    at: 1000 * minutes,
    ledger,
    told: [],
    shown: [],
    rung: 0,
    engine: make(),
    newWorker: make,
    async absorb(...rows) {
      cursor += rows.length;
      const changes = rows.map((row) => ({ table: 'pomodoro_checkpoints' as const, row }));
      await ledger.absorb(changes, { cursor, epoch: 'e' });
    },
  };
  await it.engine.settle();
  return it;
}

const notices = (it: Setup) => it.told.at(-1) ?? [];

/** Focus was begun here, and ten minutes later on the other device, which did not know of it. */
async function replaced(): Promise<Setup & { session: string }> {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  const session = it.shown.at(-1)?.view.session_id ?? '';
  it.at += 12 * minutes;
  await it.absorb(makeCheckpoint({ type: 'start', session: 'X', at: 1010, device: 'd1' }));
  return Object.assign(it, { session });
}

test('NOTICE-9 a worker that dies after rows arrived and before it read them tells of them once, when it wakes', async () => {
  const it = await replaced();
  await it.newWorker().settle();
  expect(notices(it)).toMatchObject([{ kind: 'there', session: it.session, replaced_at: 1010 * minutes }]);
  await it.newWorker().settle();
  expect(notices(it)).toHaveLength(1);
  await it.newWorker().execute({ type: 'dismiss-notice', id: notices(it)[0]?.id ?? '' });
  expect(notices(it)).toEqual([]);
  await it.newWorker().settle();
  expect(notices(it)).toEqual([]);
});

test('NOTICE-10 an act on the session of a notice takes the notice away, another act does not', async () => {
  const it = await replaced();
  await it.engine.settle();
  await it.engine.execute({ type: 'add-task', title: 'Write', estimate: 1 });
  expect(notices(it)).toHaveLength(1);
  await it.engine.execute({ type: 'stop', session: 'X' });
  expect(notices(it)).toEqual([]);
});

test('NOTICE-14 switching back continues with the time left, and interrupts the other session', async () => {
  const it = await replaced();
  await it.engine.settle();
  expect(await it.engine.execute({ type: 'switch-back', session: it.session })).toEqual({ ok: true });
  expect(it.shown.at(-1)?.view).toMatchObject({ session_id: it.session, remaining: 15 * minutes });
  expect(notices(it)).toEqual([]);
  const acts = await it.ledger.all('pomodoro_checkpoints');
  expect(acts.find(({ checkpoint_type }) => checkpoint_type === 'resume')).toMatchObject({
    session_id: it.session,
    remaining_time: 15 * minutes,
    parent_id: 'X-start-1010-d1',
  });
  expect(await it.ledger.get('pomodoro_sessions', 'X')).toMatchObject({
    outcome: 'interrupted',
    active_time: 2 * minutes,
  });
  it.at += 15 * minutes;
  await it.engine.settle();
  expect(await it.ledger.get('pomodoro_sessions', it.session)).toMatchObject({
    outcome: 'completed',
    active_time: 25 * minutes,
  });
});

test('NOTICE-14 a session that was paused when it was replaced still has the same time left', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  const session = it.shown.at(-1)?.view.session_id ?? '';
  it.at += 4 * minutes;
  await it.engine.execute({ type: 'pause', session });
  it.at += 10 * minutes;
  await it.absorb(makeCheckpoint({ type: 'start', session: 'X', at: 1010, device: 'd1' }));
  await it.engine.settle();
  await it.engine.execute({ type: 'switch-back', session });
  expect(it.shown.at(-1)?.view).toMatchObject({ state: 'running', remaining: 21 * minutes });
});

test('NOTICE-14 nobody can switch back to a session that was not replaced', async () => {
  const it = await replaced();
  const refused = { ok: false, reason: 'another_session' };
  expect(await it.engine.execute({ type: 'switch-back', session: 'none' })).toEqual(refused);
  await it.engine.execute({ type: 'switch-back', session: it.session });
  await it.engine.execute({ type: 'stop', session: it.session });
  expect(await it.engine.execute({ type: 'switch-back', session: 'X' })).toMatchObject({ ok: true });
});

test('NOTICE-7 RING-6 a change of the past is told and does not ring', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  const [start] = await it.ledger.all('pomodoro_checkpoints');
  if (!start) throw new Error('Nothing was started.');
  it.at += 25 * minutes;
  await it.engine.settle();
  expect(it.rung).toBe(1);
  it.at += 0.5 * minutes;
  const pause = makeCheckpoint({
    type: 'pause',
    session: start.session_id,
    at: 1024,
    device: 'd1',
    parent: start,
  });
  await it.absorb(pause);
  await it.engine.settle();
  expect(notices(it)).toMatchObject([{ kind: 'revised', ended_at: 1025 * minutes, at: 1024 * minutes }]);
  expect(it.rung).toBe(1);
  // A resumed session ends once more, and that rings.
  await it.engine.execute({ type: 'resume', session: start.session_id });
  expect(notices(it)).toEqual([]);
  it.at += minutes;
  await it.engine.settle();
  expect(it.rung).toBe(2);
});

test('NOTICE-4 an act made here hours ago is told of when the act elsewhere arrives', async () => {
  const it = await setUp();
  const [start, stop] = [
    makeCheckpoint({ type: 'start', session: 'A', at: 999, device: 'd1' }),
    makeCheckpoint({ type: 'stop', session: 'A', at: 1003, device: 'd1' }),
  ];
  await it.absorb(start);
  await it.engine.settle();
  it.at += 5 * minutes;
  await it.engine.execute({ type: 'pause', session: 'A' });
  it.at += 300 * minutes;
  await it.absorb(stop);
  await it.newWorker().settle();
  expect(notices(it)).toMatchObject([
    { kind: 'late', act: 'stop', at: 1003 * minutes, mine: { type: 'pause', at: 1005 * minutes } },
  ]);
});

test('NOTICE-9 on a full disk a notice is still told, and an act still done', async () => {
  const it = await replaced();
  const full = { ...it.ledger, setLocalValue: () => Promise.reject(storageFullError(null)) };
  const engine = it.newWorker(full);
  await engine.settle();
  await engine.settle();
  expect(notices(it)).toMatchObject([{ kind: 'there', session: it.session }]);
  expect(await engine.execute({ type: 'switch-back', session: it.session })).toEqual({ ok: true });
  await it.newWorker().settle();
  expect(it.shown.at(-1)?.view.session_id).toBe(it.session);
});

test('NOTICE-6 a command that is refused because of an act elsewhere is told, even if no screen was open', async () => {
  const it = await setUp();
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 999, device: 'd1' });
  await it.absorb(start);
  await it.engine.settle();
  it.at += 3 * minutes;
  await it.absorb(makeCheckpoint({ type: 'stop', session: 'A', at: 1002, device: 'd1', parent: start }));
  const refused = { ok: false, reason: 'already_ended' };
  expect(await it.engine.execute({ type: 'stop', session: 'A' })).toEqual(refused);
  const mine = { type: 'stop', at: 1003 * minutes };
  expect(notices(it)).toMatchObject([{ kind: 'late', act: 'stop', device: 'd1', at: 1002 * minutes, mine }]);
  it.at += minutes;
  expect(await it.engine.execute({ type: 'skip', session: 'A' })).toEqual(refused);
  expect(notices(it)).toMatchObject([{ mine }]);
});

test('NOTICE-6 a command that is refused because of an act here is not', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  const session = it.shown.at(-1)?.view.session_id ?? '';
  await it.engine.execute({ type: 'pause', session });
  expect(await it.engine.execute({ type: 'pause', session })).toMatchObject({ reason: 'already_paused' });
  await it.engine.execute({ type: 'stop', session });
  expect(await it.engine.execute({ type: 'stop', session })).toMatchObject({ reason: 'already_ended' });
  expect(notices(it)).toEqual([]);
});
