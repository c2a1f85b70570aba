import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { act } from './act.ts';
import { actOf, type Checkpoint } from './checkpoint.ts';
import { replay } from './replay.ts';
import { actorAt, defaults, viewAt, withAct } from './testing/act-at.ts';
import { checkpointSets, laterThanAll } from './testing/arbitrary-checkpoints.ts';
import { makeCheckpoint, minutes, type CheckpointDraft } from './testing/make-checkpoint.ts';

const start = makeCheckpoint({ type: 'start', session: 'A', at: 0, task: 'x' });

function retask(at: number, task: string, more: Partial<CheckpointDraft> = {}): Checkpoint {
  return makeCheckpoint({ type: 'retask', session: 'A', at, task, parent: start, ...more });
}

const taskOf = (set: Checkpoint[], at: number) =>
  replay(set, at * minutes).sessions.find(({ id }) => id === 'A')?.task_id;

describe('TIMER-30 the task of the running session is changed', () => {
  test('TIMER-30 the whole session is for the new task, and keeps its end', () => {
    const set = withAct([start], { type: 'retask', session: 'A', task: 'y' }, 10);
    expect(viewAt(set, 11)).toMatchObject({ task_id: 'y', state: 'running', ends_at: 25 * minutes });
    expect(replay(set, 30 * minutes).sessions).toMatchObject([
      { task_id: 'y', started_at: 0, active_time: 25 * minutes, outcome: 'completed' },
    ]);
  });

  test('TIMER-30 a paused session stays paused', () => {
    const pause = makeCheckpoint({ type: 'pause', session: 'A', at: 5, parent: start });
    const set = withAct([start, pause], { type: 'retask', session: 'A', task: null }, 10, 'd1');
    expect(set.at(-1)?.is_paused).toBe(true);
    expect(viewAt(set, 11)).toMatchObject({ task_id: null, state: 'paused', remaining: 20 * minutes });
  });

  test('TIMER-30 of two on two devices the later one stays, whichever arrives first', () => {
    const here = retask(10, 'y');
    const there = retask(12, 'z', { device: 'd1' });
    expect(taskOf([start, here, there], 13)).toBe('z');
    expect(taskOf([start, there, here], 13)).toBe('z');
  });

  test('TIMER-30 a session that has ended, and a break, keep their task', () => {
    expect(taskOf([start, retask(26, 'y')], 30)).toBe('x');
    const stop = makeCheckpoint({ type: 'stop', session: 'A', at: 8, device: 'd1', parent: start });
    expect(taskOf([start, retask(10, 'y'), stop], 30)).toBe('x');
    const rest = makeCheckpoint({ type: 'start', session: 'B', at: 0, phase: 'short_break' });
    const answer = act(
      { type: 'retask', session: 'B', task: 'y' },
      replay([rest], minutes).timer,
      defaults,
      actorAt(1),
    );
    expect(answer).toEqual({ ok: false, reason: 'another_session' });
  });

  test('TIMER-30 what was taken up again is still for the task that it was given', () => {
    const given = retask(5, 'y');
    const stop = makeCheckpoint({ type: 'stop', session: 'A', at: 8, parent: given });
    const again = makeCheckpoint({ type: 'resume', session: 'A', at: 9, parent: stop, task: 'x' });
    expect(taskOf([start, given, stop, again], 10)).toBe('y');
  });
});

describe('TIMER-31 versions that know no retask', () => {
  const isRetask = (checkpoint: Checkpoint) => actOf(checkpoint) === 'retask';

  test('TIMER-31 take it as an extension by nothing', () => {
    const made = withAct([start], { type: 'retask', session: 'A', task: 'y' }, 10).at(-1);
    expect(made).toMatchObject({ checkpoint_type: 'extend', added_time: 0, task_id: 'y' });
    expect(made && isRetask(made)).toBe(true);
  });

  test('TIMER-31 have the same times of every session, wherever in the order it comes', () => {
    // An automatic phase may stand because of it, as because of every act of a person.
    const withoutBegins = checkpointSets.map((set) =>
      set.filter(({ checkpoint_type }) => checkpoint_type !== 'begin'),
    );
    fc.assert(
      fc.property(withoutBegins, (set) => {
        const times = (acts: Checkpoint[]) =>
          replay(acts, laterThanAll).sessions.map(({ id, outcome, started_at, ended_at, active_time }) => [
            id,
            outcome,
            started_at,
            ended_at,
            active_time,
          ]);
        // What follows names its cause, whose effective time counts, so the act stays and only says another task.
        const without = set.map((one) => (isRetask(one) ? { ...one, checkpoint_type: 'drop' } : one));
        expect(times(set)).toEqual(times(without));
      }),
    );
  });
});

test('HISTORY-7 a session with another task than it began with has the rules that know of it', () => {
  const rules = (set: Checkpoint[]) => replay(set, 30 * minutes).sessions[0]?.rules;
  expect(rules([start, retask(10, 'y')])).toBe(3);
  expect(rules([start, retask(10, 'y'), retask(11, 'x')])).toBe(1);
});
