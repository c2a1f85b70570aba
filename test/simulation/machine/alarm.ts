import type { Computer } from './computer.ts';

/** An alarm of the browser. It goes off once the wall clock shows an instant. */
export interface Alarm {
  /** Sets it to an instant of the wall clock, or off. */
  set(at: number | null): void;
  /** Sets it to the same instant once more: needed whenever the wall clock was moved. */
  setAgain(): void;
}

export function createAlarm({ after, wall }: Pick<Computer, 'after' | 'wall'>, goOff: () => void): Alarm {
  let at: number | null = null;
  let cancel = () => {};

  function set(next: number | null): void {
    cancel();
    at = next;
    if (next === null) return;
    cancel = after(next - wall(), () => {
      at = null;
      goOff();
    });
  }

  return { set, setAgain: () => (at === null ? undefined : set(at)) };
}
