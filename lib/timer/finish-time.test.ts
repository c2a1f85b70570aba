import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from './checkpoint.ts';
import { finishTime } from './finish-time.ts';
import type { FinishStart } from './finish-time.ts';

const plan: Plan = { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 };
const minute = 60_000;

const idle: FinishStart = { state: 'idle', phase: 'work', remaining: 25 * minute, round: 1 };

const cases: { what: string; from: FinishStart; pomodoros: number; counts?: boolean; minutes: number }[] = [
  { what: 'one from rest', from: idle, pomodoros: 1, minutes: 25 },
  {
    what: 'one from rest, whatever the screen is about',
    from: idle,
    pomodoros: 1,
    counts: false,
    minutes: 25,
  },
  { what: 'two with the break between', from: idle, pomodoros: 2, minutes: 55 },
  {
    what: 'five with the long break after the fourth',
    from: idle,
    pomodoros: 5,
    minutes: 25 * 5 + 15 + 15,
  },
  {
    what: 'the running one and no break after it',
    from: { state: 'running', phase: 'work', remaining: 10 * minute, round: 2 },
    pomodoros: 1,
    minutes: 10,
  },
  {
    what: 'a running one that is for something else',
    from: { state: 'running', phase: 'work', remaining: 10 * minute, round: 1 },
    pomodoros: 1,
    counts: false,
    minutes: 10 + 5 + 25,
  },
  {
    what: 'a paused one as if it went on now',
    from: { state: 'paused', phase: 'work', remaining: 3 * minute, round: 4 },
    pomodoros: 2,
    minutes: 3 + 15 + 25,
  },
  {
    what: 'a break that runs',
    from: { state: 'running', phase: 'short_break', remaining: 2 * minute, round: 1 },
    pomodoros: 1,
    minutes: 27,
  },
  {
    what: 'a break that waits to be started',
    from: { state: 'finished', phase: 'long_break', remaining: 15 * minute, round: 4 },
    pomodoros: 2,
    minutes: 15 + 25 + 5 + 25,
  },
  {
    what: 'focus that waits to be started',
    from: { state: 'finished', phase: 'work', remaining: 25 * minute, round: 4 },
    pomodoros: 2,
    minutes: 25 + 15 + 25,
  },
];

describe('UI-42 no time', () => {
  it('is foreseen for more pomodoros than anybody does', () => {
    expect(finishTime(idle, plan, 1000, false, 0)).not.toBeNull();
    expect(finishTime(idle, plan, 1001, false, 0)).toBeNull();
    expect(finishTime(idle, plan, 1e308, false, 0)).toBeNull();
  });
});

describe('UI-42 finishTime', () => {
  it.each(cases)('projects $what', ({ from, pomodoros, counts = true, minutes }) => {
    expect(finishTime(from, plan, pomodoros, counts, 1_000)).toBe(1_000 + minutes * minute);
  });

  it('has nothing to say when no pomodoro is left', () => {
    expect(finishTime(idle, plan, 0, true, 0)).toBeNull();
  });

  it('a pomodoro more never ends sooner, and takes at least its own length', () => {
    const starts = fc.record<FinishStart>({
      state: fc.constantFrom('idle', 'running', 'paused', 'finished'),
      phase: fc.constantFrom('work', 'short_break', 'long_break'),
      remaining: fc.integer({ min: 0, max: 180 * minute }),
      round: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 200 }), fc.boolean(), (at, pomodoros, counts) => {
        const fewer = finishTime(at, plan, pomodoros, counts, 0) ?? 0;
        const more = finishTime(at, plan, pomodoros + 1, counts, 0) ?? 0;
        expect(more - fewer).toBeGreaterThanOrEqual(plan.work_duration * minute);
      }),
    );
  });
});
