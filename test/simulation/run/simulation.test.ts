import { expect, test } from 'vitest';
import { checkRun } from '../checks/check-run.ts';
import { runPlan } from './run-plan.ts';
import { createPlan } from '../plan/create-plan.ts';
import { runInThreads } from './run-in-threads.ts';
import { describeRun } from './timeline.ts';

test('SIM-1 the same seed gives the same run', async () => {
  const [first, second] = [await runPlan(createPlan(7)), await runPlan(createPlan(7))];
  const [a, b] = [first, second].map((findings) => describeRun(findings, checkRun(findings)));
  expect(a).toEqual(b);
  expect(second.served).toEqual(first.served);
});

test('SIM-2 SIM-3 SIM-6 SIM-7 all invariants hold in every run', async () => {
  const { failures } = await runInThreads(1, 3000);
  const broken = failures.flatMap(({ seed, verdict }) =>
    verdict.violations.map(
      ({ invariant, text }) => `npm run simulate -- --seeds 1 --from ${seed}: ${invariant}: ${text}`,
    ),
  );
  expect(broken).toEqual([]);
}, 600_000);
