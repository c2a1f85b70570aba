import type { Checkpoint } from '../../timer/checkpoint.ts';
import { replay, type Replay } from '../../timer/replay.ts';
import { minutes } from '../../timer/testing/make-checkpoint.ts';
import type { ConflictNotice } from '../notices/conflict-notice.ts';
import type { SeenState } from '../notices/seen-state.ts';
import { updateSeenState } from '../notices/seen-updates.ts';

export interface Screen {
  device: string;
  /** Its seen state; undefined before it has shown anything. */
  seen: SeenState | undefined;
  /** Shows a set of acts, so many minutes after the start of a test, and returns the new notices. */
  show(set: readonly Checkpoint[], at: number): ConflictNotice[];
  /** The replay that was shown last. */
  shown(): Replay;
}

/** One device's screen. It knows of the others what `show` is given. */
export function createScreen(device: string): Screen {
  let last = replay([], 0);
  const screen: Screen = {
    device,
    seen: undefined,
    show(checkpoints, at) {
      const now = at * minutes;
      last = replay(checkpoints, now);
      const before = screen.seen;
      screen.seen = updateSeenState(before, { ...last, checkpoints: [...checkpoints], now }, device);
      const old = new Set(before?.notes.map(({ id }) => id));
      return screen.seen.notes.filter(({ id }) => !old.has(id));
    },
    shown: () => last,
  };
  return screen;
}
