import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createVirtualTime } from '../sync/testing/virtual-time.ts';
import { createHeadWatch } from './head-watch.ts';

function setUp() {
  const time = createVirtualTime();
  const read = time.reader();
  const looks: number[] = [];
  const server = { isThere: true };
  const watch = createHeadWatch({
    schedule: time.schedule,
    steady: () => read().steady,
    look() {
      looks.push(read().steady);
      if (server.isThere) watch.heard();
      return Promise.resolve();
    },
  });
  async function pass(span: number) {
    for (let left = span; left > 0; left -= 1000) {
      time.pass(1000);
      await setImmediate();
    }
  }
  return { time, watch, looks, server, pass };
}

test('SLEEP-6 while it is wanted it looks 25 s after the last word, so at most three times a minute', async () => {
  const { watch, looks, pass } = setUp();
  watch.setWanted(true);
  watch.setWanted(true);
  await pass(60_000);
  expect(looks).toEqual([25_000, 50_000]);
  watch.heard();
  await pass(26_000);
  expect(looks).toEqual([25_000, 50_000, 85_000]);
});

test('SLEEP-6 it looks as often at a server that does not answer', async () => {
  const { watch, looks, server, pass } = setUp();
  server.isThere = false;
  watch.setWanted(true);
  await pass(80_000);
  expect(looks).toEqual([25_000, 50_000, 75_000]);
});

test('SLEEP-6 it leaves no timer once it is not wanted, also where that turns out during a look', async () => {
  const { time, watch, looks, pass } = setUp();
  watch.setWanted(true);
  watch.setWanted(false);
  expect(time.due()).toEqual([]);
  watch.setWanted(true);
  time.pass(25_000);
  watch.setWanted(false);
  await pass(60_000);
  expect(looks).toEqual([25_000]);
  expect(time.due()).toEqual([]);
});

test('SLEEP-3 a word counts for 25 s', async () => {
  const { watch, pass } = setUp();
  expect(watch.isDue()).toBe(true);
  watch.heard();
  await pass(24_000);
  expect(watch.isDue()).toBe(false);
  await pass(1000);
  expect(watch.isDue()).toBe(true);
});
