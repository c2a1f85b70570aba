import { parseArgs } from 'node:util';
import { runMutations } from '../test/simulation/run-mutations.ts';
import { judge } from '../test/simulation/judge.ts';
import { live } from '../test/simulation/live.ts';
import { createPlan } from '../test/simulation/plan.ts';
import { runSeeds, summary } from '../test/simulation/run-seeds.ts';
import { shrink } from '../test/simulation/shrink.ts';
import { tellStory } from '../test/simulation/story.ts';

/** So long (milliseconds) a failing seed may be made smaller. */
const shrinkFor = 60_000;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    story: { type: 'boolean', default: false },
    first: { type: 'boolean', default: false },
    mutations: { type: 'boolean', default: false },
  },
});

function whole(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error(`--${name} wants a whole number, not "${text}".`);
  process.exit(2);
}

const from = whole('from', values.from);

if (values.mutations) {
  const outcomes = await runMutations(
    values.seeds === undefined ? 80 : whole('seeds', values.seeds),
    ({ rule, missed }) => {
      const what = missed ? `seed ${missed.seed} breaks: ${missed.invariant}` : 'NOT MISSED';
      console.log(`${rule.padEnd(46)}${what}`);
    },
  );
  const missed = outcomes.filter((outcome) => outcome.missed !== null).length;
  console.log(`${missed} of ${outcomes.length} rules were missed`);
  process.exit(missed === outcomes.length ? 0 : 1);
}
const tally = await runSeeds(from, whole('seeds', values.seeds ?? '200'), ({ seeds, failures }) => {
  if (values.first && failures.length > 0) return false;
  const newest = failures.at(-1);
  if (newest && newest.seed === from + seeds - 1) {
    for (const { invariant, text } of newest.verdict.violations) {
      console.log(`seed ${newest.seed}: ${invariant}: ${text}`);
    }
  }
  if (seeds > 0 && seeds % 100 === 0) console.log(`${seeds} seeds lived, ${failures.length} failed`);
  return true;
});

if (values.first) {
  for (const { seed, verdict } of tally.failures) {
    for (const { invariant, text } of verdict.violations)
      console.log(`first: seed ${seed}: ${invariant}: ${text}`);
  }
  console.log(summary(tally));
  process.exit(tally.failures.length === 0 ? 0 : 1);
}

for (const [index, { seed, verdict }] of tally.failures.entries()) {
  console.log(`\nSeed ${seed} fails. To repeat it: npm run simulate -- --seeds 1 --from ${seed}`);
  for (const { invariant, text } of verdict.violations) console.log(`  ${invariant}: ${text}`);
  const [violation] = verdict.violations;
  if (index > 0 || !violation) continue;
  const enough = performance.now() + shrinkFor;
  const plan = createPlan(seed);
  const smaller = await shrink(plan, violation.invariant, () => performance.now() < enough);
  const findings = await live(smaller);
  console.log(
    `\nIts story, with ${smaller.happenings.length} of ${plan.happenings.length} happenings left:\n`,
  );
  console.log(tellStory(findings, judge(findings)));
}

if (values.story && tally.failures.length === 0) {
  const findings = await live(createPlan(from));
  console.log(tellStory(findings, judge(findings)));
}

console.log(summary(tally));
process.exitCode = tally.failures.length === 0 ? 0 : 1;
