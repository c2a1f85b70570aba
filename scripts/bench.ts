import { spawnSync } from 'node:child_process';

/**
 * Prints what is measured against what, each figure as a ratio within one run. Numbers after `--` go to the database's
 * bench: people and rounds; without them the tables are filled for 1,000 people, which takes a minute, and with
 * 100000 for the figures that docs and notes quote.
 */
const [people = '1000', rounds = '100'] = process.argv.slice(2);
const steps = [
  ['npx', 'wxt', 'build'],
  ['node', 'bench/popup.ts'],
  ['node', 'bench/stats.ts'],
  ['node', 'bench/latency.ts'],
  ['node', 'bench/database.ts', people, rounds],
] as const;

for (const [command, ...args] of steps) {
  console.log(`\n${[command, ...args].join(' ')}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
