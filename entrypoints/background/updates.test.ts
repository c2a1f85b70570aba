import { expect, test } from 'vitest';
import { createUpdates, longestWait, nearEnd } from './updates.ts';

/** A browser in which a new version comes. */
function aBrowser() {
  const state = {
    now: 1_000_000,
    since: null as number | null,
    isPageOpen: false,
    view: { state: 'running' as const, remaining: nearEnd },
    isBroken: false,
    taken: 0,
    looksAt: 0,
  };
  const updates = createUpdates({
    now: () => state.now,
    since: () => Promise.resolve(state.since),
    note: (at) => Promise.resolve(void (state.since = at)),
    take: () => Promise.resolve(void (state.taken += 1)),
    isPageOpen: () => Promise.resolve(state.isPageOpen),
    view: () =>
      state.isBroken ? Promise.reject(new Error('Nothing can be read.')) : Promise.resolve(state.view),
    lookAt: (at) => Promise.resolve(void (state.looksAt = at)),
  });
  return { state, updates };
}

test('UPDATE-1 a new version takes over at once where no page is open and no end is near', async () => {
  const { state, updates } = aBrowser();
  await updates.came();
  expect(state.taken).toBe(1);
});

test('UPDATE-1 it waits for an end that is about to come, and looks again', async () => {
  const { state, updates } = aBrowser();
  state.view.remaining = nearEnd - 1;
  await updates.came();
  expect([state.taken, state.looksAt]).toEqual([0, state.now + 5 * 60_000]);
  state.now = state.looksAt;
  state.view.remaining = nearEnd;
  await updates.look();
  expect(state.taken).toBe(1);
});

test('UPDATE-1 it waits for an open page, for a day at most', async () => {
  const { state, updates } = aBrowser();
  state.isPageOpen = true;
  await updates.came();
  state.now += longestWait - 1;
  // One that comes meanwhile does not begin to wait anew.
  await updates.came();
  expect(state.taken).toBe(0);
  state.now += 1;
  await updates.look();
  expect(state.taken).toBe(1);
});

test('UPDATE-1 a store that cannot be read holds up no version that may read it', async () => {
  const { state, updates } = aBrowser();
  state.isBroken = true;
  await updates.came();
  expect(state.taken).toBe(1);
});

test('UPDATE-1 nothing happens where no new version waits', async () => {
  const { state, updates } = aBrowser();
  await updates.look();
  expect([state.taken, state.looksAt]).toEqual([0, 0]);
});
