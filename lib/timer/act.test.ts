import { describe, expect, test } from 'vitest';
import { act, type Actor, type TimerCommand } from './act.ts';
import { dueAutoStart, type AutoStartContext } from './auto-start.ts';
import type { Checkpoint } from './checkpoint.ts';
import { nextStart } from './cycle.ts';
import { replay } from './replay.ts';
import { readSettings, type Settings } from './settings.ts';
import { minutes, makeCheckpoint } from './testing/make-checkpoint.ts';
import { viewTimer } from './view.ts';

const settings = readSettings({});

function actor(at: number, device = 'd0'): Actor {
  return { now: at * minutes, device, id: `id-${at}`, session: `session-${at}`, lastActive: null };
}

function acted(set: Checkpoint[], command: TimerCommand, at: number, device?: string): Checkpoint[] {
  const answer = act(command, replay(set, at * minutes).timer, settings, actor(at, device));
  if (!answer.ok) throw new Error(answer.reason);
  return [...set, answer.checkpoint];
}

function seen(set: Checkpoint[], at: number, by: Settings = settings) {
  return viewTimer(replay(set, at * minutes).timer, by, at * minutes);
}

describe('TIMER-13 commands', () => {
  test('TIMER-13 start, pause, resume, extend and stop say what the screen then shows', () => {
    let set = acted([], { type: 'start' }, 0);
    expect(seen(set, 5)).toMatchObject({
      state: 'running',
      phase: 'work',
      remaining: 20 * minutes,
      round: 1,
      rounds: 4,
    });
    const session = seen(set, 5).session_id ?? '';
    set = acted(set, { type: 'pause', session }, 10);
    expect(seen(set, 12)).toMatchObject({ state: 'paused', remaining: 15 * minutes });
    set = acted(set, { type: 'resume', session }, 20);
    expect(seen(set, 20)).toMatchObject({ state: 'running', remaining: 15 * minutes, ends_at: 35 * minutes });
    set = acted(set, { type: 'extend', session, by: 5 * minutes }, 21);
    expect(seen(set, 21)).toMatchObject({ remaining: 19 * minutes, total: 30 * minutes });
    set = acted(set, { type: 'stop', session }, 30);
    expect(seen(set, 31)).toMatchObject({ state: 'idle', phase: 'work', round: 1, session_id: null });
  });

  test('TIMER-13 each checkpoint names the newest one as its cause and has a higher generation', () => {
    const set = acted(acted([], { type: 'start' }, 0), { type: 'pause', session: 'session-0' }, 1);
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
      const answer = act(command, replay(set, at * minutes).timer, settings, actor(at));
      expect(answer).toEqual({ ok: false, reason });
    },
  );

  test('TIMER-15 five more minutes after the end reopen the session for just that', () => {
    const set = acted([], { type: 'start' }, 0);
    const more = acted(set, { type: 'extend', session: 'session-0', by: 5 * minutes }, 26);
    expect(seen(more, 26)).toMatchObject({
      state: 'running',
      session_id: 'session-0',
      remaining: 5 * minutes,
    });
  });
});

describe('TIMER-16 the cycle', () => {
  test('TIMER-16 four focus sessions, short breaks between them, then a long break and round 1', () => {
    let set: Checkpoint[] = [];
    let at = 0;
    const walk: string[] = [];
    for (let phase = 0; phase < 9; phase += 1) {
      set = acted(set, { type: 'start' }, at);
      const view = seen(set, at);
      walk.push(`${view.phase} ${view.round}`);
      at += view.total / minutes;
    }
    expect(walk).toEqual([
      'work 1',
      'short_break 1',
      'work 2',
      'short_break 2',
      'work 3',
      'short_break 3',
      'work 4',
      'long_break 4',
      'work 1',
    ]);
  });

  test('TIMER-16 a break that is left out ends its round', () => {
    const set = acted(acted([], { type: 'start' }, 0), { type: 'start', phase: 'work' }, 26);
    expect(seen(set, 26)).toMatchObject({ phase: 'work', round: 2 });
  });

  test('TIMER-16 a skipped focus session goes on to its break', () => {
    const set = acted(acted([], { type: 'start' }, 0), { type: 'skip', session: 'session-0' }, 10);
    expect(seen(set, 11)).toMatchObject({ state: 'finished', phase: 'short_break', ended_phase: 'work' });
  });

  test('TIMER-17 a cycle left alone for four hours begins anew', () => {
    const set = acted([], { type: 'start' }, 0);
    expect(seen(set, 25 + 239).phase).toBe('short_break');
    expect(seen(set, 25 + 241)).toMatchObject({ state: 'idle', phase: 'work', round: 1 });
    expect(nextStart(replay(set, 400 * minutes).timer, settings, 400 * minutes).follows).toBeNull();
  });

  test('TIMER-18 an edit of a preset counts from the next start', () => {
    const set = acted([], { type: 'start' }, 0);
    const edited = readSettings({
      short: { work_duration: 40, short_break: 9, long_break: 20, sessions_before_long_break: 2 },
    });
    expect(seen(set, 5, edited)).toMatchObject({ remaining: 20 * minutes, rounds: 4 });
    expect(seen(set, 26, edited)).toMatchObject({ phase: 'short_break', remaining: 9 * minutes });
  });
});

describe('TIMER-19 auto-start', () => {
  const wanted = readSettings({ auto_start_breaks: true });
  const watch: AutoStartContext = {
    now: 25 * minutes + 30_000,
    device: 'd0',
    isClockTrusted: true,
    lastActive: 20 * minutes,
    derive: (name, kind) => `${kind}:${name}`,
  };
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
  const due = (set: Checkpoint[], over: Partial<AutoStartContext> = {}, by = wanted) =>
    dueAutoStart(replay(set, over.now ?? watch.now).timer, by, { ...watch, ...over });

  test('TIMER-19 the lead begins the break at the instant of the end, with ids that follow from it', () => {
    const checkpoint = due([start]);
    expect(checkpoint).toMatchObject({
      id: `checkpoint:A+${25 * minutes}`,
      session_id: `session:A+${25 * minutes}`,
      timestamp: 25 * minutes,
      session_type: 'short_break',
      follows: 'A',
      parent_id: start.id,
    });
    expect(seen([start, checkpoint!], 26)).toMatchObject({
      state: 'running',
      phase: 'short_break',
      remaining: 4 * minutes,
    });
  });

  const notDue: [string, Partial<AutoStartContext>, Settings?][] = [
    ['the switch is off', {}, settings],
    ['another device leads', { device: 'd1' }],
    ['the end is over 90 seconds ago', { now: 25 * minutes + 90_001 }],
    ['the end has not come', { now: 24 * minutes }],
    ['the clock is not trusted', { isClockTrusted: false }],
    ['the user was not there during the phase', { lastActive: -1 }],
    ['nobody knows whether the user was there', { lastActive: null }],
  ];
  test.each(notDue)('TIMER-19 nothing begins when %s', (_name, over, by) => {
    expect(due([start], over, by)).toBeNull();
  });

  test('TIMER-19 the chain stops when eight phases have passed without a person', () => {
    const both = readSettings({ auto_start_breaks: true, auto_start_focus: true });
    const set = [start];
    let end = 25 * minutes;
    for (let phases = 1; phases < 20; phases += 1) {
      const next = due(set, { now: end, lastActive: end }, both);
      if (!next) break;
      set.push(next);
      end += next.remaining_time;
    }
    expect(set).toHaveLength(8);
  });
});
