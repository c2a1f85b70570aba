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

interface Stage {
  at: number;
  ledger: Ledger;
  told: (readonly ConflictNotice[])[];
  shown: ToolbarState[];
  rung: number;
  engine: TestEngine;
  /** A new worker on the same disk. */
  reborn(disk?: Ledger): TestEngine;
  /** Rows from the other device arrive, and the worker dies before it has looked at them. */
  absorb(...rows: Checkpoint[]): Promise<void>;
}

let stages = 0;

async function stage(): Promise<Stage> {
  stages += 1;
  const ledger = await openLedger({ name: `told-${stages}` });
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
      tell: (_, notes) => Promise.resolve(void it.told.push(notes)),
      startSync: () => undefined,
      askOthers: () => Promise.resolve(),
      mayWriteHistory: () => Promise.resolve(true),
    });
  const it: Stage = {
    at: 1000 * minutes,
    ledger,
    told: [],
    shown: [],
    rung: 0,
    engine: make(),
    reborn: make,
    async absorb(...rows) {
      cursor += rows.length;
      const changes = rows.map((row) => ({ table: 'pomodoro_checkpoints' as const, row }));
      await ledger.absorb(changes, { cursor, epoch: 'e' });
    },
  };
  await it.engine.settle();
  return it;
}

const notes = (it: Stage) => it.told.at(-1) ?? [];

/** Focus begun here and, apart from it, ten minutes later on the other device. */
async function replaced(): Promise<Stage & { session: string }> {
  const it = await stage();
  await it.engine.execute({ type: 'start' });
  const session = it.shown.at(-1)?.view.session_id ?? '';
  it.at += 12 * minutes;
  await it.absorb(makeCheckpoint({ type: 'start', session: 'X', at: 1010, device: 'd1' }));
  return Object.assign(it, { session });
}

test('NOTICE-9 a worker that dies between the news and its look at them tells them when it wakes, once', async () => {
  const it = await replaced();
  await it.reborn().settle();
  expect(notes(it)).toMatchObject([{ kind: 'there', session: it.session, replaced_at: 1010 * minutes }]);
  await it.reborn().settle();
  expect(notes(it)).toHaveLength(1);
  await it.reborn().execute({ type: 'dismiss-note', id: notes(it)[0]?.id ?? '' });
  expect(notes(it)).toEqual([]);
  await it.reborn().settle();
  expect(notes(it)).toEqual([]);
});

test('NOTICE-10 an act on the session that a note is about takes the note away, another one does not', async () => {
  const it = await replaced();
  await it.engine.settle();
  await it.engine.execute({ type: 'add-task', title: 'Write', estimate: 1 });
  expect(notes(it)).toHaveLength(1);
  await it.engine.execute({ type: 'stop', session: 'X' });
  expect(notes(it)).toEqual([]);
});

test('NOTICE-14 switching back goes on with what was left, and interrupts what had taken the place', async () => {
  const it = await replaced();
  await it.engine.settle();
  expect(await it.engine.execute({ type: 'switch-back', session: it.session })).toEqual({ ok: true });
  expect(it.shown.at(-1)?.view).toMatchObject({ session_id: it.session, remaining: 15 * minutes });
  expect(notes(it)).toEqual([]);
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

test('NOTICE-14 what was paused when it was replaced has as much left as then', async () => {
  const it = await stage();
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

test('NOTICE-14 there is no way back to what nobody replaced', async () => {
  const it = await replaced();
  const refused = { ok: false, reason: 'another_session' };
  expect(await it.engine.execute({ type: 'switch-back', session: 'none' })).toEqual(refused);
  await it.engine.execute({ type: 'switch-back', session: it.session });
  await it.engine.execute({ type: 'stop', session: it.session });
  expect(await it.engine.execute({ type: 'switch-back', session: 'X' })).toMatchObject({ ok: true });
});

test('NOTICE-7 RING-6 a past that changes is told and does not ring', async () => {
  const it = await stage();
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
  expect(notes(it)).toMatchObject([{ kind: 'revised', ended_at: 1025 * minutes, at: 1024 * minutes }]);
  expect(it.rung).toBe(1);
  // Gone on from, it ends once more, and that rings.
  await it.engine.execute({ type: 'resume', session: start.session_id });
  expect(notes(it)).toEqual([]);
  it.at += minutes;
  await it.engine.settle();
  expect(it.rung).toBe(2);
});

test('NOTICE-4 what was done here hours ago is told when the news arrive', async () => {
  const it = await stage();
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
  await it.reborn().settle();
  expect(notes(it)).toMatchObject([
    { kind: 'late', act: 'stop', at: 1003 * minutes, mine: { type: 'pause', at: 1005 * minutes } },
  ]);
});

test('NOTICE-9 a full disk keeps no note from being told, nor an act from being done', async () => {
  const it = await replaced();
  const full = { ...it.ledger, setLocalValue: () => Promise.reject(storageFullError(null)) };
  const engine = it.reborn(full);
  await engine.settle();
  await engine.settle();
  expect(notes(it)).toMatchObject([{ kind: 'there', session: it.session }]);
  expect(await engine.execute({ type: 'switch-back', session: it.session })).toEqual({ ok: true });
  await it.reborn().settle();
  expect(it.shown.at(-1)?.view.session_id).toBe(it.session);
});

test('NOTICE-6 a command that is refused because of an act elsewhere is told, where no screen was open, too', async () => {
  const it = await stage();
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 999, device: 'd1' });
  await it.absorb(start);
  await it.engine.settle();
  it.at += 3 * minutes;
  await it.absorb(makeCheckpoint({ type: 'stop', session: 'A', at: 1002, device: 'd1', parent: start }));
  const refused = { ok: false, reason: 'already_ended' };
  expect(await it.engine.execute({ type: 'stop', session: 'A' })).toEqual(refused);
  const mine = { type: 'stop', at: 1003 * minutes };
  expect(notes(it)).toMatchObject([{ kind: 'late', act: 'stop', device: 'd1', at: 1002 * minutes, mine }]);
  it.at += minutes;
  expect(await it.engine.execute({ type: 'skip', session: 'A' })).toEqual(refused);
  expect(notes(it)).toMatchObject([{ mine }]);
});

test('NOTICE-6 a command that is refused because of an act here is not', async () => {
  const it = await stage();
  await it.engine.execute({ type: 'start' });
  const session = it.shown.at(-1)?.view.session_id ?? '';
  await it.engine.execute({ type: 'pause', session });
  expect(await it.engine.execute({ type: 'pause', session })).toMatchObject({ reason: 'already_paused' });
  await it.engine.execute({ type: 'stop', session });
  expect(await it.engine.execute({ type: 'stop', session })).toMatchObject({ reason: 'already_ended' });
  expect(notes(it)).toEqual([]);
});
