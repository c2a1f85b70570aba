import { expect, test } from 'vitest';
import { createSyncClock } from './sync-clock.ts';
import { createVirtualTime } from '../testing/virtual-time.ts';

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
