import { expect, test } from 'vitest';
import { advanceClock, applySample, untrustedClock, type ClockState } from './clock-state.ts';

const start = { wall: 1_000_000, steady: 0 };
const at = (span: number, jumped = 0) => ({ wall: start.wall + span + jumped, steady: start.steady + span });

/** A reply whose request took `there` and which took `back`, from a server that is `ahead`. */
function sampled(state: ClockState, from: number, there: number, back: number, ahead: number): ClockState {
  const server_time = start.wall + from + there + ahead;
  return applySample(state, { sent: at(from), received: at(from + there + back), server_time }, 0);
}

test('CLOCK-1 the offset is taken against the middle of the call', () => {
  const state = sampled(untrustedClock(0, start), 0, 50, 50, 600_000);
  expect(state).toMatchObject({ offset: 600_000, is_trusted: true, round_trip: 100 });
});

test('CLOCK-1 a lopsided call errs by at most half its round trip', () => {
  for (const there of [0, 20, 80, 100]) {
    const state = sampled(untrustedClock(0, start), 0, there, 100 - there, 7000);
    expect(Math.abs(state.offset - 7000)).toBeLessThanOrEqual(50);
  }
});

test('CLOCK-2 the sample with the shortest round trip is kept for 15 minutes', () => {
  const quick = sampled(untrustedClock(0, start), 0, 10, 10, 5000);
  const slow = sampled(quick, 1000, 300, 0, 5000);
  expect(slow.offset).toBe(quick.offset);
  expect(sampled(slow, 2000, 5, 5, 5013).offset).toBe(5013);
  expect(sampled(slow, 20 * 60_000, 10, 20, 5040).offset).toBe(5035);
  const received = quick.sampled_at + 15 * 60_000;
  expect(sampled(quick, received - 31, 15, 15, 5040)).toMatchObject({ offset: 5000, round_trip: 20 });
  expect(sampled(quick, received - 30, 15, 15, 5040)).toMatchObject({ offset: 5040, round_trip: 30 });
});

test('CLOCK-2 of two samples with the same round trip the newer one counts', () => {
  const older = sampled(untrustedClock(0, start), 0, 10, 10, 5000);
  expect(sampled(older, 1000, 10, 10, 5040).offset).toBe(5040);
});

test('CLOCK-2 an offset within half the round trip of a sample is confirmed', () => {
  const state = sampled(untrustedClock(0, start), 0, 10, 10, 5000);
  expect(sampled(state, 1000, 10, 10, 5010).offset).toBe(5000);
  expect(sampled(state, 1000, 10, 10, 5011).offset).toBe(5011);
});

test('CLOCK-2 an offset that a slow and lopsided call confirms stays as it is', () => {
  const state = sampled(untrustedClock(5000, start), 0, 380, 20, 5000);
  expect(state).toMatchObject({ offset: 5000, is_trusted: true, round_trip: 400 });
});

test('CLOCK-3 a worker that has just started does not trust its clock', () => {
  expect(untrustedClock(1234, start)).toMatchObject({ offset: 1234, is_trusted: false });
});

test.each([
  { jumped: 2001, is_trusted: false },
  { jumped: -2001, is_trusted: false },
  { jumped: 2000, is_trusted: true },
  { jumped: -2000, is_trusted: true },
])('CLOCK-3 after the wall clock jumped by $jumped ms: trusted $is_trusted', ({ jumped, is_trusted }) => {
  const state = sampled(untrustedClock(0, start), 0, 10, 10, 0);
  expect(advanceClock(state, at(60_000, jumped), 0).is_trusted).toBe(is_trusted);
});

test('CLOCK-3 after a jump the next sample counts, however slow', () => {
  const lost = advanceClock(sampled(untrustedClock(0, start), 0, 1, 1, 0), at(1000, 3_600_000), 0);
  const [sent, received] = [at(2000, 3_600_000), at(4000, 3_600_000)];
  const state = applySample(lost, { sent, received, server_time: start.wall + 3000 }, 0);
  expect(state).toMatchObject({ offset: -3_600_000, is_trusted: true });
});

test.each([
  { moved: 400, is_trusted: false },
  { moved: 251, is_trusted: false },
  { moved: -251, is_trusted: false },
  { moved: 250, is_trusted: true },
])('CLOCK-4 after a call in which the wall clock moved by $moved ms: trusted $is_trusted', (of) => {
  const [sent, received] = [at(0), at(100, of.moved)];
  const state = applySample(untrustedClock(77, start), { sent, received, server_time: start.wall + 50 }, 0);
  expect(state.is_trusted).toBe(of.is_trusted);
  if (!of.is_trusted) expect(state.offset).toBe(77);
});
