import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import type { ToolbarState } from '../engine/engine.ts';
import type { Status } from '../messages/status.ts';
import { eraseDatabase } from '../store/database.ts';
import { ledgerName } from '../store/ledger-name.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Preset } from '../timer/settings.ts';
import type { Background } from './background.ts';
import { openSignedIn } from './testing/host.ts';

const second = 1000;
const minute = 60_000;
const hour = 60 * minute;
const begun = Date.UTC(2026, 10, 30, 9);
const signedOut: Partial<Status> = { account: null, owner: null };
const brief: Preset = {
  work_duration: 25 / 60,
  short_break: 5,
  long_break: 15,
  sessions_before_long_break: 4,
};

afterEach(async () => {
  for (const owner of [null, 'ada']) await eraseDatabase(ledgerName(owner));
});

interface Machine {
  /** True time goes on. */
  pass(span: number): void;
  /** Somebody sets the wall clock. */
  set(by: number): void;
  sleep(span: number): void;
  /** A new worker, as in Chromium: its steady clock begins at the wall clock. Or as in Firefox, where it goes on. */
  restart(kind?: 'Chromium' | 'Firefox'): void;
  wake(why?: 'clock' | 'timer'): Promise<void>;
  handle: Background['handle'];
  view(): ToolbarState['view'];
  ledger(): Promise<Ledger>;
  /** The corrected time against true time. */
  isOff(): Promise<number>;
  /** By how much what is kept by the wall clock was moved. */
  moved: number[];
  rings: number[];
  status(): Status;
}

function openMachine(known = signedOut, isSteadyInSleep = false): Machine {
  let trueTime = begun;
  let wallIsOff = 0;
  let steady = 0;
  let origin = begun;
  let ids = 0;
  let shown: ToolbarState | undefined;
  const moved: number[] = [];
  const rings: number[] = [];
  const open = (status: Partial<Status>) =>
    openSignedIn(
      {},
      {
        isSteadyInSleep,
        read: () => ({ wall: trueTime + wallIsOff, steady: origin + steady }),
        activity: {
          isThere: () => Promise.resolve(true),
          lastActive: () => Promise.resolve(trueTime + wallIsOff),
        },
        createPainter: () => ({
          paint: (state) => Promise.resolve(void (shown = state)),
          stop: () => undefined,
        }),
        ring: () => Promise.resolve(void rings.push(trueTime - begun)),
        ids: { make: () => `id-${(ids += 1)}`, derive: (name, kind) => `${kind}:${name}` },
        clockWasSet: (by) => void moved.push(by),
      },
      status,
    );
  let opened = open(known);
  return {
    pass(span) {
      trueTime += span;
      steady += span;
    },
    set: (by) => void (wallIsOff += by),
    sleep(span) {
      trueTime += span;
      if (isSteadyInSleep) steady += span;
    },
    restart(kind = 'Chromium') {
      if (kind === 'Chromium') origin = trueTime + wallIsOff - steady;
      opened = open(opened.status());
    },
    wake: (why = 'clock') => opened.background.wake(why),
    handle: (command) => opened.background.handle(command),
    view() {
      if (!shown) throw new Error('Nothing is painted yet.');
      return shown.view;
    },
    ledger: async () => (await opened.background.workspace()).ledger,
    isOff: async () => (await opened.background.workspace()).clock.now() - trueTime,
    moved,
    rings,
    status: () => opened.status(),
  };
}

async function startFocus(machine: Machine, preset?: Preset): Promise<void> {
  if (preset) await machine.handle({ type: 'edit-preset', key: 'short', preset });
  await machine.handle({ type: 'start' });
}

test('CLOCK-11 set forward by 20 s, a focus of 25 s that ran 5 s goes on, and is completed after its 25 s', async () => {
  const machine = openMachine();
  await startFocus(machine, brief);
  machine.pass(5 * second);
  machine.set(20 * second);
  await machine.wake();
  expect(machine.view()).toMatchObject({ state: 'running', remaining: 20 * second });
  expect(machine.status().clock_offset).toBe(-20 * second);
  machine.pass(19 * second);
  await machine.wake('timer');
  expect(machine.view()).toMatchObject({ state: 'running', remaining: second });
  machine.pass(second);
  await machine.wake('timer');
  expect(machine.view().state).toBe('finished');
  expect(machine.rings).toEqual([25 * second]);
  expect(await (await machine.ledger()).all('pomodoro_sessions')).toMatchObject([
    { outcome: 'completed', active_time: 25 * second, start_time: begun, end_time: begun + 25 * second },
  ]);
});

test.each([
  { by: 20 * second, isSteadyInSleep: false },
  { by: 50 * minute, isSteadyInSleep: true },
  { by: 5 * hour, isSteadyInSleep: true },
  { by: -20 * second, isSteadyInSleep: false },
  { by: -50 * minute, isSteadyInSleep: false },
  { by: -5 * hour, isSteadyInSleep: true },
])(
  'CLOCK-11 set by $by ms, a running and a paused focus of 25 min keep what they have left',
  async (jump) => {
    const machine = openMachine(signedOut, jump.isSteadyInSleep);
    await startFocus(machine);
    machine.pass(5 * second);
    machine.set(jump.by);
    await machine.wake();
    expect(machine.view()).toMatchObject({ state: 'running', remaining: 25 * minute - 5 * second });
    await machine.handle({ type: 'pause', session: machine.view().session_id ?? '' });
    machine.set(jump.by);
    machine.pass(minute);
    await machine.wake();
    expect(machine.view()).toMatchObject({ state: 'paused', remaining: 25 * minute - 5 * second });
    await machine.handle({ type: 'resume', session: machine.view().session_id ?? '' });
    machine.pass(25 * minute - 6 * second);
    await machine.wake('timer');
    expect(machine.view()).toMatchObject({ state: 'running', remaining: second });
    machine.pass(second);
    await machine.wake('timer');
    expect(machine.view().state).toBe('finished');
    expect(await (await machine.ledger()).all('pomodoro_sessions')).toMatchObject([
      { outcome: 'completed', active_time: 25 * minute, start_time: begun },
    ]);
    expect(machine.moved).toEqual([jump.by, jump.by]);
  },
);

test('CLOCK-12 a machine that slept an hour has its focus completed, on every system', async () => {
  for (const isSteadyInSleep of [true, false]) {
    const machine = openMachine(signedOut, isSteadyInSleep);
    await startFocus(machine);
    machine.pass(minute);
    machine.sleep(hour);
    await machine.wake();
    expect(machine.view().state).toBe('finished');
    expect(machine.moved).toEqual([]);
    await machine.handle({ type: 'erase' });
  }
});

test.each(['Chromium', 'Firefox'] as const)(
  'CLOCK-13 a new worker in %s goes on from where the last one was',
  async (kind) => {
    const machine = openMachine();
    await startFocus(machine);
    machine.pass(5 * minute);
    machine.set(20 * second);
    await machine.wake();
    machine.restart(kind);
    machine.pass(minute);
    await machine.wake('timer');
    expect(machine.view().remaining).toBe(19 * minute);
    expect(await machine.isOff()).toBe(0);
  },
);

test('CLOCK-13 set back by two hours while no worker lived, in Chromium the focus goes on from where it was seen last', async () => {
  const machine = openMachine();
  await startFocus(machine);
  machine.pass(5 * minute);
  await machine.wake('timer');
  machine.pass(30 * second);
  machine.set(-2 * hour);
  machine.restart();
  await machine.wake();
  expect(machine.view()).toMatchObject({ state: 'running', remaining: 20 * minute });
  await machine.handle({ type: 'stop', session: machine.view().session_id ?? '' });
  await machine.handle({ type: 'start' });
  const acts = (await (await machine.ledger()).all('pomodoro_checkpoints')).map(({ timestamp }) => timestamp);
  expect(acts.toSorted((a, b) => a - b).map((at) => at - begun)).toEqual([0, 5 * minute, 5 * minute]);
});

test('CLOCK-13 set by 20 s or back while no worker lived, in Firefox nothing moves', async () => {
  for (const by of [20 * second, -2 * hour]) {
    const machine = openMachine();
    await startFocus(machine);
    machine.pass(5 * minute);
    machine.set(-3 * second);
    await machine.wake();
    machine.pass(30 * second);
    machine.set(by);
    machine.restart('Firefox');
    await machine.wake();
    expect(machine.view().remaining).toBe(19.5 * minute);
    await machine.handle({ type: 'erase' });
  }
});

test('CLOCK-14 five minutes after the last act the clock is that of the machine again', async () => {
  const machine = openMachine(signedOut, true);
  await startFocus(machine);
  machine.set(3 * hour);
  await machine.wake();
  await machine.handle({ type: 'stop', session: machine.view().session_id ?? '' });
  machine.pass(4 * minute);
  await machine.wake();
  expect(await machine.isOff()).toBe(0);
  machine.pass(minute);
  await machine.wake();
  expect(await machine.isOff()).toBe(3 * hour);
  expect(machine.status().clock_offset).toBe(0);
});

test('CLOCK-14 a clock that was set back is followed no further than to five minutes after the last act', async () => {
  const machine = openMachine();
  await startFocus(machine);
  machine.set(-hour);
  await machine.wake();
  await machine.handle({ type: 'stop', session: machine.view().session_id ?? '' });
  machine.pass(20 * minute);
  await machine.wake();
  expect(await machine.isOff()).toBe(-15 * minute);
  machine.pass(46 * minute);
  await machine.wake();
  expect(await machine.isOff()).toBe(-hour);
  expect(machine.status().clock_offset).toBe(0);
});

test('CLOCK-11 a copy that was kept of an account stays in the time of its account', async () => {
  const machine = openMachine({ account: null, owner: 'ada', clock_offset: 5 * minute });
  await startFocus(machine);
  machine.set(-hour);
  await machine.wake();
  machine.pass(26 * minute);
  await machine.wake();
  machine.pass(hour);
  machine.restart();
  await machine.wake();
  expect(await machine.isOff()).toBe(5 * minute);
});
