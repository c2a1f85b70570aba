import { expect, test } from 'vitest';
import fc from 'fast-check';
import { dayLines, findSessions, sessionsBetween } from './day-sessions.ts';
import type { EndedSession } from './ended-sessions.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

function ended(id: string, start: number, active: number, more: Partial<EndedSession> = {}): EndedSession {
  return {
    id,
    phase: 'work',
    task_id: null,
    start: start * minute,
    end: (start + active) * minute,
    active: active * minute,
    outcome: 'completed',
    isCompleted: true,
    device: null,
    note: null,
    interruptions: null,
    isByHand: false,
    ...more,
  };
}

const ids = (sessions: readonly { id: string }[]) => sessions.map(({ id }) => id);

test('STATS-27 a day has every session with a minute in it, in order', () => {
  const sessions = [
    ended('late', 1430, 25),
    ended('noon', 720, 25),
    ended('before', -25, 25),
    ended('over midnight', -5, 25),
    ended('morning', 480, 25),
    ended('tomorrow', 1440, 25),
    ended('no time', 500, 0),
  ];
  expect(ids(sessionsBetween(sessions, 0, day))).toEqual([
    'over midnight',
    'morning',
    'no time',
    'noon',
    'late',
  ]);
});

test('STATS-27 the minutes of a session with a pause stand before its end', () => {
  const [session] = sessionsBetween([ended('a', 100, 25, { end: 165 * minute })], 0, day);
  expect(session).toMatchObject({ from: 140 * minute, to: 165 * minute, start: 100 * minute });
});

test('STATS-27 no session is on two days unless it runs over midnight, and none is on no day', () => {
  const session = fc.record({
    start: fc.integer({ min: 0, max: 3 * 1440 }),
    length: fc.integer({ min: 0, max: 180 }),
    paused: fc.integer({ min: 0, max: 600 }),
  });
  fc.assert(
    fc.property(fc.array(session), (made) => {
      const sessions = made.map(({ start, length, paused }, place) =>
        ended(`${place}`, start, length, { end: (start + length + paused) * minute }),
      );
      const days = Array.from({ length: 6 }, (_, place) =>
        sessionsBetween(sessions, place * day, (place + 1) * day),
      );
      for (const { id } of sessions) {
        const on = days.flatMap((found, place) =>
          found.filter((one) => one.id === id).map((one) => ({ one, place })),
        );
        expect(on.length).toBeGreaterThan(0);
        const [first] = on;
        expect(on.map(({ place }) => place)).toEqual(
          on.map((_, place) => Math.floor((first?.one.from ?? 0) / day) + place),
        );
        if (on.length > 1) expect(on[0]?.one.to).toBeGreaterThan((on[0]!.place + 1) * day);
      }
    }),
  );
});

test('STATS-28 between two sessions stands how long nothing ran, from 15 minutes on', () => {
  const sessions = sessionsBetween(
    [
      ended('a', 0, 25),
      ended('b', 39, 5),
      ended('long', 44, 60),
      ended('within', 50, 5),
      ended('c', 119, 25),
    ],
    0,
    day,
  );
  expect(
    dayLines(sessions).map((line) => (line.kind === 'gap' ? line.length / minute : line.session.id)),
  ).toEqual(['a', 'b', 'long', 'within', 15, 'c']);
});

test('STATS-29 the sessions that are found come newest first, from all of history', () => {
  const sessions = [
    ended('old', 0, 25, { task_id: 'x' }),
    ended('other', 100, 25, { task_id: 'y' }),
    ended('none', 200, 25),
    ended('new', 900_000, 25, { task_id: 'x' }),
  ];
  expect(ids(findSessions(sessions, ({ task_id }) => task_id === 'x'))).toEqual(['new', 'old']);
  expect(findSessions(sessions, () => false)).toEqual([]);
});
