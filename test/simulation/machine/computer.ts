import type { ClockReading } from '../../../lib/sync/clock/clock-set.ts';
import type { MachineClocks } from '../plan/plan.ts';
import type { World } from '../run/world.ts';

/** What a computer is below its browser: its two clocks, its timers and its sleep. */
export interface Computer {
  /** The wall clock, milliseconds. */
  wall(): number;
  /** Reads both clocks as a worker does that starts now. */
  clocksOfWorker(): () => ClockReading;
  /** Runs something after so many milliseconds; while the computer sleeps its timers do not run. */
  after(span: number, run: () => void): () => void;
  isAsleep(): boolean;
  fallAsleep(): void;
  /** Wakes up; what fell due meanwhile runs after `first`. */
  wakeUp(first: () => void): void;
  /** Moves the wall clock by so many milliseconds. */
  setClock(by: number): void;
}

/** With `isSteadyAnew` the steady clock of each worker starts at the wall clock, as Chromium's does. */
export function createComputer(
  world: World,
  { off, stopsInSleep, isSteadyAnew }: MachineClocks & { isSteadyAnew: boolean },
): Computer {
  const heldBack: (() => void)[] = [];
  let wallIsOff = off;
  let slept = 0;
  let asleepSince: number | null = null;

  const wall = () => world.now() + wallIsOff;

  function steady(): number {
    const asleep = asleepSince === null ? 0 : world.now() - asleepSince;
    return off + world.now() - (stopsInSleep ? slept + asleep : 0);
  }

  return {
    wall,
    isAsleep: () => asleepSince !== null,

    clocksOfWorker() {
      const origin = isSteadyAnew ? wall() - steady() : 0;
      return () => ({ wall: wall(), steady: origin + steady() });
    },

    after(span, run) {
      let isOff = false;
      const cancel = world.after(span, () => {
        if (asleepSince === null) run();
        else heldBack.push(() => (isOff ? undefined : run()));
      });
      return () => {
        isOff = true;
        cancel();
      };
    },

    fallAsleep() {
      asleepSince = world.now();
    },

    wakeUp(first) {
      if (asleepSince !== null) slept += world.now() - asleepSince;
      asleepSince = null;
      first();
      for (const run of heldBack.splice(0)) run();
    },

    setClock(by) {
      wallIsOff += by;
    },
  };
}
