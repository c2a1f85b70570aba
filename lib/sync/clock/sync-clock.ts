import {
  advanceClock,
  applySample,
  distrustClock,
  untrustedClock,
  type ClockReading,
  type ClockState,
} from './clock-state.ts';

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
  /** The offset is to be stored. Where trust was lost, a sync is due soon. */
  onChange?(clock: { offset: number; isTrusted: boolean }): void;
}

export function createSyncClock({ read, offset, onChange }: SyncClockDeps): SyncClock {
  let state = untrustedClock(Math.round(offset), read());
  let timesDistrusted = 0;

  function become(next: ClockState): ClockState {
    const hasChanged = next.offset !== state.offset || next.is_trusted !== state.is_trusted;
    state = next;
    if (hasChanged) onChange?.({ offset: next.offset, isTrusted: next.is_trusted });
    return next;
  }

  const advance = (): ClockState => become(advanceClock(state, read()));

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
    async addSample(sent, serverTime, correct) {
      const sampled = applySample(state, { sent, received: read(), server_time: serverTime });
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
