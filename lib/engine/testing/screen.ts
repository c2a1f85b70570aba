import type { ConflictNotice } from '../notices/conflict-notice.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import { replay, type Replay } from '../../timer/replay.ts';
import { minutes } from '../../timer/testing/make-checkpoint.ts';
import type { SeenState } from '../notices/seen-state.ts';
import { updateSeenState } from '../notices/seen-updates.ts';

export interface Screen {
  device: string;
  /** What it remembers; undefined before it has ever looked. */
  memory: SeenState | undefined;
  /** Looks at a set of acts, so many minutes after the start of the story, and gives what is new to tell. */
  look(set: readonly Checkpoint[], at: number): ConflictNotice[];
  /** The replay at the last look. */
  shown(): Replay;
}

/** One device's screen, which knows of the others what `look` is given. */
export function createScreen(device: string): Screen {
  let last = replay([], 0);
  const screen: Screen = {
    device,
    memory: undefined,
    look(checkpoints, at) {
      const now = at * minutes;
      last = replay(checkpoints, now);
      const before = screen.memory;
      screen.memory = updateSeenState(before, { ...last, checkpoints: [...checkpoints], now }, device);
      const old = new Set(before?.notes.map(({ id }) => id));
      return screen.memory.notes.filter(({ id }) => !old.has(id));
    },
    shown: () => last,
  };
  return screen;
}
