import { driftBetween, largestDrift, setBetween, type ClockReading } from './clock-set.ts';

export interface ClockState {
  /** Milliseconds to add to the wall clock to get the server's clock. */
  offset: number;
  /** A sample was taken since the worker started, and nothing has happened since that could have moved the wall clock. */
  is_trusted: boolean;
  /** Of the sample in use: the offset is off by at most half of it. Null before the first sample. */
  round_trip: number | null;
  /** When the sample in use was taken, by the steady clock. */
  sampled_at: number;
  /** The newest reading of both clocks. */
  last: ClockReading;
}

/** One call to the server, and what its clock said in between. */
export interface ClockSample {
  sent: ClockReading;
  received: ClockReading;
  server_time: number;
}

/** Where they moved apart by more than this during a call, the middle of the call cannot be told. */
const largestDriftInCall = 250;

/** How long the quickest sample is kept. Meanwhile this clock and the server's drift apart by some 20 ms. */
const sampleLifetime = 15 * 60_000;

/** The clock of a worker that has just started. It goes on with the stored offset, and does not trust it. */
export function untrustedClock(offset: number, reading: ClockReading): ClockState {
  return { offset, is_trusted: false, round_trip: null, sampled_at: reading.steady, last: reading };
}

/**
 * Takes in a new reading. A jump of one clock against the other costs the trust. Where the wall clock was set, the
 * corrected time goes on as before.
 */
export function advanceClock(state: ClockState, reading: ClockReading, sleepsFrom: number): ClockState {
  const hasJumped = Math.abs(driftBetween(state.last, reading)) > largestDrift;
  const offset = state.offset - setBetween(state.last, reading, sleepsFrom);
  return { ...state, offset, is_trusted: state.is_trusted && !hasJumped, last: reading };
}

export function distrustClock(state: ClockState): ClockState {
  return { ...state, is_trusted: false };
}

/**
 * Takes in what a reply says of the server's clock. The sample with the shortest round trip counts, and so does the
 * first one after trust was lost. A sample can be off by half its round trip. An offset that lies within this range
 * stays: the first call of a worker is a slow one, and must not move an offset that was right.
 */
export function applySample(
  state: ClockState,
  { sent, received, server_time }: ClockSample,
  sleepsFrom: number,
): ClockState {
  const advanced = advanceClock(state, received, sleepsFrom);
  if (Math.abs(driftBetween(sent, received)) > largestDriftInCall) return advanced;
  const round_trip = received.steady - sent.steady;
  const isKept =
    advanced.is_trusted &&
    state.round_trip !== null &&
    state.round_trip < round_trip &&
    received.steady - state.sampled_at < sampleLifetime;
  if (isKept) return advanced;
  const measured = server_time - (sent.wall + received.wall) / 2;
  const isConfirmed = Math.abs(measured - advanced.offset) <= round_trip / 2;
  const offset = isConfirmed ? advanced.offset : measured;
  return { offset, is_trusted: true, round_trip, sampled_at: received.steady, last: received };
}
