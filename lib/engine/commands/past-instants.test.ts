import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { freshLedger } from '../../store/testing/rows.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import { makeCheckpoint } from '../../timer/testing/make-checkpoint.ts';
import type { ToolbarState } from '../engine.ts';
import { createTestEngine } from '../testing/test-engine.ts';

const minute = 60_000;

/** A device at which nobody was since minute 1000, and which begins breaks by itself. */
async function setUp() {
  const ledger = await freshLedger();
  const state = { at: 1000 * minute, shown: [] as ToolbarState[] };
  let ids = 0;
  const engine = createTestEngine({
    ledger,
    owner: 'local',
    device: 'd0',
    clock: { now: () => state.at, isTrusted: () => true },
    ids: { make: () => `id-${(ids += 1)}`, derive: (name, kind) => `${kind}:${name}` },
    lastActive: () => Promise.resolve(state.at),
    show: (shown) => Promise.resolve(void state.shown.push(shown)),
    ring: () => Promise.resolve(),
    tell: () => Promise.resolve(),
    startSync: () => undefined,
    askOthers: () => Promise.resolve(),
    mayWriteHistory: () => Promise.resolve(true),
    rested: () => undefined,
  });
  const settleAt = async (at: number) => {
    state.at = at * minute;
    await engine.settle();
  };
  const row = async (id: string) => {
    const session = await ledger.get('pomodoro_sessions', id);
    return session && [session.outcome, session.active_time / minute];
  };
  await engine.execute({ type: 'set-preferences', preferences: { auto_start_breaks: true } });
  await engine.execute({ type: 'start' });
  const focus = state.shown.at(-1)?.view.session_id ?? '';
  const view = () => state.shown.at(-1)?.view;
  const slot = () => view()?.session_id ?? '';
  const stopAt = (at: number, session = slot()) =>
    engine.execute({ type: 'stop-at', session, at: at * minute });
  return { ledger, engine, state, settleAt, row, focus, view, slot, stopAt };
}

describe('ENGINE-10 a stop at an instant that has passed', () => {
  test('ENGINE-10 ends what ran then, and what began by itself since is void', async () => {
    const it = await setUp();
    await it.settleAt(1025);
    const rest = it.slot();
    await it.settleAt(1040);
    expect(await it.row(rest)).toEqual(['completed', 5]);
    expect(await it.stopAt(1012)).toEqual({ ok: true });
    expect([await it.row(it.focus), await it.row(rest)]).toEqual([
      ['stopped', 12],
      ['void', 0],
    ]);
    expect(it.view()?.state).toBe('idle');
    const acts = await it.ledger.all('pomodoro_checkpoints');
    expect(acts.find(({ checkpoint_type }) => checkpoint_type === 'stop')).toMatchObject({
      timestamp: 1012 * minute,
      session_id: it.focus,
    });
  });

  test('ENGINE-8 is taken back as if it had never been', async () => {
    const it = await setUp();
    await it.settleAt(1025);
    const rest = it.slot();
    await it.settleAt(1040);
    await it.stopAt(1012);
    it.state.at += minute;
    expect(await it.engine.execute({ type: 'reopen', session: it.focus, wasPast: true })).toEqual({
      ok: true,
    });
    expect([await it.row(it.focus), await it.row(rest)]).toEqual([
      ['completed', 25],
      ['completed', 5],
    ]);
    const again = await it.engine.execute({ type: 'reopen', session: it.focus, wasPast: true });
    expect(again).toEqual({ ok: false, reason: 'another_session' });
  });

  test('ENGINE-10 ends a phase that began by itself, and leaves the one before', async () => {
    const it = await setUp();
    await it.settleAt(1025);
    const rest = it.slot();
    await it.settleAt(1040);
    expect(await it.stopAt(1027)).toEqual({ ok: true });
    expect([await it.row(it.focus), await it.row(rest)]).toEqual([
      ['completed', 25],
      ['stopped', 2],
    ]);
  });

  test('ENGINE-10 is refused before the last act of a person, where nothing ran, and in the future', async () => {
    const it = await setUp();
    const refused = { ok: false, reason: 'bad_instant' };
    await it.engine.execute({ type: 'extend', session: it.focus, minutes: 1 });
    await it.settleAt(1050);
    expect(await it.stopAt(999)).toEqual(refused);
    expect(await it.stopAt(1045)).toEqual(refused);
    expect(await it.stopAt(1051)).toEqual(refused);
    expect(await it.stopAt(Number.NaN)).toEqual(refused);
    expect(await it.stopAt(1010, 'gone')).toEqual({ ok: false, reason: 'another_session' });
  });

  test('ENGINE-10 leaves what somebody did later on another device', async () => {
    const it = await setUp();
    await it.settleAt(1020);
    await it.stopAt(1012);
    const [start] = (await it.ledger.all('pomodoro_checkpoints')) as [Checkpoint];
    const theirs = makeCheckpoint({ type: 'start', session: 'X', at: 1015, device: 'd1', parent: start });
    await it.ledger.record([{ table: 'pomodoro_checkpoints', row: theirs }]);
    await it.settleAt(1021);
    expect(it.view()).toMatchObject({ state: 'running', session_id: 'X' });
    expect(await it.row(it.focus)).toEqual(['stopped', 12]);
  });
});

test('ENGINE-9 a start is not moved back over what only the history knows of', async () => {
  const it = await setUp();
  await it.ledger.record([
    {
      table: 'pomodoro_sessions',
      row: {
        id: 'by-hand',
        task_id: null,
        session_type: 'work',
        start_time: 980 * minute,
        end_time: 990 * minute,
        completed: false,
        current_session_number: 1,
        active_time: 10 * minute,
        outcome: 'stopped',
        preset_type: 'short',
        rules: 0,
        device_id: null,
      },
    },
  ]);
  const move = (start: number) =>
    it.engine.execute({ type: 'backdate', session: it.focus, start: start * minute });
  expect(await move(985)).toEqual({ ok: false, reason: 'start_taken' });
  expect(await move(990)).toEqual({ ok: true });
  expect(it.view()?.ends_at).toBe(1015 * minute);
});
