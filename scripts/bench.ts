import { spawnSync } from 'node:child_process';

/**
 * Runs all benchmarks. Each prints ratios within one run. Two numbers after `--` go to the benchmark of the database:
 * people and rounds. With the default of 1,000 people filling the tables takes a minute. The figures in the documents
 * are those of 100000 people.
 */
const [people = '1000', rounds = '100'] = process.argv.slice(2);
const steps = [
  ['npx', 'wxt', 'build'],
  ['node', 'bench/popup.ts'],
  ['node', 'bench/statistics.ts'],
  ['node', 'bench/latency.ts'],
  ['node', 'bench/database.ts', people, rounds],
] as const;

for (const [command, ...args] of steps) {
  console.log(`\n${[command, ...args].join(' ')}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
