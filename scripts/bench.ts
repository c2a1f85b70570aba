import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { long, parts } from '../bench/parts.ts';
import { asMarkdown, asText, between } from '../bench/table/format.ts';
import { isReached } from '../bench/table/ratios.ts';
import { keepResults, readResults, type PartResults, type Results } from '../bench/table/results.ts';
import { buildFolder } from '../e2e/testing/builds/build-folder.ts';
import { findBrowser, type BrowserKind } from './find-browser.ts';

/**
 * Measures the parts that are named, or all but the long ones: `npm run bench -- popup handoff`. Prints one table, keeps
 * bench/results.json, and puts the table into docs/performance.md. `--times 3` takes three times as many rounds,
 * `--extension DIR` measures another build, and `--table` only writes what was measured before.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '1' },
    extension: { type: 'string' },
    table: { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}: the parts are ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
const fresh: Results = {};
if (!values.table) {
  if (values.extension === undefined) run('npx', 'wxt', 'build');
  const extension = values.extension ?? buildFolder('chromium');
  const rounds = (count: number) => Math.max(1, Math.round(count * Number(values.times)));
  const usual = Object.keys(parts).filter((name) => !long.has(name));
  for (const name of positionals.length > 0 ? positionals : usual) {
    const part = await measurePart(name, { extension, rounds });
    if (part) fresh[name] = part;
    else process.exitCode = 1;
  }
}
// Another build is for comparing: the results are those of this one.
const all = values.extension === undefined ? await keep() : fresh;
console.log(`\n${asText(all)}`);
const missed = Object.values(all).flatMap(({ rows }) => rows.filter((row) => !isReached(row)));
if (missed.length > 0) console.log(`\nMissed: ${missed.map(({ figure }) => figure).join('; ')}.`);

async function measurePart(
  name: string,
  how: { extension: string; rounds: (usual: number) => number },
): Promise<PartResults | null> {
  const [before, began] = [load(), performance.now()];
  console.log(`\n${name}`);
  try {
    const measure = await parts[name]?.();
    const rows = (await measure?.(how)) ?? [];
    console.log(`  took ${((performance.now() - began) / 1000).toFixed(0)} s`);
    const machine = {
      cores: cpus().length,
      processor: cpus()[0]?.model ?? 'unknown',
      memory: `${(totalmem() / 2 ** 30).toFixed(0)} GB`,
      load: [before, load()] as const,
    };
    return { date: new Date().toISOString().slice(0, 10), machine, versions: await versions(), rows };
  } catch (error) {
    console.error(error);
    return null;
  }
}

/** All parts in the order of the table, with those that were not measured this time. */
async function keep(): Promise<Results> {
  const kept = values.table ? await readResults() : await keepResults(fresh);
  const path = new URL('../docs/performance.md', import.meta.url);
  const document = between(await readFile(path, 'utf8'), 'table of figures', asMarkdown(kept));
  const config = await resolveConfig(path);
  await writeFile(path, await format(document, { ...config, parser: 'markdown' }));
  return kept;
}

async function versions(): Promise<Record<string, string>> {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return {
    Baton: version,
    Node: process.versions.node,
    Chromium: browserVersion('chromium'),
    Firefox: browserVersion('firefox'),
  };
}

function browserVersion(kind: BrowserKind): string {
  const found = findBrowser(kind);
  if (found === null) return 'none';
  return /[\d.]+/.exec(spawnSync(found, ['--version'], { encoding: 'utf8' }).stdout)?.[0] ?? 'unknown';
}

function load(): number {
  return Number((loadavg()[0] ?? 0).toFixed(2));
}

function run(command: string, ...args: string[]): void {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
