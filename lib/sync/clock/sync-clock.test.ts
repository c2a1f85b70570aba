import { expect, test, vi } from 'vitest';
import { createVirtualTime } from '../testing/virtual-time.ts';
import { createSyncClock } from './sync-clock.ts';

test('CLOCK-5 trust comes only after what was stamped without it has been corrected', async () => {
  const time = createVirtualTime();
  const told: unknown[] = [];
  const clock = createSyncClock({
    read: time.reader(() => -5000),
    offset: 0,
    onChange: (now) => told.push(now),
  });
  expect(clock.skew()).toBe(0);
  expect(clock.uncertainty()).toBeNull();
  const sent = clock.read();
  time.pass(40);
  await clock.addSample(sent, time.now() - 20, (offset, now) => {
    expect(clock.isTrusted()).toBe(false);
    expect(offset).toBe(5000);
    expect(now).toBe(time.now());
    return Promise.resolve();
  });
  expect(clock.isTrusted()).toBe(true);
  expect(clock.skew()).toBeNull();
  expect(clock.now()).toBe(time.now());
  expect(clock.uncertainty()).toBe(20);
  expect(told).toEqual([{ offset: 5000, isTrusted: true }]);
});

test('CLOCK-5 a wake during the correction costs the trust again', async () => {
  const time = createVirtualTime();
  const clock = createSyncClock({ read: time.reader(), offset: 0 });
  await clock.addSample(clock.read(), time.now(), () => {
    clock.distrust();
    return Promise.resolve();
  });
  expect(clock.isTrusted()).toBe(false);
});

test('CLOCK-5 a clock that is trusted, or stays without trust, has nothing to correct', async () => {
  const time = createVirtualTime();
  let wallOffset = 0;
  const clock = createSyncClock({ read: time.reader(() => wallOffset), offset: 0 });
  const correct = vi.fn(() => Promise.resolve());
  const unusable = clock.read();
  wallOffset = 500;
  await clock.addSample(unusable, time.now(), correct);
  expect(clock.isTrusted()).toBe(false);
  expect(correct).not.toHaveBeenCalled();
  await clock.addSample(clock.read(), time.now(), correct);
  await clock.addSample(clock.read(), time.now(), correct);
  expect(clock.isTrusted()).toBe(true);
  expect(correct).toHaveBeenCalledTimes(1);
});

test('CLOCK-3 a wake ends the trust, and with it what is known of the uncertainty', async () => {
  const { clock } = await trustedClock();
  expect(clock.uncertainty()).toBe(10);
  clock.distrust();
  expect(clock.isTrusted()).toBe(false);
  expect(clock.uncertainty()).toBeNull();
});

test('CLOCK-3 a change of the offset and a change of the trust are told, and nothing else', async () => {
  const { clock, time, told, call } = await trustedClock();
  expect(told).toEqual([{ offset: 0, isTrusted: true }]);
  time.pass(1000);
  clock.now();
  clock.distrust();
  expect(told.splice(0)).toEqual([
    { offset: 0, isTrusted: true },
    { offset: 0, isTrusted: false },
  ]);
  await call(20, 0);
  expect(told.splice(0)).toEqual([{ offset: 0, isTrusted: true }]);
  await call(2, 700);
  expect(told).toEqual([{ offset: 700, isTrusted: true }]);
});

/** A clock that is right, after one call with a round trip of 20 ms. */
async function trustedClock() {
  const time = createVirtualTime();
  const told: unknown[] = [];
  const clock = createSyncClock({
    read: time.reader(),
    offset: 0,
    onChange: (change) => told.push(change),
  });
  /** A call of so many milliseconds, to a server whose clock is ahead. */
  async function call(roundTrip: number, ahead: number): Promise<void> {
    const sent = clock.read();
    time.pass(roundTrip);
    await clock.addSample(sent, time.now() - roundTrip / 2 + ahead, () => Promise.resolve());
  }
  await call(20, 0);
  return { clock, time, told, call };
}

test('CLOCK-6 two clocks that are minutes apart show the same time', async () => {
  const time = createVirtualTime();
  const fast = createSyncClock({ read: time.reader(() => 150_000), offset: 0 });
  const slow = createSyncClock({ read: time.reader(() => -150_000), offset: 0 });
  for (const clock of [fast, slow]) {
    const sent = clock.read();
    time.pass(30);
    const serverTime = time.now();
    time.pass(60);
    await clock.addSample(sent, serverTime, () => Promise.resolve());
  }
  expect(Math.abs(fast.now() - slow.now())).toBeLessThanOrEqual(100);
});
