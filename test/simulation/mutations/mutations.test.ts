import { expect, test } from 'vitest';
import { failingSeeds } from './failing-seeds.ts';
import { mutations } from './mutations.ts';
import { runMutations } from './run-mutations.ts';

test('SIM-3 every rule of the protocol is missed by an invariant once it is taken away', async () => {
  const outcomes = await runMutations({ seedOf: ({ rule }) => failingSeeds[rule] ?? 0, seeds: 150 });
  const notMissed = outcomes.filter(({ missed }) => missed === null).map(({ rule }) => rule);
  expect(notMissed, 'For new seeds: npm run simulate -- --mutations').toEqual([]);
  expect(Object.keys(failingSeeds).toSorted()).toEqual(mutations.map(({ rule }) => rule).toSorted());
}, 300_000);
