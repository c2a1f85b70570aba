import { describe, expect, test } from 'vitest';
import { dueAutoStart, type AutoStartContext } from './auto-start.ts';
import type { Checkpoint } from './checkpoint.ts';
import { replay } from './replay.ts';
import { readSettings, type Settings } from './settings.ts';
import { defaults, viewAt } from './testing/act-at.ts';
import { makeCheckpoint, minutes, plan } from './testing/make-checkpoint.ts';

describe('TIMER-19 auto-start', () => {
  const wanted = readSettings({ auto_start_breaks: true });
  const here: AutoStartContext = {
    now: 25 * minutes + 30_000,
    device: 'd0',
    isClockTrusted: true,
    lastActive: 20 * minutes,
    derive: (name, kind) => `${kind}:${name}`,
  };
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
  const due = (set: Checkpoint[], over: Partial<AutoStartContext> = {}, by = wanted) =>
    dueAutoStart(replay(set, over.now ?? here.now).timer, by, { ...here, ...over });

  test('TIMER-28 focus that begins by itself is for the current task, a break for the one before it', () => {
    const both = readSettings({ auto_start_breaks: true, auto_start_focus: true, current_task: 'chosen' });
    const begun = { ...start, task_id: 'ran' };
    expect(due([begun], {}, both)).toMatchObject({ session_type: 'short_break', task_id: 'ran' });
    const rest = makeCheckpoint({ type: 'start', session: 'A', at: 0, phase: 'short_break' });
    const soon = { now: 5 * minutes, lastActive: 4 * minutes };
    expect(due([{ ...rest, task_id: 'ran' }], soon, both)).toMatchObject({
      session_type: 'work',
      task_id: 'chosen',
    });
  });

  test('TIMER-19 the lead begins the break at the instant of the end, with ids that follow from it', () => {
    const checkpoint = due([start]);
    expect(checkpoint).toEqual({
      id: `checkpoint:A+${25 * minutes}`,
      session_id: `session:A+${25 * minutes}`,
      parent_id: start.id,
      follows: 'A',
      device_id: 'd0',
      checkpoint_type: 'begin',
      timestamp: 25 * minutes,
      generation: 2,
      session_type: 'short_break',
      task_id: null,
      round_number: 1,
      preset_type: 'short',
      plan,
      remaining_time: 5 * minutes,
      added_time: 0,
      is_paused: false,
      last_active: null,
    });
    expect(viewAt([start, checkpoint!], 26)).toMatchObject({
      state: 'running',
      phase: 'short_break',
      remaining: 4 * minutes,
    });
  });

  const notDue: [string, Partial<AutoStartContext>, Settings?][] = [
    ['the switch is off', {}, defaults],
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

  test.each([
    ['skipped', 'short_break'],
    ['stopped', undefined],
    ['paused', undefined],
  ])('TIMER-19 after a phase that was %s begins: %s', (state, phase) => {
    const type = ({ skipped: 'skip', stopped: 'stop', paused: 'pause' } as const)[state];
    const act = makeCheckpoint({ type: type!, session: 'A', at: 24.5, parent: start });
    expect(due([start, act], { now: 25 * minutes })?.session_type).toBe(phase);
  });

  test('TIMER-19 nothing begins where nothing ran before', () => {
    expect(due([])).toBeNull();
  });

  test('TIMER-19 focus and breaks have a switch each', () => {
    const rest = makeCheckpoint({ type: 'start', session: 'B', at: 20, phase: 'short_break' });
    const focus = readSettings({ auto_start_focus: true });
    expect(due([rest], {}, wanted)).toBeNull();
    expect(due([rest], {}, focus)).toMatchObject({ session_type: 'work', round_number: 2 });
    expect(due([start], {}, focus)).toBeNull();
  });

  test('TIMER-19 a phase begins up to 90 seconds after the end, that instant included', () => {
    expect(due([start], { now: 25 * minutes })).not.toBeNull();
    expect(due([start], { now: 25 * minutes + 90_000 })).not.toBeNull();
  });

  test('TIMER-19 the first phase that begins by itself counts as one, and each further one as one more', () => {
    const first = due([start])!;
    expect(replay([start, first], 26 * minutes).timer.slot).toMatchObject({
      unattended: 1,
      last_act_at: 0,
      lead: 'd0',
    });
    const second = makeCheckpoint({ type: 'begin', session: 'C', at: 30, follows: first.session_id });
    expect(replay([start, first, second], 31 * minutes).timer.slot).toMatchObject({
      session_id: 'C',
      unattended: 2,
      last_act_at: 0,
    });
  });

  test('TIMER-19 a phase that a person confirmed counts as one where the phase before it is gone', () => {
    const begin = makeCheckpoint({ type: 'begin', session: 'B', at: 25, follows: 'gone' });
    const early = makeCheckpoint({ type: 'pause', session: 'B', at: 20 });
    expect(replay([early, begin], 26 * minutes).timer.slot).toMatchObject({
      session_id: 'B',
      unattended: 1,
      last_act_at: 25 * minutes,
    });
  });

  test('TIMER-19 an act of a person begins the count anew', () => {
    const first = due([start])!;
    const pause = makeCheckpoint({
      type: 'pause',
      session: first.session_id,
      at: 26,
      device: 'd1',
      parent: first,
    });
    expect(replay([start, first, pause], 27 * minutes).timer.slot).toMatchObject({
      unattended: 0,
      last_act_at: 26 * minutes,
      lead: 'd1',
    });
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
