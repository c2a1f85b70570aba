import { describe, expect, test } from 'vitest';
import { act, type TimerCommand } from './act.ts';
import type { Checkpoint } from './checkpoint.ts';
import { replay } from './replay.ts';
import { actorAt, defaults, viewAt, withAct } from './testing/act-at.ts';
import { makeCheckpoint, minutes } from './testing/make-checkpoint.ts';

describe('TIMER-13 commands', () => {
  test('TIMER-13 start, pause, resume, extend and stop say what the screen then shows', () => {
    let set = withAct([], { type: 'start' }, 0);
    expect(viewAt(set, 5)).toMatchObject({
      state: 'running',
      phase: 'work',
      remaining: 20 * minutes,
      round: 1,
      rounds: 4,
    });
    const session = viewAt(set, 5).session_id ?? '';
    set = withAct(set, { type: 'pause', session }, 10);
    expect(viewAt(set, 12)).toMatchObject({ state: 'paused', remaining: 15 * minutes });
    set = withAct(set, { type: 'resume', session }, 20);
    expect(viewAt(set, 20)).toMatchObject({
      state: 'running',
      remaining: 15 * minutes,
      ends_at: 35 * minutes,
    });
    set = withAct(set, { type: 'extend', session, by: 5 * minutes }, 21);
    expect(viewAt(set, 21)).toMatchObject({ remaining: 19 * minutes, total: 30 * minutes });
    set = withAct(set, { type: 'stop', session }, 30);
    expect(viewAt(set, 31)).toMatchObject({ state: 'idle', phase: 'work', round: 1, session_id: null });
  });

  test('TIMER-13 each checkpoint names the newest one as its cause and has a higher generation', () => {
    const set = withAct(withAct([], { type: 'start' }, 0), { type: 'pause', session: 'session-0' }, 1);
    expect(set[1]).toMatchObject({
      parent_id: set[0]?.id,
      generation: 2,
      remaining_time: 24 * minutes,
      is_paused: true,
    });
  });

  const refused: [string, Checkpoint[], TimerCommand, number, string][] = [
    ['nothing runs', [], { type: 'pause', session: 'A' }, 1, 'nothing_runs'],
    [
      'another session runs',
      [makeCheckpoint({ type: 'start', session: 'A', at: 0 })],
      { type: 'stop', session: 'B' },
      1,
      'another_session',
    ],
    [
      'it has ended',
      [makeCheckpoint({ type: 'start', session: 'A', at: 0 })],
      { type: 'pause', session: 'A' },
      26,
      'already_ended',
    ],
    [
      'it runs already',
      [makeCheckpoint({ type: 'start', session: 'A', at: 0 })],
      { type: 'resume', session: 'A' },
      1,
      'already_running',
    ],
    [
      'nothing of it is left to go on with',
      [makeCheckpoint({ type: 'start', session: 'A', at: 0 })],
      { type: 'resume', session: 'A' },
      26,
      'already_ended',
    ],
    [
      'it would be longer than three hours',
      [makeCheckpoint({ type: 'start', session: 'A', at: 0 })],
      { type: 'extend', session: 'A', by: 170 * minutes },
      1,
      'bad_duration',
    ],
    [
      'it would be no extension',
      [makeCheckpoint({ type: 'start', session: 'A', at: 0 })],
      { type: 'extend', session: 'A', by: Number.NaN },
      1,
      'bad_duration',
    ],
  ];
  test.each(refused)(
    'TIMER-14 a command is refused with a reason when %s',
    (_name, set, command, at, reason) => {
      const answer = act(command, replay(set, at * minutes).timer, defaults, actorAt(at));
      expect(answer).toEqual({ ok: false, reason });
    },
  );

  test('TIMER-15 five more minutes after the end reopen the session for just that', () => {
    const set = withAct([], { type: 'start' }, 0);
    const more = withAct(set, { type: 'extend', session: 'session-0', by: 5 * minutes }, 26);
    expect(viewAt(more, 26)).toMatchObject({
      state: 'running',
      session_id: 'session-0',
      remaining: 5 * minutes,
    });
  });
});
