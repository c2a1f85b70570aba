import type { ClockReading } from '../../../lib/sync/clock/clock-state.ts';
import type { MachineClocks } from '../plan/plan.ts';
import type { World } from '../run/world.ts';

/** What a computer is below its browser: its two clocks, its timers and its sleep. */
export type Computer = ReturnType<typeof createComputer>;

export function createComputer(world: World, { off, stopsInSleep }: MachineClocks) {
  const born = world.now();
  const held: (() => void)[] = [];
  let wallIsOff = off;
  let slept = 0;
  let asleepSince: number | null = null;

  const wall = (): number => world.now() + wallIsOff;

  return {
    wall,
    isAsleep: (): boolean => asleepSince !== null,

    read(): ClockReading {
      const asleep = asleepSince === null ? 0 : world.now() - asleepSince;
      return { wall: wall(), steady: world.now() - born - (stopsInSleep ? slept + asleep : 0) };
    },

    /** Timers do not run while it sleeps. */
    after(span: number, run: () => void): () => void {
      let isOff = false;
      const cancel = world.after(span, () => {
        if (asleepSince === null) run();
        else held.push(() => (isOff ? undefined : run()));
      });
      return () => {
        isOff = true;
        cancel();
      };
    },

    fallAsleep(): void {
      asleepSince = world.now();
    },

    /** Wakes up; what fell due meanwhile runs after `first`. */
    rise(first: () => void): void {
      if (asleepSince !== null) slept += world.now() - asleepSince;
      asleepSince = null;
      first();
      for (const run of held.splice(0)) run();
    },

    setClock(by: number): void {
      wallIsOff += by;
    },
  };
}

/** Goes off once the wall shows an instant; someone who moves the wall has to set it again. */
export function createAlarm({ after, wall }: Pick<Computer, 'after' | 'wall'>, ring: () => void) {
  let at: number | null = null;
  let cancel = () => {};

  function set(next: number | null): void {
    cancel();
    at = next;
    if (next === null) return;
    cancel = after(next - wall(), () => {
      at = null;
      ring();
    });
  }

  return { set, again: (): void => (at === null ? undefined : set(at)) };
}
