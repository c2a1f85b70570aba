import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openLedger } from '../store/open-ledger.ts';
import { isStorageFull, storageFullError } from '../store/storage-full.ts';
import type { EndWhileAway } from './ringing/ends-while-away.ts';
import type { Ledger } from '../store/ledger.ts';
import type { EngineDeps, RingState, ToolbarState } from './engine.ts';
import { createTestEngine, type TestEngine } from './testing/test-engine.ts';

const minute = 60_000;

interface Setup {
  ledger: Ledger;
  shown: ToolbarState[];
  rung: RingState[];
  told: (EndWhileAway | null)[];
  at: number;
  lastActive: number | null;
  asked: number;
  engine: TestEngine;
  /** A new worker on the same disk. */
  newWorker(over?: Partial<EngineDeps>): TestEngine;
}

let setUps = 0;

async function setUp(over: Partial<EngineDeps> = {}): Promise<Setup> {
  setUps += 1;
  const ledger = await openLedger({ name: `engine-${setUps}` });
  let ids = 0;
  const it: Setup = {
    ledger,
    shown: [],
    rung: [],
    told: [],
    at: 1000 * minute,
    lastActive: null,
    asked: 0,
    newWorker: (more = {}) =>
      createTestEngine({
        ledger,
        owner: 'local',
        device: 'd0',
        clock: { now: () => it.at, isTrusted: () => true },
        ids: {
          make: () => `id-${(ids += 1)}`,
          derive: (name, kind) => `${kind}:${name}`,
        },
        lastActive: async () => Promise.resolve(it.lastActive),
        show: async (state) => Promise.resolve(void it.shown.push(state)),
        ring: async (state) => Promise.resolve(void it.rung.push(state)),
        tell: async (away) => Promise.resolve(void it.told.push(away)),
        startSync: () => undefined,
        askOthers: async () => Promise.resolve(void (it.asked += 1)),
        mayWriteHistory: async () => Promise.resolve(true),
        rested: () => undefined,
        ...over,
        ...more,
      }),
    engine: undefined as never,
  };
  it.engine = it.newWorker();
  return it;
}

function session(it: Setup): string {
  return it.shown.at(-1)?.view.session_id ?? '';
}

test('ENGINE-1 a command is on disk and on the badge when it is answered', async () => {
  const it = await setUp();
  expect(await it.engine.execute({ type: 'start' })).toEqual({ ok: true });
  expect(await it.ledger.all('pomodoro_checkpoints')).toHaveLength(1);
  expect(await it.ledger.waitingCount()).toBe(1);
  expect(it.shown.at(-1)?.view).toMatchObject({ state: 'running', remaining: 25 * minute });
});

test('ENGINE-3 the badge is painted before history is written and before the popup is told', async () => {
  const order: string[] = [];
  const it = await setUp();
  const ledger: Ledger = {
    ...it.ledger,
    async record(changes) {
      order.push(...changes.map(({ table }) => table));
      await it.ledger.record(changes);
    },
  };
  const told = {
    ledger,
    show: async () => Promise.resolve(void order.push('shown')),
    tell: async () => Promise.resolve(void order.push('told')),
  };
  const engine = it.newWorker(told);
  await engine.execute({ type: 'start' });
  const { session_id } = (await engine.toolbarState()).view;
  await engine.execute({ type: 'stop', session: session_id ?? '' });
  const act = ['pomodoro_checkpoints', 'shown'];
  expect(order).toEqual([...act, 'told', ...act, 'pomodoro_sessions', 'told']);
});

test('ENGINE-1 a refused command changes nothing and says why', async () => {
  const it = await setUp();
  expect(await it.engine.execute({ type: 'pause', session: 'x' })).toEqual({
    ok: false,
    reason: 'nothing_runs',
  });
  expect(await it.engine.execute({ type: 'start', preset: 'none' })).toEqual({
    ok: false,
    reason: 'unknown_preset',
  });
  expect(await it.ledger.waitingCount()).toBe(0);
});

test('ENGINE-1 a start with a preset makes it the preset of the next starts, too', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start', preset: 'long' });
  expect(it.shown.at(-1)?.view).toMatchObject({ remaining: 50 * minute, preset: 'long' });
  await it.engine.execute({ type: 'stop', session: session(it) });
  expect(it.shown.at(-1)?.view).toMatchObject({ state: 'idle', remaining: 50 * minute });
});

test('ENGINE-1 two commands at once are carried out one after the other', async () => {
  const it = await setUp();
  const answers = await Promise.all([
    it.engine.execute({ type: 'start' }),
    it.engine.execute({ type: 'start' }),
  ]);
  expect(answers).toEqual([{ ok: true }, { ok: false, reason: 'already_running' }]);
  expect(await it.ledger.all('pomodoro_checkpoints')).toHaveLength(1);
});

test('ENGINE-1 a full disk leaves everything as it was and is not taken for another error', async () => {
  const it = await setUp();
  const full = { ...it.ledger, record: () => Promise.reject(storageFullError(null)) };
  const error: unknown = await it
    .newWorker({ ledger: full })
    .execute({ type: 'start' })
    .catch((reason: unknown) => reason);
  expect(isStorageFull(error)).toBe(true);
  await it.engine.settle();
  expect(it.shown.at(-1)?.view.state).toBe('idle');
});

test('ENGINE-4 a phase that ends on a full disk ends on the screen, and rings once', async () => {
  const it = await setUp();
  await it.engine.execute({
    type: 'set-preferences',
    preferences: { auto_start_breaks: true, auto_start_focus: true },
  });
  await it.engine.execute({ type: 'start' });
  it.at += 25 * minute;
  it.lastActive = it.at;
  const isFull = () => Promise.reject(storageFullError(null));
  const engine = it.newWorker({ ledger: { ...it.ledger, record: isFull, setLocalValue: isFull } });
  await engine.settle();
  await engine.settle();
  expect(it.shown.at(-1)?.view.state).toBe('finished');
  expect(it.rung).toHaveLength(1);
});

test('ENGINE-2 a worker that was killed shows the same timer, which ends at the same instant', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  it.at += 7 * minute;
  await it.newWorker().settle();
  expect(it.shown.at(-1)?.view).toMatchObject({
    state: 'running',
    remaining: 18 * minute,
    ends_at: 1025 * minute,
  });
});

test('ENGINE-2 a phase that ended while the machine slept is in the history with its true end, and does not ring', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  it.at += 90 * minute;
  await it.newWorker().settle();
  expect(await it.ledger.all('pomodoro_sessions')).toMatchObject([
    { completed: true, end_time: 1025 * minute, active_time: 25 * minute },
  ]);
  expect(it.rung).toEqual([]);
});

test('RING-2 an end rings once, even if the worker is killed, and the other devices are asked first', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  it.at += 25 * minute + 100;
  await it.engine.settle();
  await it.newWorker().settle();
  await it.engine.settle();
  expect(it.asked).toBe(1);
  expect(it.rung).toHaveLength(1);
  expect(it.rung[0]?.view).toMatchObject({ state: 'finished', ended_phase: 'work', phase: 'short_break' });
});

test('TIMER-19 with auto-start on and the user there, the break begins at the exact end of the focus session', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'set-preferences', preferences: { auto_start_breaks: true } });
  await it.engine.execute({ type: 'start' });
  it.at += 25 * minute + 2000;
  it.lastActive = it.at - minute;
  await it.engine.settle();
  expect(it.shown.at(-1)?.view).toMatchObject({
    state: 'running',
    phase: 'short_break',
    ends_at: 1030 * minute,
  });
  expect(it.rung).toHaveLength(1);
});

test('TASK-1 the running focus session shows the task that was current at its start', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'add-task', title: 'Write the report', estimate: 3 });
  await it.engine.execute({ type: 'start' });
  expect(it.shown.at(-1)?.task).toBe('Write the report');
  const [task] = await it.ledger.all('tasks');
  expect(await it.ledger.all('pomodoro_checkpoints')).toMatchObject([{ task_id: task?.id }]);
});

test('BADGE-2 a tick paints the time left, and settles once the phase is over', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  it.at += minute;
  await it.engine.tick();
  expect(it.shown.at(-1)?.view.remaining).toBe(24 * minute);
  it.at += 24 * minute;
  await it.engine.tick();
  expect(it.shown.at(-1)?.view.state).toBe('finished');
});

test('AWAY-3 a worker that wakes an hour after an end tells it until the person has read it', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  it.at += 90 * minute;
  it.lastActive = it.at;
  await it.newWorker().settle();
  expect(it.told.at(-1)).toEqual({ phase: 'work', ended_at: 1025 * minute, followed: null });
  await it.newWorker().settle();
  expect(it.told.at(-1)).not.toBeNull();
  await it.engine.execute({ type: 'dismiss-away' });
  expect(it.told.at(-1)).toBeNull();
  await it.newWorker().settle();
  expect(it.told.at(-1)).toBeNull();
});

test('AWAY-3 an end that somebody heard is not told later', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  it.at += 25 * minute;
  it.lastActive = it.at;
  await it.engine.settle();
  it.at += 90 * minute;
  await it.newWorker().settle();
  expect(it.rung).toHaveLength(1);
  expect(it.told.every((away) => away === null)).toBe(true);
});

test('AWAY-4 a dropped phase has no minutes, no row that says otherwise, and does not begin again', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'set-preferences', preferences: { auto_start_breaks: true } });
  await it.engine.execute({ type: 'start' });
  it.lastActive = it.at + 20 * minute;
  it.at += 25 * minute;
  await it.engine.settle();
  it.at += 65_000;
  await it.engine.settle();
  const session = it.told.at(-1)?.followed?.session ?? '';
  expect(it.told.at(-1)).toMatchObject({ phase: 'work', followed: { phase: 'short_break' } });
  expect(await it.engine.execute({ type: 'drop', session })).toEqual({ ok: true });
  expect(it.shown.at(-1)?.view).toMatchObject({ state: 'finished', ended_phase: 'work' });
  expect(it.told.at(-1)).toBeNull();
  it.at += minute;
  await it.newWorker().settle();
  expect(it.shown.at(-1)?.view.state).toBe('finished');
  const begun = (await it.ledger.all('pomodoro_checkpoints')).filter(
    ({ checkpoint_type }) => checkpoint_type === 'begin',
  );
  expect(begun).toHaveLength(1);
  expect(await it.ledger.all('pomodoro_sessions')).toMatchObject([{ completed: true, session_type: 'work' }]);
  expect(it.rung).toHaveLength(1);
});

test('AWAY-4 a break that is in the history is void there once it was dropped', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'set-preferences', preferences: { auto_start_breaks: true } });
  await it.engine.execute({ type: 'start' });
  it.lastActive = it.at + 20 * minute;
  it.at += 25 * minute;
  await it.engine.settle();
  it.at += 40 * minute;
  await it.engine.settle();
  const session = it.told.at(-1)?.followed?.session ?? '';
  expect(await it.ledger.get('pomodoro_sessions', session)).toMatchObject({ outcome: 'completed' });
  await it.engine.execute({ type: 'drop', session });
  expect(await it.ledger.get('pomodoro_sessions', session)).toMatchObject({
    outcome: 'void',
    active_time: 0,
    completed: false,
  });
});

test('HISTORY-6 a history row that was refused and discarded does not come back, unless it says something else', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  it.at += 30 * minute;
  await it.engine.settle();
  const sent = async () => (await it.ledger.waitingRows(200)).map(({ change }) => change.table);
  const refuseHistory = async () => {
    for (const { change, mark } of await it.ledger.waitingRows(200)) {
      const isHistory = change.table === 'pomodoro_sessions';
      const refused = { mark, code: '23514', reason: 'A round is 1 to 1000.', at: it.at };
      await it.ledger.acknowledge(isHistory ? [] : [mark], isHistory ? [refused] : []);
    }
  };
  await refuseHistory();
  await it.engine.settle();
  expect(await sent()).toEqual([]);
  await it.ledger.discard('pomodoro_sessions', session(it));
  await it.engine.settle();
  await it.newWorker().settle();
  expect(await sent()).toEqual([]);
  expect(await it.ledger.all('pomodoro_sessions')).toEqual([]);

  await it.engine.execute({ type: 'extend', session: session(it), minutes: 5 });
  it.at += minute;
  await it.engine.execute({ type: 'stop', session: session(it) });
  expect((await sent()).at(-1)).toBe('pomodoro_sessions');
  await refuseHistory();
  await it.ledger.discard('pomodoro_sessions', session(it));
  await it.engine.settle();
  expect(await sent()).toEqual([]);
});

test('HISTORY-8 what was read while history might not be written does not become history once it may', async () => {
  let mayWrite = true;
  const it = await setUp();
  const ledger: Ledger = {
    ...it.ledger,
    async all(table) {
      const rows = await it.ledger.all(table);
      mayWrite = true;
      return rows;
    },
  };
  const forbid = () => Promise.resolve(void (mayWrite = false));
  const engine = it.newWorker({
    ledger,
    mayWriteHistory: () => Promise.resolve(mayWrite),
    askOthers: forbid,
  });
  await engine.execute({ type: 'start' });
  it.at += 25 * minute;
  await forbid();
  await engine.settle();
  expect(await it.ledger.all('pomodoro_sessions')).toEqual([]);
  await engine.settle();
  expect(await it.ledger.all('pomodoro_sessions')).toMatchObject([{ outcome: 'completed' }]);
});

test('HISTORY-5 old acts go, and the history that they made stays', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  it.at += 31 * 24 * 60 * minute;
  await it.engine.execute({ type: 'start' });
  expect(await it.ledger.all('pomodoro_checkpoints')).toHaveLength(1);
  expect(await it.ledger.all('pomodoro_sessions')).toMatchObject([{ completed: true }]);
});

test('HISTORY-4 an act that arrives after the acts of its time have gone rewrites nothing', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  const late = (await it.ledger.all('pomodoro_checkpoints')).map((row) => ({
    ...row,
    id: 'late',
    session_id: 'apart',
    timestamp: row.timestamp - minute,
  }));
  it.at += 31 * 24 * 60 * minute;
  await it.engine.execute({ type: 'start' });
  const before = await it.ledger.all('pomodoro_sessions');
  await it.ledger.absorb(
    late.map((row) => ({ table: 'pomodoro_checkpoints', row })),
    { cursor: 9, epoch: 'e' },
  );
  await it.engine.settle();
  expect(await it.ledger.all('pomodoro_sessions')).toEqual(before);
});

test('HISTORY-5 in the copy of an account, acts of any age stay until the account has them', async () => {
  const it = await setUp({ owner: 'ada' });
  await it.engine.execute({ type: 'start' });
  it.at += 31 * 24 * 60 * minute;
  await it.engine.execute({ type: 'start' });
  expect(await it.ledger.all('pomodoro_checkpoints')).toHaveLength(2);
  const sent = await it.ledger.waitingRows(9);
  await it.ledger.acknowledge(
    sent.map(({ mark }) => mark),
    [],
  );
  await it.engine.settle();
  expect(await it.ledger.all('pomodoro_checkpoints')).toHaveLength(1);
});

test('RING-10 a ring names the session that has ended and its task, also after the next phase began by itself', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'add-task', title: 'Write the report', estimate: 1 });
  await it.engine.execute({ type: 'set-preferences', preferences: { auto_start_breaks: true } });
  await it.engine.execute({ type: 'start' });
  const focus = session(it);
  it.at += 25 * minute;
  it.lastActive = it.at;
  await it.engine.settle();
  expect(it.rung).toMatchObject([
    { view: { state: 'running', phase: 'short_break' }, ended: focus, endedTask: 'Write the report' },
  ]);
  it.at += 5 * minute;
  it.lastActive = it.at;
  await it.engine.settle();
  expect(it.rung[1]).toMatchObject({ endedTask: null });
});

test('RING-1 the other devices are also asked first when the end comes while the badge counts seconds', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  it.at += 25 * minute;
  await it.engine.tick();
  expect(it.asked).toBe(1);
  expect(it.rung).toHaveLength(1);
});

test('RING-7 a device in use also rings if the next phase began elsewhere and arrived before the end was noticed', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'set-preferences', preferences: { auto_start_breaks: true } });
  await it.engine.execute({ type: 'start' });
  const led = await it.ledger.all('pomodoro_checkpoints');
  it.at += 25 * minute;
  it.lastActive = it.at - 20_000;
  await it.engine.settle();
  const acts = await it.ledger.all('pomodoro_checkpoints');
  expect([led.length, acts.length]).toEqual([1, 2]);
  expect(it.rung).toHaveLength(1);

  const other = await setUp();
  const there = other.newWorker({ device: 'd1' });
  other.at = it.at + 500;
  other.lastActive = other.at - 20_000;
  await other.ledger.absorb(
    acts.map((row) => ({ table: 'pomodoro_checkpoints', row })),
    { cursor: 2, epoch: 'first' },
  );
  await there.settle();
  await there.settle();
  expect(other.shown.at(-1)?.view).toMatchObject({ state: 'running', phase: 'short_break' });
  expect(other.rung).toHaveLength(1);
  other.at += 5 * minute;
  await there.settle();
  expect(other.rung).toHaveLength(1);
});

test.each(['stop', 'skip'] as const)(
  'TIMER-29 a %s is taken back, and the session ends when it has had its time',
  async (type) => {
    const it = await setUp();
    await it.engine.execute({ type: 'start' });
    const session = it.shown.at(-1)?.view.session_id ?? '';
    it.at += 5 * minute;
    await it.engine.execute({ type, session });
    it.at += minute;
    expect(await it.engine.execute({ type: 'reopen', session })).toEqual({ ok: true });
    expect(it.shown.at(-1)?.view).toMatchObject({
      state: 'running',
      session_id: session,
      remaining: 20 * minute,
    });
    await it.engine.execute({ type: 'pause', session });
    await it.engine.execute({ type, session });
    it.at += minute;
    await it.engine.execute({ type: 'reopen', session });
    expect(it.shown.at(-1)?.view).toMatchObject({
      state: 'paused',
      session_id: session,
      remaining: 20 * minute,
    });
    await it.engine.execute({ type: 'resume', session });
    it.at += 20 * minute;
    await it.engine.settle();
    expect(await it.ledger.get('pomodoro_sessions', session)).toMatchObject({
      completed: true,
      active_time: 25 * minute,
    });
  },
);

test('TIMER-29 with a skip the break that began by itself is taken back, and leaves no minutes', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'set-preferences', preferences: { auto_start_breaks: true } });
  await it.engine.execute({ type: 'start' });
  const session = it.shown.at(-1)?.view.session_id ?? '';
  it.at += 5 * minute;
  it.lastActive = it.at;
  await it.engine.execute({ type: 'skip', session });
  const rest = it.shown.at(-1)?.view;
  expect(rest).toMatchObject({ state: 'running', phase: 'short_break' });
  it.at += 3000;
  expect(await it.engine.execute({ type: 'reopen', session })).toEqual({ ok: true });
  expect(it.shown.at(-1)?.view).toMatchObject({
    state: 'running',
    session_id: session,
    remaining: 20 * minute,
  });
  const row = await it.ledger.get('pomodoro_sessions', rest?.session_id ?? '');
  expect(row?.outcome ?? 'void').toBe('void');
});

test('TIMER-29 nothing is taken back once a person has gone on', async () => {
  const it = await setUp();
  await it.engine.execute({ type: 'start' });
  const session = it.shown.at(-1)?.view.session_id ?? '';
  await it.engine.execute({ type: 'stop', session });
  await it.engine.execute({ type: 'start' });
  expect(await it.engine.execute({ type: 'reopen', session })).toEqual({
    ok: false,
    reason: 'another_session',
  });
});
