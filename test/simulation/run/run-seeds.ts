import { addUp } from './add-up.ts';
import { invariants, checkRun, type Verdict } from '../checks/check-run.ts';
import { runPlan } from './run-plan.ts';
import { createPlan } from '../plan/create-plan.ts';

export interface Tally {
  seeds: number;
  operations: number;
  /** How often each kind of fault was injected. */
  faults: Record<string, number>;
  knownLimits: number;
  failures: { seed: number; verdict: Verdict }[];
}

export const emptyTally = (): Tally => ({
  seeds: 0,
  operations: 0,
  faults: {},
  knownLimits: 0,
  failures: [],
});

/** Runs `count` seeds beginning with `from`, or as many as `goOn` allows. */
export async function runSeeds(
  from: number,
  count: number,
  goOn: (tally: Tally) => boolean = () => true,
): Promise<Tally> {
  let tally = emptyTally();
  for (let seed = from; seed < from + count && goOn(tally); seed += 1) {
    tally = sumOf(tally, await runSeed(seed));
  }
  return tally;
}

async function runSeed(seed: number): Promise<Tally> {
  try {
    const findings = await runPlan(createPlan(seed));
    const verdict = checkRun(findings);
    return {
      seeds: 1,
      operations: findings.observer.actions.length,
      faults: findings.faults,
      knownLimits: verdict.knownLimits,
      failures: verdict.violations.length > 0 ? [{ seed, verdict }] : [],
    };
  } catch (error) {
    const text = String(error instanceof Error ? error.stack : error);
    const verdict = { violations: [{ invariant: 'Crash', text }], knownLimits: 0 };
    return { ...emptyTally(), seeds: 1, failures: [{ seed, verdict }] };
  }
}

export function sumOf(a: Tally, b: Tally): Tally {
  return {
    seeds: a.seeds + b.seeds,
    operations: a.operations + b.operations,
    faults: addUp(a.faults, b.faults),
    knownLimits: a.knownLimits + b.knownLimits,
    failures: [...a.failures, ...b.failures],
  };
}

export function summary({ seeds, operations, faults, knownLimits, failures }: Tally): string {
  const violations = failures.reduce((sum, { verdict }) => sum + verdict.violations.length, 0);
  const kinds = Object.entries(faults).sort(([, a], [, b]) => b - a);
  const all = kinds.reduce((sum, [, count]) => sum + count, 0);
  const each = kinds.map(([kind, count]) => `${count} ${kind}`).join(', ');
  const broken = new Set(
    failures.flatMap(({ verdict }) => verdict.violations.map(({ invariant }) => invariant)),
  );
  const held = invariants.filter((invariant) => !broken.has(invariant)).length;
  return [
    `${seeds} seeds`,
    `${operations} operations`,
    `${all} faults (${each})`,
    `${held} of ${invariants.length} invariants held`,
    `${knownLimits} known limits`,
    `${violations} violations`,
  ].join(', ');
}
