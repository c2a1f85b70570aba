import {
  distrustClock,
  advanceClock,
  applySample,
  untrustedClock,
  type ClockState,
  type ClockReading,
} from './clock-state.ts';

export interface SyncClock {
  /** Corrected time, whole milliseconds since the epoch. */
  now(): number;
  /** Milliseconds between this machine's clock and the server's, as far as it is known. */
  offset(): number;
  isTrusted(): boolean;
  /** What acts made now are to be marked with: the offset in use while it is not trusted, else null. */
  skew(): number | null;
  /** How far off the corrected time can be, in milliseconds; null where that is not known. */
  uncertainty(): number | null;
  read(): ClockReading;
  /** After a wake: whatever was measured before may be wrong. */
  distrust(): void;
  /** Takes in a reply to a call begun at `sent`. Before trust comes (back), `settle` moves what was made without it. */
  addSample(
    sent: ClockReading,
    serverTime: number,
    settle: (offset: number, now: number) => Promise<void>,
  ): Promise<void>;
}

export interface SyncClockDeps {
  read(): ClockReading;
  /** The offset known from an earlier life, or 0. */
  offset: number;
  /** The offset or the trust changed: to be stored, and to sync soon where trust was lost. */
  onChange?(clock: { offset: number; isTrusted: boolean }): void;
}

export function createSyncClock({ read, offset, onChange }: SyncClockDeps): SyncClock {
  let state = untrustedClock(Math.round(offset), read());
  let wakes = 0;

  function become(next: ClockState): ClockState {
    const hasChanged = next.offset !== state.offset || next.is_trusted !== state.is_trusted;
    state = next;
    if (hasChanged) onChange?.({ offset: next.offset, isTrusted: next.is_trusted });
    return next;
  }

  const look = (): ClockState => become(advanceClock(state, read()));

  return {
    now: () => {
      const { last, offset } = look();
      return Math.round(last.wall + offset);
    },
    offset: () => state.offset,
    isTrusted: () => look().is_trusted,
    skew: () => (look().is_trusted ? null : state.offset),
    uncertainty: () => (look().is_trusted && state.round_trip !== null ? state.round_trip / 2 : null),
    read,
    distrust() {
      wakes += 1;
      become(distrustClock(state));
    },
    async addSample(sent, serverTime, settle) {
      const sampled = applySample(state, { sent, received: read(), server_time: serverTime });
      const next = { ...sampled, offset: Math.round(sampled.offset) };
      const before = wakes;
      if (!state.is_trusted && next.is_trusted) {
        await settle(next.offset, Math.round(next.last.wall + next.offset));
      }
      if (wakes === before) become(next);
    },
  };
}
