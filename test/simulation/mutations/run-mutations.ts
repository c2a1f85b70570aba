import { availableParallelism } from 'node:os';
import { mutations, type Mutation } from './mutations.ts';
import { inParallel, startThread } from '../run/run-in-threads.ts';

export interface Outcome {
  rule: string;
  /** The invariant that broke first and the seed that broke it; null where the rule was not missed. */
  missed: { invariant: string; seed: number; text: string } | null;
}

export interface MutationRun {
  /** Where to begin without this rule. */
  seedOf(mutation: Mutation): number;
  /** At most so many seeds are lived through without a rule. */
  seeds: number;
  chosen?: readonly Mutation[];
  told?(outcome: Outcome): void;
}

/** Lives through seeds without each rule in turn; each in a thread of its own. */
export async function runMutations(run: MutationRun): Promise<Outcome[]> {
  const left = [...(run.chosen ?? mutations)];
  const outcomes: Outcome[] = [];
  await inParallel(availableParallelism(), async () => {
    for (let mutation = left.shift(); mutation; mutation = left.shift()) {
      const outcome = await without(mutation, run.seedOf(mutation), run.seeds);
      run.told?.(outcome);
      outcomes.push(outcome);
    }
  });
  return outcomes;
}

async function without({ rule }: Mutation, from: number, count: number): Promise<Outcome> {
  const thread = startThread(rule);
  try {
    const { failures } = await thread.run({ from, count, first: true });
    const [failure] = failures;
    const violation = failure?.verdict.violations[0];
    return { rule, missed: failure && violation ? { ...violation, seed: failure.seed } : null };
  } finally {
    await thread.end();
  }
}
