import { expect, test } from 'vitest';
import { runOnSql } from './run-on-sql.ts';

test('SIM-5 the SQL answers and broadcasts at every call what the model does', async () => {
  const { failures, calls } = await runOnSql(150, 20);
  expect(
    failures.flatMap(({ seed, verdict }) => verdict.violations.map((broken) => ({ seed, ...broken }))),
  ).toEqual([]);
  expect(calls).toBeGreaterThan(300);
}, 300_000);
