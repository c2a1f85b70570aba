import { describe, expect, test } from 'vitest';
import { act, type TimerCommand } from './act.ts';
import type { Checkpoint } from './checkpoint.ts';
import { replay } from './replay.ts';
import { readSettings } from './settings.ts';
import { actorAt, defaults, viewAt, withAct } from './testing/act-at.ts';
import { makeCheckpoint, minutes } from './testing/make-checkpoint.ts';

const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
const paused = makeCheckpoint({ type: 'pause', session: 'A', at: 5, parent: start });
const stopped = makeCheckpoint({ type: 'stop', session: 'A', at: 5, parent: start });

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

  test.each<[string, Checkpoint[], string | undefined, string]>([
    ['what runs', [start], undefined, 'already_running'],
    ['what is paused', [start, paused], undefined, 'already_paused'],
    ['another session than the one on the screen', [start], 'B', 'already_running'],
  ])(
    'TIMER-25 a start does not take the place of %s, where it was not seen',
    (_name, set, session, reason) => {
      const command = { type: 'start', ...(session && { session }) } as const;
      const timer = replay(set, 6 * minutes).timer;
      expect(act(command, timer, defaults, actorAt(6))).toEqual({ ok: false, reason });
    },
  );

  test('TIMER-25 a start takes the place of the session that it names, and of one that has ended', () => {
    for (const [set, session] of [
      [[start], 'A'],
      [[start, paused], 'A'],
      [[start, stopped], undefined],
    ] as const) {
      const command = { type: 'start', ...(session && { session }) } as const;
      expect(act(command, replay(set, 6 * minutes).timer, defaults, actorAt(6))).toMatchObject({ ok: true });
    }
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

  test('TIMER-13 a start has the preset and the task of the settings, and a later act those of the session', () => {
    const settings = readSettings({ preset: 'long', current_task: 'task' });
    const answer = act({ type: 'start' }, replay([], 0).timer, settings, { ...actorAt(0), lastActive: 7 });
    expect(answer).toEqual({
      ok: true,
      checkpoint: {
        id: 'id-0',
        session_id: 'session-0',
        parent_id: null,
        follows: null,
        device_id: 'd0',
        checkpoint_type: 'start',
        timestamp: 0,
        generation: 1,
        session_type: 'work',
        task_id: 'task',
        round_number: 1,
        preset_type: 'long',
        plan: { work_duration: 50, short_break: 10, long_break: 30, sessions_before_long_break: 4 },
        remaining_time: 50 * minutes,
        added_time: 0,
        is_paused: false,
        last_active: 7,
      },
    });
    const begun = answer.ok ? answer.checkpoint : start;
    const paused = withAct([begun], { type: 'pause', session: 'session-0' }, 10, 'd1').at(-1);
    expect(paused).toEqual({
      ...begun,
      id: 'id-10',
      parent_id: 'id-0',
      device_id: 'd1',
      checkpoint_type: 'pause',
      timestamp: 10 * minutes,
      generation: 2,
      remaining_time: 40 * minutes,
      is_paused: true,
      last_active: null,
    });
  });

  test('TIMER-13 an act on a paused session says what is frozen', () => {
    const set = [start, paused];
    expect(withAct(set, { type: 'skip', session: 'A' }, 9).at(-1)).toMatchObject({
      remaining_time: 20 * minutes,
      is_paused: false,
    });
    expect(withAct(set, { type: 'handoff', session: 'A' }, 9, 'd1').at(-1)).toMatchObject({
      remaining_time: 20 * minutes,
      is_paused: true,
    });
    expect(withAct(set, { type: 'extend', session: 'A', by: minutes }, 9).at(-1)).toMatchObject({
      remaining_time: 21 * minutes,
      added_time: minutes,
      is_paused: true,
    });
    expect(withAct([start], { type: 'handoff', session: 'A' }, 9, 'd1').at(-1)).toMatchObject({
      remaining_time: 16 * minutes,
      added_time: 0,
      is_paused: false,
    });
  });

  test('TIMER-13 an act says that nothing is left, and not less, where the end passed a moment ago', () => {
    const before = replay([start], 24 * minutes).timer;
    const answer = act({ type: 'pause', session: 'A' }, before, defaults, actorAt(26));
    expect(answer).toMatchObject({ ok: true, checkpoint: { remaining_time: 0 } });
  });

  test('TIMER-13 a session that was stopped can be resumed with what it had left', () => {
    const set = withAct([start, stopped], { type: 'resume', session: 'A' }, 9);
    expect(viewAt(set, 9)).toMatchObject({ state: 'running', session_id: 'A', remaining: 20 * minutes });
  });

  test('TIMER-14 a phase can be extended to three hours and no further', () => {
    const longest = { type: 'extend', session: 'A', by: 155 * minutes } as const;
    expect(viewAt(withAct([start], longest, 5), 5)).toMatchObject({ total: 180 * minutes });
  });

  test('TIMER-14 an extension may be as short as a millisecond', () => {
    const shortest = { type: 'extend', session: 'A', by: 1 } as const;
    expect(viewAt(withAct([start], shortest, 5), 5)).toMatchObject({ total: 25 * minutes + 1 });
  });

  const refused: [string, Checkpoint[], TimerCommand, number, string][] = [
    ['nothing runs', [], { type: 'pause', session: 'A' }, 1, 'nothing_runs'],
    ['another session runs', [start], { type: 'stop', session: 'B' }, 1, 'another_session'],
    ['it has ended', [start], { type: 'pause', session: 'A' }, 26, 'already_ended'],
    ['it runs already', [start], { type: 'resume', session: 'A' }, 1, 'already_running'],
    ['nothing of it is left to go on with', [start], { type: 'resume', session: 'A' }, 26, 'already_ended'],
    [
      'it would be longer than three hours',
      [start],
      { type: 'extend', session: 'A', by: 170 * minutes },
      1,
      'bad_duration',
    ],
    [
      'it would be no extension',
      [start],
      { type: 'extend', session: 'A', by: Number.NaN },
      1,
      'bad_duration',
    ],
    ['it would add nothing', [start], { type: 'extend', session: 'A', by: 0 }, 1, 'bad_duration'],
    ['it is paused already', [start, paused], { type: 'pause', session: 'A' }, 6, 'already_paused'],
    ['what it would skip has ended', [start], { type: 'skip', session: 'A' }, 26, 'already_ended'],
    ['what it would stop was stopped', [start, stopped], { type: 'stop', session: 'A' }, 6, 'already_ended'],
    [
      'what it would extend was stopped',
      [start, stopped],
      { type: 'extend', session: 'A', by: minutes },
      6,
      'already_ended',
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

describe('TIMER-29 taking back what ended a session', () => {
  const reopen = (set: Checkpoint[], at: number, isPaused = false, session = 'A') =>
    act({ type: 'reopen', session, isPaused }, replay(set, at * minutes).timer, defaults, actorAt(at));

  test.each(['stop', 'skip'] as const)(
    'TIMER-29 after a %s it runs or is paused as before, with what was left',
    (type) => {
      const ended = makeCheckpoint({ type, session: 'A', at: 10, parent: start });
      const ran = reopen([start, ended], 12);
      const wasPaused = reopen([start, ended], 12, true);
      if (!ran.ok || !wasPaused.ok) throw new Error('refused');
      expect(viewAt([start, ended, ran.checkpoint], 13)).toMatchObject({
        state: 'running',
        session_id: 'A',
        remaining: 14 * minutes,
        total: 25 * minutes,
      });
      expect(viewAt([start, ended, wasPaused.checkpoint], 13)).toMatchObject({
        state: 'paused',
        session_id: 'A',
        remaining: 15 * minutes,
      });
      // Acts that version 0.1.0 knows.
      expect([ran, wasPaused].map(({ checkpoint }) => checkpoint.checkpoint_type)).toEqual([
        'resume',
        'handoff',
      ]);
    },
  );

  test('TIMER-29 not where it is open or has run to its end, and not where another session is', () => {
    expect(reopen([start], 5)).toEqual({ ok: false, reason: 'already_running' });
    expect(reopen([start, paused], 12)).toEqual({ ok: false, reason: 'already_paused' });
    expect(reopen([start], 26)).toEqual({ ok: false, reason: 'already_ended' });
    expect(reopen([start], 5, false, 'B')).toEqual({ ok: false, reason: 'another_session' });
  });
});
