import type { Computer } from './computer.ts';

/**
 * An alarm of the browser, set to an instant of the wall clock. The browser waits by its steady clock, so a wall clock
 * that is set forward brings it no sooner.
 */
export interface Alarm {
  /** Sets it to an instant of the wall clock, or off. */
  set(at: number | null): void;
}

/** With `waitsForWall` it waits on where the wall clock does not show its instant yet, as Chromium does. */
export function createAlarm(
  { after, wall }: Pick<Computer, 'after' | 'wall'>,
  waitsForWall: boolean,
  goOff: () => void,
): Alarm {
  let cancel = () => {};

  function set(next: number | null): void {
    cancel();
    if (next === null) return;
    cancel = after(next - wall(), () => {
      if (waitsForWall && wall() < next) set(next);
      else goOff();
    });
  }

  return { set };
}
