import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failingSeeds } from './failing-seeds.ts';
import { mutations } from './mutations.ts';
import { runMutations } from './run-mutations.ts';

test.each(mutations)('SIM-4 the source holds the rule once: $rule', ({ file, from, to }) => {
  const source = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
  expect(source.split(from), `${file}: ${from}`).toHaveLength(2);
  expect(to).not.toBe(from);
});

test('SIM-4 without any one rule of the protocol some invariant breaks', async () => {
  const outcomes = await runMutations({ seedOf: ({ rule }) => failingSeeds[rule] ?? 0, seeds: 150 });
  const notCaught = outcomes.filter(({ caught }) => caught === null).map(({ rule }) => rule);
  expect(notCaught, 'For new seeds: npm run simulate -- --mutations').toEqual([]);
  expect(Object.keys(failingSeeds).toSorted()).toEqual(mutations.map(({ rule }) => rule).toSorted());
}, 300_000);
