import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setBetween, setWhileAway, shortestSleep, type ClockReading } from './clock-set.ts';
import { createSyncClock } from './sync-clock.ts';

const hour = 3_600_000;
const seconds = (most: number) => fc.integer({ min: -most, max: most }).map((count) => count * 1000);

/** What becomes of a machine from one reading to the next. */
interface Span {
  passes: number;
  sleeps: number;
  set: number;
}

const spans = (set: fc.Arbitrary<number>, sleeps: fc.Arbitrary<number> = fc.constant(0)) =>
  fc.array(fc.record({ passes: fc.integer({ min: 0, max: hour }), sleeps, set }), { maxLength: 12 });

/** A machine on which `spans` happen one after another, and the clock that a worker there keeps. */
function live(kind: { stopsInSleep: boolean; sleepsFrom: number }, happening: readonly Span[]) {
  let trueTime = 1_700_000_000_000;
  let slept = 0;
  let wallIsOff = 0;
  const read = (): ClockReading => ({
    wall: trueTime + wallIsOff,
    steady: trueTime - (kind.stopsInSleep ? slept : 0),
  });
  const clock = createSyncClock({ read, offset: 0, sleepsFrom: kind.sleepsFrom });
  return happening.map(({ passes, sleeps, set }) => {
    trueTime += passes + sleeps;
    slept += sleeps;
    wallIsOff += set;
    return clock.now() - trueTime;
  });
}

test('CLOCK-11 on a steady clock that goes on in sleep, no set clock and no sleep moves the corrected time', () => {
  fc.assert(
    fc.property(spans(seconds(20_000), fc.integer({ min: 0, max: 9 * hour })), (happening) => {
      for (const off of live({ stopsInSleep: false, sleepsFrom: Infinity }, happening))
        expect(Math.abs(off)).toBeLessThanOrEqual(2000 * happening.length);
    }),
  );
});

test('CLOCK-11 a clock that is set back, or forward by less than a minute, moves no corrected time', () => {
  const sets = fc.oneof(
    seconds(59),
    fc.integer({ min: 3, max: 20_000 }).map((count) => count * -1000),
  );
  fc.assert(
    fc.property(spans(sets), (happening) => {
      const small = happening.filter(({ set }) => Math.abs(set) <= 2000).length;
      for (const off of live({ stopsInSleep: true, sleepsFrom: shortestSleep }, happening))
        expect(Math.abs(off)).toBeLessThanOrEqual(2000 * small);
    }),
  );
});

test('CLOCK-12 a sleep of a minute or more is time that passed, though the steady clock stood still', () => {
  const sleeps = fc.integer({ min: shortestSleep, max: 9 * hour });
  fc.assert(
    fc.property(spans(fc.constant(0), sleeps), (happening) => {
      expect(live({ stopsInSleep: true, sleepsFrom: shortestSleep }, happening)).toEqual(
        happening.map(() => 0),
      );
    }),
  );
});

test('CLOCK-11 whatever is set, the corrected time of one worker never goes back by more than 2 s at once', () => {
  fc.assert(
    fc.property(spans(seconds(20_000)), fc.boolean(), (happening, stopsInSleep) => {
      let before = 0;
      let passed = 0;
      const offs = live({ stopsInSleep, sleepsFrom: stopsInSleep ? shortestSleep : Infinity }, happening);
      for (const [index, off] of offs.entries()) {
        passed = happening[index]?.passes ?? 0;
        expect(off - before + passed).toBeGreaterThanOrEqual(-2000);
        before = off;
      }
    }),
  );
});

test.each([
  ['20 s forward in 5 s', 25_000, 5000, shortestSleep, 20_000],
  ['20 s back', -15_000, 5000, shortestSleep, -20_000],
  ['an hour back', 5000 - hour, 5000, 0, -hour],
  ['an hour forward, where a machine may have slept', 5000 + hour, 5000, shortestSleep, 0],
  ['an hour forward, where the steady clock goes on in sleep', 5000 + hour, 5000, Infinity, hour],
  ['20 s forward, where a server will tell', 25_000, 5000, 0, 0],
  ['2 s, as a busy machine may read them', 7000, 5000, Infinity, 0],
])('CLOCK-11 %s', (_, wall, steady, sleepsFrom, set) => {
  expect(setBetween({ wall: 0, steady: 0 }, { wall, steady }, sleepsFrom)).toBe(set);
});

test.each([
  ['Firefox: an hour back', { wall: 60_000 - hour, steady: 60_000 }, -hour],
  ['Firefox: 20 s forward', { wall: 80_000, steady: 60_000 }, 20_000],
  ['Chromium: 20 s forward is believed', { wall: 80_000, steady: 80_000 }, 0],
  [
    'Chromium: an hour back, of which a minute passed unseen',
    { wall: 60_000 - hour, steady: 60_000 - hour },
    60_000 - hour,
  ],
  ['Chromium: nothing happened', { wall: 60_000, steady: 60_000 }, 0],
  ['Firefox was started anew', { wall: 90_000, steady: 90_001 }, 0],
])('CLOCK-13 between two workers, %s', (_, first, set) => {
  expect(setWhileAway({ wall: 0, steady: 0 }, first, shortestSleep)).toBe(set);
});
