import { checkRun } from '../checks/check-run.ts';
import { runPlan } from './run-plan.ts';
import { noFaults } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';

/** Leaves out every event that a failing plan still fails without, for as long as `isTime` says. */
export async function shrink(plan: Plan, invariant: string, isTime: () => boolean): Promise<Plan> {
  const fails = async (smaller: Plan): Promise<boolean> => {
    const { violations } = checkRun(await runPlan(smaller));
    return violations.some((violation) => violation.invariant === invariant);
  };
  let smallest = plan;
  for (let size = Math.ceil(plan.events.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < smallest.events.length && isTime();) {
      const events = smallest.events.toSpliced(from, size);
      const smaller = { ...smallest, events };
      if (await fails(smaller)) smallest = smaller;
      else from += size;
    }
  }
  const calm = { ...smallest, networkFaults: noFaults };
  return isTime() && (await fails(calm)) ? calm : smallest;
}
