import { expect, test } from 'vitest';
import { streakOf } from './streak.ts';

const today = 1000;

/** Days before today with a pomodoro; those below zero are to come. */
function streakWith(...ago: number[]) {
  return streakOf(new Map(ago.map((days) => [today - days, { focus: 1, pomodoros: 1 }])), today);
}

test.each([
  ['nothing yet', [], 0, 0],
  ['today only', [0], 1, 1],
  ['yesterday only: today can still go on with it', [1], 1, 1],
  ['two days ago: it is broken', [2], 0, 1],
  ['three days up to today', [2, 1, 0], 3, 3],
  ['in any order', [0, 2, 1], 3, 3],
  ['a longer one in the past', [0, 10, 11, 12, 13], 1, 4],
  ['a day of a clock that runs ahead', [0, -1], 1, 1],
])('STATS-7 streak with %s', (_, ago, current, longest) => {
  expect(streakWith(...ago)).toEqual({ current, longest });
});

test('STATS-7 a day with focus but no pomodoro does not hold a streak', () => {
  const days = new Map([
    [today - 1, { focus: 60_000, pomodoros: 0 }],
    [today - 2, { focus: 60_000, pomodoros: 1 }],
  ]);
  expect(streakOf(days, today)).toEqual({ current: 0, longest: 1 });
});
