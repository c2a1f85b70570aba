import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replay } from '../../timer/replay.ts';
import { checkpointSets, laterThanAll } from '../../timer/testing/arbitrary-checkpoints.ts';
import { minutes, makeCheckpoint } from '../../timer/testing/make-checkpoint.ts';
import type { Slot } from '../../timer/timer.ts';
import { actsStayFor, outdatedActs } from './retention.ts';

/** How far back a start can be moved is judged by history, too, once the acts of the session before are gone (ENGINE-9). */
const withoutFloor = (slot: Slot | null) => slot && { ...slot, free_from: null };
const later = laterThanAll + actsStayFor;

test('HISTORY-5 acts go 30 days after their session ended, and the replay of the others is the same', () => {
  fc.assert(
    fc.property(checkpointSets, fc.nat(200), (set, after) => {
      const now = after * minutes + actsStayFor;
      const before = replay(set, now);
      const gone = new Set(outdatedActs(before, set, now));
      const left = replay(
        set.filter(({ id }) => !gone.has(id)),
        now,
      );
      expect(withoutFloor(left.timer.slot)).toEqual(withoutFloor(before.timer.slot));
      const stays = new Set(left.sessions.map(({ id }) => id));
      expect(left.sessions).toEqual(before.sessions.filter(({ id }) => stays.has(id)));
    }),
    { numRuns: 2000 },
  );
});

test('HISTORY-5 acts stay for 30 days', () => {
  expect(actsStayFor).toBe(2_592_000_000);
});

test('HISTORY-5 a chain of phases that began by themselves stays whole', () => {
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
  const pause = makeCheckpoint({
    type: 'begin',
    session: 'A>',
    at: 25,
    parent: start,
    follows: 'A',
    phase: 'short_break',
  });
  const now = 28 * minutes + actsStayFor;
  const other = makeCheckpoint({ type: 'start', session: 'B', at: 60 });
  const set = [start, pause, other];
  expect(outdatedActs(replay(set, now), set, now)).toEqual([]);
  expect(outdatedActs(replay(set, now), set, now + 3 * minutes)).toHaveLength(2);
});

test('HISTORY-5 the session in the slot and one that is paused stay for ever', () => {
  const ended = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
  expect(outdatedActs(replay([ended], later), [ended], later)).toEqual([]);
  const paused = [ended, makeCheckpoint({ type: 'pause', session: 'A', at: 5, parent: ended })];
  expect(outdatedActs(replay(paused, later), paused, later)).toEqual([]);
});

test('HISTORY-5 a session that ended within 30 days stays, an older one goes with all its acts', () => {
  const first = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
  const stop = makeCheckpoint({ type: 'stop', session: 'A', at: 20, parent: first });
  const next = makeCheckpoint({ type: 'start', session: 'B', at: 30, parent: stop });
  const set = [first, stop, next];
  const end = 20 * minutes;
  const late = end + actsStayFor;
  expect(outdatedActs(replay(set, late), set, late)).toEqual([]);
  expect(outdatedActs(replay(set, late), set, late + 1)).toEqual([first.id, stop.id]);
});
