import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replay } from '../timer/replay.ts';
import { checkpointSets, laterThanAll } from '../timer/testing/arbitrary-checkpoints.ts';
import { makeCheckpoint } from '../timer/testing/make-checkpoint.ts';
import { historyLines } from '../timer/testing/replay-lines.ts';
import { judgeCheckpoints } from './judge-checkpoints.ts';
import type { StoredRows } from './stored-rows.ts';
import { noRows, sessionRow } from './testing/stored-rows.ts';

const at = 400 * 60_000;

function storing(checkpoints: StoredRows['checkpoints'], sessions: StoredRows['sessions'] = []): StoredRows {
  return { ...noRows, checkpoints, sessions };
}

function verdicts(found: StoredRows['checkpoints'], here: StoredRows): string[] {
  return [...judgeCheckpoints(found, here, at).values()];
}

test('FILES-11 where nothing is, all acts are taken, and a paused timer goes on', () => {
  const acts = [
    makeCheckpoint({ type: 'start', session: 'A', at: 0 }),
    makeCheckpoint({ type: 'pause', session: 'A', at: 5, left: 20 }),
  ];
  expect(verdicts(acts, noRows)).toEqual(['added', 'added']);
});

test('FILES-11 later acts of the same timer are taken, also where they change what was thought', () => {
  const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
  const stop = makeCheckpoint({ type: 'stop', session: 'A', at: 5 });
  expect(historyLines([start], 30)).toEqual(['A completed 25.0']);
  expect(verdicts([start, stop], storing([start]))).toEqual(['unchanged', 'added']);
});

test('FILES-11 acts of a session that is only history here stay out, so an old backup cannot open it again', () => {
  const acts = [
    makeCheckpoint({ type: 'start', session: 'A', at: 0 }),
    makeCheckpoint({ type: 'pause', session: 'A', at: 5, left: 20 }),
  ];
  const here = storing([makeCheckpoint({ type: 'start', session: 'B', at: 300 })], [sessionRow({ id: 'A' })]);
  expect(verdicts(acts, here)).toEqual(['unchanged', 'unchanged']);
});

test('FILES-11 acts of another timer that would interrupt a session here stay out', () => {
  const here = storing([makeCheckpoint({ type: 'start', session: 'A', at: 0 })]);
  expect(verdicts([makeCheckpoint({ type: 'start', session: 'B', at: 10, device: 'd9' })], here)).toEqual([
    'conflicting',
  ]);
  expect(verdicts([makeCheckpoint({ type: 'start', session: 'B', at: 30, device: 'd9' })], here)).toEqual([
    'added',
  ]);
});

test('FILES-11 acts of another timer never change what the replay says of the sessions here', () => {
  fc.assert(
    fc.property(checkpointSets, checkpointSets, (mine, theirs) => {
      const foreign = theirs.map((act) => ({
        ...act,
        id: `x${act.id}`,
        session_id: `x${act.session_id}`,
        follows: act.follows && `x${act.follows}`,
        parent_id: act.parent_id && `x${act.parent_id}`,
      }));
      const verdict = judgeCheckpoints(foreign, storing(mine), laterThanAll);
      const taken = foreign.filter(({ id }) => verdict.get(id) === 'added');
      const after = replay([...mine, ...taken], laterThanAll).sessions;
      for (const before of replay(mine, laterThanAll).sessions) expect(after).toContainEqual(before);
    }),
  );
});
