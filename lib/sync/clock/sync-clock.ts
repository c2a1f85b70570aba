import type { ClockMemory } from './clock-memory.ts';
import { setWhileAway, type ClockReading } from './clock-set.ts';
import { advanceClock, applySample, distrustClock, untrustedClock, type ClockState } from './clock-state.ts';

export interface SyncClock {
  /** Corrected time, whole milliseconds since the epoch. */
  now(): number;
  /** Milliseconds to add to this machine's clock to get the server's, as far as is known. */
  offset(): number;
  isTrusted(): boolean;
  /** What to mark new acts with: the offset in use while it is not trusted, else null. */
  skew(): number | null;
  /** How far off the corrected time can be, in milliseconds. Null where that is not known. */
  uncertainty(): number | null;
  read(): ClockReading;
  /** To be called after a wake: what was measured before may be wrong. */
  distrust(): void;
  /** What the next worker has to know. */
  memory(): ClockMemory;
  /** Goes back to the wall clock from `since` (corrected time) on, as far as this does not lead to before `since`. */
  rest(since: number): void;
  /**
   * Takes in a reply to a call that was made at `sent`. Where this brings trust, `correct` is awaited first: it moves
   * what was stamped without trust.
   */
  addSample(
    sent: ClockReading,
    serverTime: number,
    correct: (offset: number, now: number) => Promise<void>,
  ): Promise<void>;
}

export interface SyncClockDeps {
  read(): ClockReading;
  /** The offset that an earlier worker stored, or 0. */
  offset: number;
  /** The last reading of an earlier worker, if there was one. */
  last?: ClockReading | undefined;
  /** From how long a jump of the wall clock forward on the machine may have slept instead, milliseconds. */
  sleepsFrom?: number;
  /** The offset is to be stored. Where trust was lost, a sync is due soon. */
  onChange?(clock: { offset: number; isTrusted: boolean }): void;
  /** Somebody or something has set the wall clock, by so many milliseconds. */
  onSet?(by: number): void;
}

export function createSyncClock(deps: SyncClockDeps): SyncClock {
  const { read, onChange, onSet, sleepsFrom = 0 } = deps;
  let state = openClock();
  let timesDistrusted = 0;

  function openClock(): ClockState {
    const first = read();
    const by = deps.last ? Math.round(setWhileAway(deps.last, first, sleepsFrom)) : 0;
    if (by !== 0) onSet?.(by);
    return untrustedClock(Math.round(deps.offset) - by, first);
  }

  function become(next: ClockState): ClockState {
    const hasChanged = next.offset !== state.offset || next.is_trusted !== state.is_trusted;
    state = next;
    if (hasChanged) onChange?.({ offset: next.offset, isTrusted: next.is_trusted });
    return next;
  }

  function advance(): ClockState {
    const { offset } = state;
    const next = advanceClock(state, read(), sleepsFrom);
    if (next.offset !== offset) onSet?.(Math.round(offset - next.offset));
    return become({ ...next, offset: Math.round(next.offset) });
  }

  return {
    now: () => {
      const { last, offset } = advance();
      return Math.round(last.wall + offset);
    },
    offset: () => state.offset,
    isTrusted: () => advance().is_trusted,
    skew: () => (advance().is_trusted ? null : state.offset),
    uncertainty: () => (advance().is_trusted && state.round_trip !== null ? state.round_trip / 2 : null),
    read,
    distrust() {
      timesDistrusted += 1;
      become(distrustClock(state));
    },
    memory() {
      const { last, offset } = advance();
      return { ...last, offset };
    },
    rest(since) {
      const { last, offset } = advance();
      if (last.wall + offset < since) return;
      become({ ...state, offset: Math.max(0, Math.min(offset, Math.round(since - last.wall))) });
    },
    async addSample(sent, serverTime, correct) {
      advance();
      const sampled = applySample(state, { sent, received: read(), server_time: serverTime }, sleepsFrom);
      const next = { ...sampled, offset: Math.round(sampled.offset) };
      const before = timesDistrusted;
      if (!state.is_trusted && next.is_trusted) {
        await correct(next.offset, Math.round(next.last.wall + next.offset));
      }
      // A wake meanwhile made the sample worthless.
      if (timesDistrusted === before) become(next);
    },
  };
}
