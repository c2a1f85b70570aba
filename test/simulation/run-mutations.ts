import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { mutations, type Mutation } from './mutations.ts';

const start = promisify(execFile);

export interface Outcome {
  rule: string;
  /** The invariant that broke first and the seed that broke it; null where the rule was not missed. */
  missed: { invariant: string; seed: number } | null;
}

/** Lives through up to `seeds` seeds without each rule in turn, in a process of its own. */
export async function runMutations(seeds: number, told: (outcome: Outcome) => void): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const mutation of mutations) {
    const outcome = await without(mutation, seeds);
    told(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function without({ rule }: Mutation, seeds: number): Promise<Outcome> {
  const flags = ['--import', './test/simulation/mutate.ts'];
  const args = [...flags, 'scripts/simulate.ts', '--first', '--seeds', String(seeds)];
  const env = { ...process.env, BATON_MUTATION: rule };
  const cwd = new URL('../../', import.meta.url);
  const output = await start(process.execPath, args, { cwd, env }).then(
    ({ stdout }) => stdout,
    (error: unknown) => String((error as { stdout?: string }).stdout),
  );
  const found = /^first: seed (\d+): ([^:]+):/m.exec(output);
  if (!found && !/, 0 violations\s*$/.test(output))
    throw new Error(`Without "${rule}" nothing ran:\n${output}`);
  return { rule, missed: found ? { seed: Number(found[1]), invariant: found[2] ?? '' } : null };
}
