/** Both clocks of this machine at one instant, in milliseconds: the wall can be set, the steady one cannot. */
export interface ClockReading {
  wall: number;
  steady: number;
}

export interface ClockState {
  /** Milliseconds to add to the wall to get the server's clock. */
  offset: number;
  /** Sampled in this life of the worker, and nothing has happened since that could have moved the wall. */
  is_trusted: boolean;
  /** Of the sample in use: how far off it can be at most is half of this. Null before the first. */
  round_trip: number | null;
  /** When the sample in use was taken, by the steady clock. */
  sampled_at: number;
  /** The last look at both clocks. */
  last: ClockReading;
}

/** The wall against the steady clock since the last look: more than this is a clock that was set, or a sleep. */
const jump = 2000;

/** A wall that moves by more than this during a call makes nonsense of the middle between sent and received. */
const unsteady = 250;

/** How long the quickest sample is kept: two clocks drift apart by some 20 ms in this time. */
const freshness = 15 * 60_000;

/** The clock of a worker that has just woken: the offset is the one it knew before, and not to be trusted. */
export function untrustedClock(offset: number, reading: ClockReading): ClockState {
  return { offset, is_trusted: false, round_trip: null, sampled_at: reading.steady, last: reading };
}

/** Looks at both clocks; a jump between them costs the trust. */
export function advanceClock(state: ClockState, reading: ClockReading): ClockState {
  const hasJumped =
    Math.abs(elapsed(state.last, reading, 'wall') - elapsed(state.last, reading, 'steady')) > jump;
  return { ...state, is_trusted: state.is_trusted && !hasJumped, last: reading };
}

export function distrustClock(state: ClockState): ClockState {
  return { ...state, is_trusted: false };
}

/**
 * Takes in a reply: the sample with the smallest round trip counts, and the first one after trust was lost. It cannot
 * be off by more than half its round trip, so an offset within that is borne out and stays: the first call of a
 * worker that wakes is a slow one, and must not move what was right.
 */
export function applySample(
  state: ClockState,
  { sent, received, server_time }: { sent: ClockReading; received: ClockReading; server_time: number },
): ClockState {
  const looked = advanceClock(state, received);
  const round_trip = elapsed(sent, received, 'steady');
  if (Math.abs(elapsed(sent, received, 'wall') - round_trip) > unsteady) return looked;
  const isKept =
    looked.is_trusted &&
    state.round_trip !== null &&
    state.round_trip < round_trip &&
    received.steady - state.sampled_at < freshness;
  if (isKept) return looked;
  const measured = server_time - (sent.wall + received.wall) / 2;
  const isBorneOut = Math.abs(measured - looked.offset) <= round_trip / 2;
  const offset = isBorneOut ? looked.offset : measured;
  return { offset, is_trusted: true, round_trip, sampled_at: received.steady, last: received };
}

function elapsed(from: ClockReading, to: ClockReading, clock: keyof ClockReading): number {
  return to[clock] - from[clock];
}
