import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Session } from '../../store/rows.ts';
import { byHandRules } from '../../store/session-corrections.ts';
import { replay, rulesVersion } from '../../timer/replay.ts';
import { checkpointSets, laterThanAll } from '../../timer/testing/arbitrary-checkpoints.ts';
import { minutes, makeCheckpoint } from '../../timer/testing/make-checkpoint.ts';
import { endOf, mayRing, nameOfEnd } from '../ringing/ring-rules.ts';
import { historyChanges as changesOf, openedIn } from './history-changes.ts';

const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });

/** With all that is needed to know how each session began. */
const historyChanges = (
  sessions: Parameters<typeof changesOf>[0],
  rows: { stored: readonly Session[]; discarded?: readonly Session[] },
  rules: number,
) => changesOf(sessions, { ...rows, opened: new Set(sessions.map(({ id }) => id)) }, rules);

function sessionsAt(at: number, ...rest: Parameters<typeof makeCheckpoint>[0][]) {
  return replay([start, ...rest.map(makeCheckpoint)], at * minutes).sessions;
}

test('HISTORY-12 on a server that forgets interruptions no row is written again for them', () => {
  const set = [start, makeCheckpoint({ type: 'internal', session: 'A', at: 5, parent: start })];
  const { sessions } = replay(set, 26 * minutes);
  const changes = historyChanges(sessions, { stored: [] }, rulesVersion);
  expect(changes).toMatchObject([{ row: { internal_interruptions: 1, external_interruptions: 0 } }]);
  const {
    internal_interruptions: _i,
    external_interruptions: _e,
    ...forgotten
  } = { ...changes[0]?.row } as Session;
  const forgets = { stored: [forgotten], keepsInterruptions: false };
  expect(historyChanges(sessions, forgets, rulesVersion)).toEqual([]);
  expect(historyChanges(sessions, { stored: [forgotten] }, rulesVersion)).toHaveLength(1);
});

test('HISTORY-1 a session is written once it has ended, and then only when it differs', () => {
  expect(historyChanges(sessionsAt(10), { stored: [] }, rulesVersion)).toEqual([]);
  const changes = historyChanges(sessionsAt(26), { stored: [] }, rulesVersion);
  expect(changes).toMatchObject([{ row: { id: 'A', completed: true, active_time: 25 * minutes } }]);
  const stored = changes.map(({ row }) => row as Session);
  expect(historyChanges(sessionsAt(90), { stored }, rulesVersion)).toEqual([]);
});

test('HISTORY-2 writing the differences leaves no difference, whatever was stored', () => {
  fc.assert(
    fc.property(checkpointSets, checkpointSets, (before, now) => {
      const stored = historyChanges(replay(before, laterThanAll).sessions, { stored: [] }, rulesVersion);
      const rows = new Map(stored.map(({ row }) => [row.id, row as Session]));
      const { sessions } = replay(now, laterThanAll);
      for (const { row } of historyChanges(sessions, { stored: [...rows.values()] }, rulesVersion))
        rows.set(row.id, row as Session);
      expect(historyChanges(sessions, { stored: [...rows.values()] }, rulesVersion)).toEqual([]);
    }),
  );
});

test('HISTORY-3 a session that was resumed after its end is open in the history, one that turned out void has no minutes', () => {
  const ended = historyChanges(sessionsAt(26), { stored: [] }, rulesVersion).map(({ row }) => row as Session);
  const reopened = sessionsAt(27, { type: 'resume', session: 'A', at: 26, left: 5 });
  expect(historyChanges(reopened, { stored: ended }, rulesVersion)).toMatchObject([
    { row: { outcome: 'running', completed: false, end_time: null, active_time: 0 } },
  ]);
  const { sessions } = replay(
    [{ ...makeCheckpoint({ type: 'begin', session: 'A', at: 0, follows: 'gone' }) }],
    26 * minutes,
  );
  expect(historyChanges(sessions, { stored: ended }, rulesVersion)).toMatchObject([
    { row: { outcome: 'void', completed: false, end_time: null, active_time: 0 } },
  ]);
});

test('HISTORY-7 a row names the first rules that say so: what was stored before stays as it is, unless it was judged otherwise', () => {
  const later = [
    { type: 'resume', session: 'A', at: 26, left: 5 },
    { type: 'skip', session: 'A', at: 27 },
  ] as const;
  const before = [{ outcome: 'skipped', completed: false, rules: 1 }];
  const earned = { outcome: 'completed', completed: true, active_time: 26 * minutes, rules: 2 };
  const changes = historyChanges(sessionsAt(28, ...later), { stored: [] }, rulesVersion);
  expect(changes).toMatchObject([{ row: { ...earned, end_time: 27 * minutes } }]);
  const stored = changes.map(({ row }) => ({ ...(row as Session), ...before[0] }) as Session);
  expect(historyChanges(sessionsAt(28, ...later), { stored }, rulesVersion)).toMatchObject([{ row: earned }]);
  // Version 0.1.0 wrote this row, and would write it again.
  const old = historyChanges(sessionsAt(26), { stored: [] }, rulesVersion);
  expect(old).toMatchObject([{ row: { outcome: 'completed', rules: 1 } }]);
});

test('HISTORY-4 rows of newer rules are left alone', () => {
  const stored = historyChanges(sessionsAt(26), { stored: [] }, rulesVersion).map(({ row }) => ({
    ...(row as Session),
    rules: rulesVersion + 1,
  }));
  expect(
    historyChanges(
      sessionsAt(27, { type: 'resume', session: 'A', at: 26, left: 5 }),
      { stored },
      rulesVersion,
    ),
  ).toEqual([]);
});

test('HISTORY-4 a session whose first acts are gone is left as it is, whatever a late act says of it', () => {
  const stored = historyChanges(sessionsAt(26), { stored: [] }, rulesVersion).map(
    ({ row }) => row as Session,
  );
  const late = [makeCheckpoint({ type: 'resume', session: 'A', at: 26, left: 5 })];
  const { sessions } = replay(late, 90 * minutes);
  expect(sessions).toMatchObject([{ id: 'A', active_time: 5 * minutes }]);
  expect(changesOf(sessions, { stored, opened: openedIn(late) }, rulesVersion)).toEqual([]);
  expect(changesOf(sessions, { stored: [], opened: openedIn(late) }, rulesVersion)).toHaveLength(1);
});

test('RING-1 the lead rings for a recent end, and so does a device in use', () => {
  const { slot } = replay([start], 26 * minutes).timer;
  if (!slot) throw new Error('the story has a session');
  const at = (seconds: number) => 25 * minutes + seconds * 1000;
  expect(mayRing(slot, { now: at(5), device: 'd0', lastActive: null })).toBe(true);
  expect(mayRing(slot, { now: at(5), device: 'd1', lastActive: null })).toBe(false);
  expect(mayRing(slot, { now: at(5), device: 'd1', lastActive: at(-50) })).toBe(true);
  expect(mayRing(slot, { now: at(5), device: 'd1', lastActive: at(-90) })).toBe(false);
  expect(mayRing(slot, { now: at(61), device: 'd0', lastActive: at(61) })).toBe(false);
});

test('RING-2 an end has the same name on every device, and another name when it comes again', () => {
  const more = makeCheckpoint({ type: 'resume', session: 'A', at: 26, left: 5 });
  const nameAt = (minute: number, ...acts: Parameters<typeof replay>[0]) => {
    const { timer, sessions } = replay(acts, minute * minutes);
    const end = endOf(timer, sessions);
    return end && nameOfEnd(end);
  };
  const first = nameAt(26, start);
  const second = nameAt(40, start, more);
  expect(first).toBe(`A@${25 * minutes}`);
  expect(second).toBe(`A@${31 * minutes}`);
  expect(nameAt(5, start)).toBeNull();
});

test('HISTORY-9 what a person corrected stays whatever the replay says, and the rest follows it', () => {
  const stored = historyChanges(sessionsAt(26), { stored: [] }, rulesVersion).map(
    ({ row }) => row as Session,
  );
  const corrected = stored.map((row) => ({
    ...row,
    task_id: 'report',
    rules: byHandRules + row.rules,
    edited: { task_id: 1 },
  }));
  expect(historyChanges(sessionsAt(26), { stored: corrected }, rulesVersion)).toEqual([]);
  const later = sessionsAt(26, { type: 'stop', session: 'A', at: 20 });
  expect(historyChanges(later, { stored: corrected }, rulesVersion)).toMatchObject([
    { row: { task_id: 'report', outcome: 'stopped', active_time: 20 * minutes, edited: { task_id: 1 } } },
  ]);
});

test('HISTORY-9 a row from before devices were noted is not written again for its device', () => {
  const stored = historyChanges(sessionsAt(26), { stored: [] }, rulesVersion).map(
    ({ row }) => row as Session,
  );
  const without = stored.map((row) => ({ ...row, device_id: null }));
  expect(historyChanges(sessionsAt(26), { stored: without }, rulesVersion)).toEqual([]);
  const other = stored.map((row) => ({ ...row, device_id: 'other' }));
  expect(historyChanges(sessionsAt(26), { stored: other }, rulesVersion)).toMatchObject([{ row: stored[0] }]);
});
