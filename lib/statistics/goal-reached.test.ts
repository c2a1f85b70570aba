import { describe, expect, it } from 'vitest';
import { rulesVersion } from '../timer/replay.ts';
import type { SessionRecord } from '../timer/timer.ts';
import { isGoalReached } from './goal-reached.ts';
import { createLocalDays } from './local-days.ts';

const minute = 60_000;
const noon = Date.parse('2026-11-26T12:00:00Z');
const localDays = createLocalDays(() => 0, 4);

function focus(id: string, ended_at: number, minutes = 25): SessionRecord {
  return {
    id,
    task_id: null,
    session_type: 'work',
    round_number: 1,
    preset_type: 'short',
    started_at: ended_at - minutes * minute,
    ended_at,
    active_time: minutes * minute,
    outcome: 'completed',
    completed: true,
    device_id: 'here',
    lead: 'here',
    ended_by: null,
    rules: 1,
  };
}

const morning = [focus('a', noon - 90 * minute), focus('b', noon - 60 * minute)];
const ask = (goal: number, sessions = [...morning, focus('c', noon)], now = noon) =>
  isGoalReached({ sessions, ended: 'c', goal, now, localDays, rules: rulesVersion });

describe('RING-10 isGoalReached', () => {
  it.each([
    ['with this session, to the minute', 75, true],
    ['with this session', 60, true],
    ['before it', 50, false],
    ['not yet', 76, false],
    ['never, without a goal', 0, false],
  ])('%s', (_, goal, expected) => {
    expect(ask(goal)).toBe(expected);
  });

  it('does not count yesterday, which ends at the hour that the person chose', () => {
    const four = Date.parse('2026-11-26T04:00:00Z');
    const night = [focus('a', four), focus('c', four + 40 * minute)];
    expect(ask(50, night, four + 40 * minute)).toBe(false);
    expect(ask(25, night, four + 40 * minute)).toBe(true);
  });

  it('counts a session that ends exactly where a day begins for the day before', () => {
    const four = Date.parse('2026-11-26T04:00:00Z');
    expect(ask(50, [focus('a', four - 60 * minute), focus('c', four)], four)).toBe(true);
  });
});
