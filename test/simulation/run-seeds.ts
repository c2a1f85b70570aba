import { judge, type Verdict } from './judge.ts';
import { live } from './live.ts';
import { createPlan } from './plan.ts';

export interface Tally {
  seeds: number;
  operations: number;
  faults: number;
  knownLimits: number;
  failures: { seed: number; verdict: Verdict }[];
}

/** Lives through `count` seeds beginning with `from`, or as many as `goOn` allows. */
export async function runSeeds(
  from: number,
  count: number,
  goOn: (tally: Tally) => boolean = () => true,
): Promise<Tally> {
  const tally: Tally = { seeds: 0, operations: 0, faults: 0, knownLimits: 0, failures: [] };
  for (let seed = from; seed < from + count && goOn(tally); seed += 1) {
    const findings = await live(createPlan(seed));
    const verdict = judge(findings);
    tally.seeds += 1;
    tally.operations += findings.observer.deeds.length;
    tally.faults += findings.faults;
    tally.knownLimits += verdict.knownLimits;
    if (verdict.violations.length > 0) tally.failures.push({ seed, verdict });
  }
  return tally;
}

export function summary({ seeds, operations, faults, knownLimits, failures }: Tally): string {
  const violations = failures.reduce((sum, { verdict }) => sum + verdict.violations.length, 0);
  return `${seeds} seeds, ${operations} operations, ${faults} faults, ${knownLimits} known limits, ${violations} violations`;
}
