// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Status } from '../../messages/status.ts';
import type { SetAsideRow } from '../../store/ledger.ts';
import type { LocalValues, LedgerReader } from '../../store/open-ledger-reader.ts';
import type { Rows, Table } from '../../store/rows.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import { minutesAndSeconds } from '../kit/clock-text.ts';
import { openPageSignals } from './signals.ts';
import { aTask, pomodorosFor, syncedStatus } from '../testing/fixtures.ts';

const minute = 60_000;
const noon = new Date(2026, 2, 12, 12).getTime();

beforeEach(() => vi.useFakeTimers({ now: noon }));
afterEach(() => vi.useRealTimers());

const started: Checkpoint = {
  id: 'act',
  session_id: 'session',
  parent_id: null,
  follows: null,
  device_id: 'here',
  checkpoint_type: 'start',
  timestamp: noon,
  generation: 1,
  session_type: 'work',
  task_id: null,
  round_number: 1,
  preset_type: 'short',
  plan: { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 },
  remaining_time: 25 * minute,
  added_time: 0,
  is_paused: false,
  last_active: null,
};

/** A ledger in memory. */
function memoryLedger(held: Partial<{ [T in Table]: Rows[T][] }> = {}) {
  const rows: { [T in Table]: Rows[T][] } = {
    users: [],
    tasks: [],
    devices: [],
    pomodoro_checkpoints: [],
    pomodoro_sessions: [],
    ...held,
  };
  const watching = new Set<(tables: Table[]) => void>();
  const setAside: SetAsideRow[] = [];
  const state = { waiting: 0, isBroken: false, isClosed: false };
  const reader: LedgerReader & LocalValues = {
    all: <T extends Table>(table: T): Promise<Rows[T][]> =>
      state.isBroken ? Promise.reject(new Error('no')) : Promise.resolve(rows[table]),
    localValue: () => Promise.resolve(undefined),
    setLocalValue: () => Promise.resolve(),
    session: () => Promise.resolve(undefined),
    sessionCount: () => Promise.resolve(0),
    sessionsOf: (tasks) =>
      Promise.resolve(rows.pomodoro_sessions.filter(({ task_id }) => tasks.includes(task_id ?? ''))),
    waitingCount: () => Promise.resolve(state.waiting),
    setAsideRows: () => Promise.resolve(setAside),
    onCommit(changed) {
      watching.add(changed);
      return () => watching.delete(changed);
    },
    close() {
      state.isClosed = true;
    },
  };
  const tell = (...tables: Table[]) => {
    for (const changed of watching) changed(tables);
  };
  return { reader, rows, state, tell };
}

function source(ledgers: Record<string, ReturnType<typeof memoryLedger>>, status: Partial<Status> = {}) {
  let changed: (status: Status) => void = () => {};
  const first = { ...syncedStatus, ...status };
  const machine = { isOff: 0, asked: 0 };
  return {
    readStatus: () => Promise.resolve(first),
    watchStatus(listener: (status: Status) => void) {
      changed = listener;
      return () => {};
    },
    open: (account: string | null) => ledgers[account ?? 'nobody']!.reader,
    readClocks: () => ({ wall: Date.now() + machine.isOff, steady: Date.now() - noon }),
    clockJumped: () => {
      machine.asked += 1;
      return Promise.resolve();
    },
    machine,
    change: (next: Partial<Status>) => changed({ ...first, ...next }),
  };
}

describe('UI-3, UI-11, UI-15, UI-27 openPageSignals', () => {
  it('UI-3 has everything that the first paint needs', async () => {
    const ada = memoryLedger({
      pomodoro_checkpoints: [started],
      tasks: [aTask()],
      users: [
        { id: 'ada', email: null, username: null, pomodoro_settings: { current_task: 'task' }, edited: {} },
      ],
    });
    vi.advanceTimersByTime(minute);
    const signals = await openPageSignals(source({ ada }));
    expect(signals.view.value).toMatchObject({ state: 'running', remaining: 24 * minute });
    expect(signals.tasks.value).toEqual([aTask()]);
    expect(signals.settings.value.current_task).toBe('task');
    signals.close();
    expect(ada.state.isClosed).toBe(true);
  });

  it('UI-27 the countdown changes with each second of what is left, by the corrected clock', async () => {
    const ada = memoryLedger({ pomodoro_checkpoints: [started] });
    const signals = await openPageSignals(source({ ada }, { clock_offset: 300 }));
    const faces: string[] = [];
    const stop = signals.view.subscribe(({ remaining }) => faces.push(minutesAndSeconds(remaining)));
    vi.advanceTimersByTime(700);
    expect(faces).toEqual(['25:00', '24:59']);
    vi.advanceTimersByTime(1999);
    expect(faces.at(-1)).toBe('24:58');
    vi.advanceTimersByTime(1);
    expect(faces.at(-1)).toBe('24:57');
    stop();
    signals.close();
  });

  it.each([20_000, 3_600_000, -3_600_000])(
    'CLOCK-15 when the clock is set by %i ms, the countdown goes on, before and after the background knows of it',
    async (by) => {
      const ada = memoryLedger({ pomodoro_checkpoints: [started] });
      const at = source({ ada });
      const signals = await openPageSignals(at);
      const seen: number[] = [];
      const stop = signals.view.subscribe(({ remaining }) => seen.push(remaining));
      vi.advanceTimersByTime(5000);
      at.machine.isOff = by;
      await vi.advanceTimersByTimeAsync(1000);
      at.change({ clock_offset: -by });
      await vi.advanceTimersByTimeAsync(5000);
      expect(at.machine.asked).toBe(1);
      const steps = seen.slice(1).map((remaining, index) => (seen[index] ?? 0) - remaining);
      expect(Math.max(...steps)).toBeLessThanOrEqual(1000);
      expect(seen.at(-1)).toBe(25 * minute - 11_000);
      expect(Math.max(...seen)).toBe(25 * minute);
      stop();
      signals.close();
    },
  );

  it('CLOCK-15 a jump that the background takes for a sleep is followed once it has said so', async () => {
    const ada = memoryLedger({ pomodoro_checkpoints: [started] });
    const at = source({ ada });
    const signals = await openPageSignals(at);
    vi.advanceTimersByTime(5000);
    at.machine.isOff = 30 * minute;
    await vi.advanceTimersByTimeAsync(2000);
    expect(at.machine.asked).toBe(1);
    expect(signals.view.value.state).toBe('finished');
    signals.close();
  });

  it('CLOCK-15 a background that knows of it first is followed at once', async () => {
    const ada = memoryLedger({ pomodoro_checkpoints: [started] });
    const at = source({ ada });
    const signals = await openPageSignals(at);
    vi.advanceTimersByTime(5000);
    at.machine.isOff = 30 * minute;
    at.change({ clock_offset: -30 * minute });
    expect(signals.view.value.remaining).toBe(25 * minute - 5000);
    await vi.advanceTimersByTimeAsync(2000);
    expect(signals.view.value.remaining).toBe(25 * minute - 7000);
    expect(at.machine.asked).toBe(0);
    signals.close();
  });

  it('UI-27 a phase that ends while it is looked at is finished', async () => {
    const ada = memoryLedger({ pomodoro_checkpoints: [started] });
    const signals = await openPageSignals(source({ ada }));
    vi.advanceTimersByTime(25 * minute);
    expect(signals.view.value).toMatchObject({
      state: 'finished',
      ended_phase: 'work',
      phase: 'short_break',
    });
    expect(signals.replayed.value.sessions[0]?.outcome).toBe('completed');
    signals.close();
  });

  it('UI-3 follows what is written, whoever wrote it', async () => {
    const ada = memoryLedger();
    const signals = await openPageSignals(source({ ada }));
    expect(signals.view.value.state).toBe('idle');
    ada.rows.pomodoro_checkpoints = [started];
    ada.state.waiting = 1;
    ada.tell('pomodoro_checkpoints');
    await vi.advanceTimersByTimeAsync(0);
    expect(signals.view.value.state).toBe('running');
    expect(signals.waiting.value).toBe(1);
    ada.state.waiting = 0;
    ada.tell();
    await vi.advanceTimersByTimeAsync(0);
    expect(signals.waiting.value).toBe(0);
    signals.close();
  });

  it('UI-11 reads history only when it is asked for, and of the tasks that it is asked for', async () => {
    const ada = memoryLedger({
      pomodoro_sessions: [...pomodorosFor('report', 2), ...pomodorosFor('mail', 1)],
    });
    const signals = await openPageSignals(source({ ada }));
    expect(signals.history.value).toEqual([]);
    expect(signals.sessionsOfTasks.value).toBeNull();
    await signals.followSessionsOf(['report']);
    expect(signals.sessionsOfTasks.value).toEqual(pomodorosFor('report', 2));
    expect(signals.history.value).toEqual([]);
    ada.rows.pomodoro_sessions = pomodorosFor('report', 3);
    ada.tell('pomodoro_sessions');
    await vi.advanceTimersByTimeAsync(0);
    expect(signals.sessionsOfTasks.value).toHaveLength(3);
    await signals.followHistory();
    expect(signals.history.value).toHaveLength(3);
    signals.close();
  });

  it('UI-3 shows nothing of one account to another', async () => {
    const ada = memoryLedger({ pomodoro_checkpoints: [started], tasks: [aTask()] });
    const nobody = memoryLedger();
    const from = source({ ada, nobody });
    const signals = await openPageSignals(from);
    from.change({ account: null, owner: null, link: 'signed-out' });
    expect(signals.tasks.value).toEqual([]);
    expect(signals.view.value.state).toBe('idle');
    expect(ada.state.isClosed).toBe(true);
    ada.tell('tasks');
    await vi.advanceTimersByTimeAsync(0);
    expect(signals.tasks.value).toEqual([]);
    signals.close();
  });

  it('UI-15 says when the store cannot be read, and recovers with the next commit', async () => {
    const ada = memoryLedger({ tasks: [aTask()] });
    ada.state.isBroken = true;
    const signals = await openPageSignals(source({ ada }));
    expect(signals.brokenBy.value).toMatchObject({ ok: false, reason: 'unexpected' });
    expect(signals.isKnown.value).toBe(false);
    ada.state.isBroken = false;
    ada.tell();
    await vi.advanceTimersByTimeAsync(0);
    expect(signals.brokenBy.value).toBeNull();
    expect(signals.isKnown.value).toBe(true);
    expect(signals.tasks.value).toEqual([aTask()]);
    signals.close();
  });
});
