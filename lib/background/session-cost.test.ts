import 'fake-indexeddb/auto';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ledgerName } from '../store/ledger-name.ts';
import { eraseDatabase } from '../store/database.ts';
import { createWorld, openTestBrowser, type TestBrowser, type World } from './testing/test-browser.ts';

const second = 1000;
const minute = 60 * second;

let world: World;
let a: TestBrowser;
let b: TestBrowser;

beforeEach(async () => {
  world = createWorld();
  a = openTestBrowser({ world, device: 'a', others: ['b'] });
  b = openTestBrowser({ world, device: 'b', others: ['a'] });
  for (const { background } of [a, b]) await background.wake('start');
  await live(10 * second);
});

afterEach(async () => {
  for (const device of ['a', 'b']) {
    for (const owner of ['ada', null]) await eraseDatabase(`${device} ${ledgerName(owner)}`);
  }
});

/** Lets time pass in two workers that stay alive, with the alarm of the badge. */
async function live(span: number): Promise<void> {
  for (let passed = second; passed <= span; passed += second) {
    world.time.pass(second);
    if (passed % minute === 0) for (const { background } of [a, b]) await background.wake('timer');
    for (let turns = 0; turns < 20; turns += 1) await setImmediate();
  }
}

/** What was called, heard and looked at meanwhile. Calls are named by the tables that they carried. */
async function costOf(work: () => Promise<unknown>, span: number) {
  const before = [a, b].map(({ seen }) => ({ ...seen, carried: seen.carried.length }));
  await work();
  await live(span);
  return [a, b].map(({ seen }, at) => {
    const { carried = 0, hints = 0, looks = 0 } = before[at] ?? {};
    const calls = seen.carried.slice(carried).map((tables) => tables.join(' '));
    return { calls, hints: seen.hints - hints, looks: seen.looks - looks };
  });
}

const session = async () => (await a.background.toolbarState()).view.session_id ?? '';

test('SLEEP-14 an act costs one call of its device and one hint to each, and the echo of the sender nothing', async () => {
  const act = { calls: ['pomodoro_checkpoints'], hints: 1, looks: 0 };
  const heard = { calls: [], hints: 1, looks: 0 };
  const start = await costOf(() => a.background.handle({ type: 'start' }), 5 * second);
  expect(start).toEqual([act, heard]);
  const id = await session();
  const pause = await costOf(() => b.background.handle({ type: 'pause', session: id }), 5 * second);
  expect(pause).toEqual([heard, act]);
});

test('SLEEP-14 a session of 25 minutes costs its act, its row of the history, its end, and a call in ten minutes', async () => {
  const [here, there] = await costOf(() => a.background.handle({ type: 'start' }), 26 * minute);
  const carrying = (calls: string[] = []) => calls.filter((tables) => tables !== '');
  expect(carrying(here?.calls)).toEqual(['pomodoro_checkpoints', 'pomodoro_sessions']);
  expect(carrying(there?.calls)).toEqual([]);
  for (const { calls, looks } of [here, there].filter((cost) => cost !== undefined)) {
    // Two in the time, and two at the end: the others are asked before it rings.
    expect(calls.length - carrying(calls).length).toBeLessThanOrEqual(4);
    expect(looks).toBeLessThanOrEqual(3 * 26);
  }
  expect([here?.hints, there?.hints]).toEqual([2, 2]);
});

test('SLEEP-15 a socket that is no longer worth it is closed within a minute, even if nothing wakes the worker', async () => {
  expect([a.seen.isListening, b.seen.isListening]).toEqual([true, true]);
  a.seen.isThere = false;
  for (let passed = 0; passed < minute; passed += second) {
    world.time.pass(second);
    for (let turns = 0; turns < 20; turns += 1) await setImmediate();
  }
  expect([a.seen.isListening, b.seen.isListening]).toEqual([false, true]);
});
