import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { passLength } from '../../focus/pass.ts';
import { createActivity } from '../activity.ts';
import { shiftPasses, storePass, storedPasses } from './passes.ts';

beforeEach(() => fakeBrowser.reset());

test('SLEEP-10 a pass lasts as long as it would have, however the clock is set', async () => {
  await shiftPasses(20_000);
  expect(await storedPasses()).toEqual({});
  await storePass('news.example', 1000);
  await shiftPasses(-3_600_000);
  expect(await storedPasses()).toEqual({ 'news.example': 1000 + passLength - 3_600_000 });
});

test('SLEEP-10 when somebody was last there stays as long ago as it was', async () => {
  const states = { now: 'active' };
  Object.assign(fakeBrowser.idle, { queryState: () => Promise.resolve(states.now) });
  const activity = createActivity(() => 5000);
  await activity.clockWasSet(20_000);
  expect(await activity.lastActive()).toBe(5000);
  states.now = 'idle';
  await activity.clockWasSet(20_000);
  expect(await activity.lastActive()).toBe(25_000);
});
