import { availableParallelism } from 'node:os';
import type { Mutation } from './mutation.ts';
import { mutations } from './mutations.ts';
import { inParallel, startThread } from '../run/run-in-threads.ts';

export interface MutationOutcome {
  rule: string;
  /** The invariant that broke first and the seed that broke it; null where nothing broke. */
  caught: { invariant: string; seed: number; text: string } | null;
}

export interface MutationRun {
  /** Where to begin without this rule. */
  seedOf(mutation: Mutation): number;
  /** At most so many seeds are run without a rule. */
  seeds: number;
  chosen?: readonly Mutation[];
  onOutcome?(outcome: MutationOutcome): void;
}

/** Takes each rule away in turn and runs seeds without it, until one breaks an invariant. */
export async function runMutations(run: MutationRun): Promise<MutationOutcome[]> {
  const left = [...(run.chosen ?? mutations)];
  const outcomes: MutationOutcome[] = [];
  await inParallel(availableParallelism(), async () => {
    for (let mutation = left.shift(); mutation; mutation = left.shift()) {
      const outcome = await without(mutation, run.seedOf(mutation), run.seeds);
      run.onOutcome?.(outcome);
      outcomes.push(outcome);
    }
  });
  return outcomes;
}

async function without({ rule }: Mutation, from: number, count: number): Promise<MutationOutcome> {
  const thread = startThread(rule);
  try {
    const { failures } = await thread.run({ from, count, stopAtFailure: true });
    const [failure] = failures;
    const violation = failure?.verdict.violations[0];
    return { rule, caught: failure && violation ? { ...violation, seed: failure.seed } : null };
  } finally {
    await thread.end();
  }
}
