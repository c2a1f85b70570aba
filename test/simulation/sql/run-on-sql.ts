import { checkRun } from '../checks/check-run.ts';
import { runPlan } from '../run/run-plan.ts';
import { createPlan, forSql } from '../plan/create-plan.ts';
import { emptyTally, sumOf, type Tally } from '../run/run-seeds.ts';
import { startSqlServer } from './sql-server.ts';

export interface SqlTally extends Tally {
  /** How many calls the model and the SQL answered alike. */
  calls: number;
}

/** Runs seeds. At each call the model has to say what the real SQL says. */
export async function runOnSql(from: number, count: number): Promise<SqlTally> {
  const sql = await startSqlServer();
  let tally = emptyTally();
  let calls = 0;
  try {
    for (let seed = from; seed < from + count; seed += 1) {
      const findings = await runPlan(forSql(createPlan(seed)));
      const { violations, knownLimits } = checkRun(findings);
      const all = [...violations, ...(await sql.compare(findings.calls))];
      calls += findings.calls.length;
      tally = sumOf(tally, {
        seeds: 1,
        operations: findings.observer.actions.length,
        faults: findings.faults,
        knownLimits,
        failures: all.length > 0 ? [{ seed, verdict: { violations: all, knownLimits } }] : [],
      });
    }
  } finally {
    await sql.close();
  }
  return { ...tally, calls };
}
