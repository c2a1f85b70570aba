import { mkdir } from 'node:fs/promises';
import { buildFolder } from '../e2e/testing/builds/build-folder.ts';
import { report, weigh } from './budgets.ts';
import { sayWhatGrew } from './build/size-report.ts';
import { installBrowsers } from './install-browsers.ts';
import { run } from './run-command.ts';
import { runVitest } from './run-vitest.ts';

interface Result {
  passed: number;
  failed: number;
  output: string;
}

interface Part {
  name: string;
  check: () => Promise<Result>;
}

const results: { name: string; result: Result; seconds: number }[] = [];

async function take({ name, check }: Part): Promise<Result> {
  const started = performance.now();
  const result = await check();
  const seconds = (performance.now() - started) / 1000;
  results.push({ name, result, seconds });
  const verdict = result.failed === 0 ? 'ok' : 'FAILED';
  console.log(`── ${name}: ${verdict} (${seconds.toFixed(1)} s)`);
  if (result.output.trim() !== '') console.log(result.output.trim());
  return result;
}

/** One check that passes or fails as a whole. Its output is shown only if it fails. */
function gate(name: string, ...commands: string[][]): Part {
  return {
    name,
    async check() {
      for (const command of commands) {
        const { ok, output } = await run(command);
        if (!ok) return { passed: 0, failed: 1, output };
      }
      return { passed: 1, failed: 0, output: '' };
    },
  };
}

async function checkBrowsers(): Promise<Result> {
  const missing = await installBrowsers(['chromium', 'firefox']);
  const failed = missing.length === 0 ? 0 : 1;
  return { passed: 1 - failed, failed, output: missing.join('\n') };
}

/** The sentence is shown in any case: who reads the run should know whether packages were looked at. */
async function checkPackages(): Promise<Result> {
  const { ok, output } = await run(['node', 'scripts/audit.ts']);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output };
}

async function checkBudgets(): Promise<Result> {
  const weights = (['chromium', 'firefox'] as const).flatMap((browser) =>
    weigh(buildFolder(browser)).map((weight) => ({ ...weight, what: `${weight.what} (${browser})` })),
  );
  const { ok, table } = report(weights);
  const grown = [
    sayWhatGrew('chrome', buildFolder('chromium')),
    sayWhatGrew('firefox', buildFolder('firefox')),
  ];
  const output = [table, ...grown].filter((lines) => lines !== '').join('\n');
  return Promise.resolve({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, output });
}

/** Runs each list by itself, and one part of it after another. */
async function inLanes(...lanes: Part[][]): Promise<void> {
  await Promise.all(
    lanes.map(async (parts) => {
      for (const part of parts) await take(part);
    }),
  );
}

await mkdir('out/test', { recursive: true });
const started = performance.now();
const browsers = take({ name: 'browsers', check: checkBrowsers });
await take(gate('install', ['wxt', 'prepare']));
const build = take(
  gate('build', ['wxt', 'build'], ['wxt', 'build', '-b', 'firefox'], ['wxt', 'build', '-b', 'gallery']),
);

/** A part that needs the built extension. It fails if there is none. */
function onBuild(name: string, check: () => Promise<Result>): Part {
  return {
    name,
    async check() {
      await browsers;
      if ((await build).failed === 0) return check();
      return { passed: 0, failed: 1, output: 'Not run: there is no build to look at.' };
    },
  };
}

await inLanes(
  // The longest part. Browsers mostly wait, so what computes goes well beside them.
  [onBuild('browser', () => runVitest('browser'))],
  [
    { name: 'sql', check: () => runVitest('sql') },
    gate(
      'types',
      ['tsc', '--noEmit'],
      ['tsc', '--noEmit', '-p', 'supabase/local/tsconfig.json'],
      // As hosted Supabase runs them.
      ['deno', 'check', '--no-remote', '--no-npm', '--no-config', 'supabase/functions'],
    ),
    gate('lint', ['oxlint'], ['deno', 'lint', '--no-config', 'supabase/functions']),
    gate('format', ['prettier', '--check', '.']),
    gate('sql style', ['node', 'scripts/db/lint.ts']),
    { name: 'packages', check: checkPackages },
    { name: 'unit', check: () => runVitest('unit') },
    { name: 'simulation', check: () => runVitest('simulation') },
    onBuild('budgets', checkBudgets),
  ],
);

console.log('');
for (const { name, result, seconds } of results)
  console.log(
    `${name.padEnd(10)}${String(result.passed).padStart(6)} passed${String(result.failed).padStart(6)} failed${seconds.toFixed(1).padStart(8)} s`,
  );
console.log(`In all ${((performance.now() - started) / 1000).toFixed(1)} s`);
const total = (which: 'passed' | 'failed') => results.reduce((sum, { result }) => sum + result[which], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 ? 0 : 1;
