import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { act } from './act.ts';
import type { Checkpoint } from './checkpoint.ts';
import { replay } from './replay.ts';
import { readSettings } from './settings.ts';
import { checkpointSets, laterThanAll } from './testing/arbitrary-checkpoints.ts';
import { makeCheckpoint, minutes } from './testing/make-checkpoint.ts';
import { historyLines, slotLine } from './testing/replay-lines.ts';

const a = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
const shortBreak = makeCheckpoint({
  type: 'begin',
  session: 'A>',
  at: 25,
  parent: a,
  follows: 'A',
  phase: 'short_break',
});
const focus = makeCheckpoint({
  type: 'begin',
  session: 'A>>',
  at: 30,
  parent: shortBreak,
  follows: 'A>',
  round: 2,
});
const drop = makeCheckpoint({ type: 'drop', session: 'A>', at: 50, parent: focus });

function orders(set: Checkpoint[]): Checkpoint[][] {
  return [set, set.toReversed(), [...set, ...set]];
}

describe('TIMER-20 what began by itself can be taken back', () => {
  test.each([
    ['the one that runs', [a, shortBreak, drop], 28],
    ['one that has ended', [a, shortBreak, drop], 51],
    ['one and what followed from it', [a, shortBreak, focus, drop], 51],
  ] as const)('TIMER-20 %s has no minutes, and the one before waits as it did', (_, set, at) => {
    for (const order of orders([...set])) {
      expect(slotLine(order, at)).toBe('A completed');
      expect(historyLines(order, at).filter((line) => !line.endsWith('void'))).toEqual(['A completed 25.0']);
    }
  });

  test('TIMER-20 the phases before the one that was dropped stay', () => {
    const set = [
      a,
      shortBreak,
      focus,
      makeCheckpoint({ type: 'drop', session: 'A>>', at: 50, parent: focus }),
    ];
    for (const order of orders(set)) {
      expect(slotLine(order, 51)).toBe('A> completed');
      expect(historyLines(order, 51)).toEqual(['A completed 25.0', 'A> completed 5.0', 'A>> void']);
    }
  });

  test.each([
    ['paused it', makeCheckpoint({ type: 'pause', session: 'A>', at: 28, device: 'd1', parent: shortBreak })],
    [
      'started what comes after it',
      makeCheckpoint({ type: 'start', session: 'B', at: 28, device: 'd1', follows: 'A>' }),
    ],
    [
      'acted in what followed from it',
      makeCheckpoint({ type: 'pause', session: 'A>>', at: 40, device: 'd1', parent: focus }),
    ],
  ])('TIMER-20 not if a person has %s, whichever arrives first', (_, confirming) => {
    const set = [a, shortBreak, focus, confirming];
    for (const order of orders([...set, drop]))
      expect(historyLines(order, 51)).toEqual(historyLines(set, 51));
    expect(replay([...set, drop], 51 * minutes).ineffective).toContain(drop.id);
  });

  test('TIMER-20 a drop of what a person began changes nothing', () => {
    const byHand = checkpointSets.map((set) =>
      set.filter(({ checkpoint_type }) => checkpoint_type !== 'begin'),
    );
    fc.assert(
      fc.property(byHand, fc.constantFrom('A', 'B', 'C', 'gone'), fc.nat(200), (set, session, at) => {
        const dropped = [...set, makeCheckpoint({ type: 'drop', session, at })];
        expect(replay(dropped, laterThanAll).sessions).toEqual(replay(set, laterThanAll).sessions);
      }),
    );
  });

  test('TIMER-20 the command is refused once a person has acted on what followed', () => {
    const actor = { now: 51 * minutes, device: 'd0', id: 'drop', session: 'unused', lastActive: null };
    const asked = (set: Checkpoint[]) =>
      act({ type: 'drop', session: 'A>' }, replay(set, actor.now).timer, readSettings({}), actor);
    expect(asked([a, shortBreak, focus])).toMatchObject({
      ok: true,
      checkpoint: { checkpoint_type: 'drop', session_id: 'A>' },
    });
    const confirmed = makeCheckpoint({ type: 'pause', session: 'A>>', at: 40, parent: focus });
    expect(asked([a, shortBreak, focus, confirmed])).toEqual({ ok: false, reason: 'another_session' });
    expect(asked([a])).toEqual({ ok: false, reason: 'another_session' });
    expect(asked([])).toEqual({ ok: false, reason: 'nothing_runs' });
  });
});
