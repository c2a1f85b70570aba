import { glob, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createRandom } from '../test/simulation/plan/random.ts';
import { applyMutant, findMutants, type Mutant } from './mutants/find-mutants.ts';
import { startRunner } from './mutants/start-runner.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** So many mutants, chosen by the seed. Without it all are tried. */
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    /** The folder whose tests have to notice them. Without it that is the room of the file. */
    tests: { type: 'string' },
  },
});

const files = await Array.fromAsync(
  glob(positionals.map((path) => (/\.tsx?$/.test(path) ? path : `${path}/**/*.{ts,tsx}`))),
);
const subjects = files.filter((file) => !/\.test\.|\/testing\//.test(file)).toSorted();
if (subjects.length === 0) {
  console.error('Name the folders or files to change, such as lib/timer.');
  process.exit(2);
}

let all: { file: string; source: string; mutant: Mutant }[] = [];
for (const file of subjects) {
  const source = await readFile(file, 'utf8');
  all.push(...findMutants(file, source).map((mutant) => ({ file, source, mutant })));
}
if (values.sample !== undefined) {
  const random = createRandom(Number(values.seed));
  const chosen = new Set(
    all
      .map((one) => ({ one, rank: random.next() }))
      .toSorted((a, b) => a.rank - b.rank)
      .slice(0, Number(values.sample))
      .map(({ one }) => one),
  );
  all = all.filter((one) => chosen.has(one));
}

let noticed = 0;
let lived = 0;
const rooms = Map.groupBy(all, ({ file }) => values.tests ?? file.split('/').slice(0, 2).join('/'));
for (const [room, mutants] of rooms) {
  const runner = await startRunner(room);
  for (const file of new Set(mutants.map((one) => one.file))) {
    if (!runner.reached.includes(file)) console.log(`${file}  no test of ${room} loads it`);
  }
  for (const { file, source, mutant } of mutants) {
    const isLoaded = runner.reached.includes(file);
    const failed = isLoaded ? await runner.failing({ file, source: applyMutant(source, mutant) }) : null;
    if (failed !== null) {
      noticed += 1;
      continue;
    }
    lived += 1;
    if (isLoaded) console.log(describe(file, source, mutant));
  }
  runner.end();
}
console.log(`${all.length} mutants: the tests noticed ${noticed}, ${lived} lived`);

function describe(file: string, source: string, { start, end, text }: Mutant): string {
  const before = source.slice(0, start);
  const line = before.split('\n').length;
  const column = start - before.lastIndexOf('\n');
  const [first = '', ...more] = source.slice(start, end).split('\n');
  return `${file}:${line}:${column}  ${first}${more.length > 0 ? ' …' : ''}  →  ${text}`;
}
