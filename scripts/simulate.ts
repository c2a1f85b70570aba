import { parseArgs } from 'node:util';
import { mutations } from '../test/simulation/mutations/mutations.ts';
import { runMutations } from '../test/simulation/mutations/run-mutations.ts';
import { checkRun } from '../test/simulation/checks/check-run.ts';
import { runPlan } from '../test/simulation/run/run-plan.ts';
import { createPlan } from '../test/simulation/plan/create-plan.ts';
import { runInThreads } from '../test/simulation/run/run-in-threads.ts';
import { runOnSql } from '../test/simulation/sql/run-on-sql.ts';
import { summary } from '../test/simulation/run/run-seeds.ts';
import { shrink } from '../test/simulation/run/shrink.ts';
import { describeRun } from '../test/simulation/run/timeline.ts';

/** How long to look for a smaller plan that fails (milliseconds). */
const shrinkFor = 60_000;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    timeline: { type: 'boolean', default: false },
    rule: { type: 'string' },
    sql: { type: 'boolean', default: false },
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

if (values.mutations || values.rule !== undefined) {
  const outcomes = await runMutations({
    seedOf: () => from,
    seeds: values.seeds === undefined ? 5000 : whole('seeds', values.seeds),
    chosen: mutations.filter(({ rule }) => rule.includes(values.rule ?? '')),
    onOutcome({ rule, caught }) {
      const what = caught
        ? `seed ${caught.seed} breaks: ${caught.invariant}: ${caught.text.slice(0, 90)}`
        : 'NOTHING BREAKS';
      console.log(`${rule.padEnd(56)}${what}`);
    },
  });
  const caught = outcomes.filter((outcome) => outcome.caught !== null).length;
  console.log(`Without ${caught} of ${outcomes.length} rules some invariant breaks`);
  process.exit(caught === outcomes.length ? 0 : 1);
}
if (values.sql) {
  const tally = await runOnSql(from, whole('seeds', values.seeds ?? '20'));
  for (const { seed, verdict } of tally.failures) {
    for (const { invariant, text } of verdict.violations) console.log(`seed ${seed}: ${invariant}: ${text}`);
  }
  console.log(`${tally.calls} calls on SQL and model, ${summary(tally)}`);
  process.exit(tally.failures.length === 0 ? 0 : 1);
}

let reported = 0;
const tally = await runInThreads(from, whole('seeds', values.seeds ?? '200'), ({ seeds, failures }) => {
  if (seeds - reported < 500) return;
  reported = seeds;
  console.log(`${seeds} seeds run, ${failures.length} failed`);
});

for (const [index, { seed, verdict }] of tally.failures.entries()) {
  console.log(`\nSeed ${seed} fails. To repeat it: npm run simulate -- --seeds 1 --from ${seed}`);
  for (const { invariant, text } of verdict.violations) console.log(`  ${invariant}: ${text}`);
  const [violation] = verdict.violations;
  if (index > 0 || !violation) continue;
  const enough = performance.now() + shrinkFor;
  const plan = createPlan(seed);
  const smaller = await shrink(plan, violation.invariant, () => performance.now() < enough);
  const findings = await runPlan(smaller);
  console.log(`\nIts timeline, with ${smaller.events.length} of ${plan.events.length} events left:\n`);
  console.log(describeRun(findings, checkRun(findings)));
}

if (values.timeline && tally.failures.length === 0) {
  const findings = await runPlan(createPlan(from));
  console.log(describeRun(findings, checkRun(findings)));
}

console.log(summary(tally));
process.exitCode = tally.failures.length === 0 ? 0 : 1;
