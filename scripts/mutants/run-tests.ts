// A process that scripts/mutants.ts starts: it keeps Vitest and its modules ready, so that a mutant costs no new start.
import { relative, resolve } from 'node:path';
import { createVitest, type TestModule, type TestSpecification } from 'vitest/node';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export interface Question {
  file: string;
  source: string;
}

export type Answer =
  /** The tests pass without a mutant, in so many milliseconds, and load these files. */
  | { reached: string[]; took: number }
  /** The first test that fails without a mutant. */
  | { broken: string }
  /** The first test that fails with the mutant; null where none does. */
  | { failed: string | null };

const [folder = ''] = process.argv.slice(2);
let mutated: Question | null = null;

const vitest = await createVitest(
  {
    config: false,
    watch: false,
    // It would give the file as it was.
    fsModuleCache: false,
    include: [`${folder}/**/*.test.{ts,tsx}`],
    reporters: [{}],
    // One thread: its endless loop ends with this process.
    pool: 'threads',
    maxWorkers: 1,
    testTimeout: 30_000,
    bail: 1,
  },
  {
    plugins: [
      WxtVitest(),
      {
        name: 'mutant',
        enforce: 'pre',
        load: (id) => (mutated && id === resolve(mutated.file) ? mutated.source : undefined),
      },
    ],
  },
);

const specifications = await vitest.globTestSpecifications();
const started = performance.now();
const broken = await firstFailure(specifications);
answer(broken === null ? { reached: reachedFiles(), took: performance.now() - started } : { broken });

process.on('message', (question: Question) => {
  void ask(question).then((failed) => answer({ failed }));
});

async function ask(question: Question): Promise<string | null> {
  const file = resolve(question.file);
  mutated = question;
  vitest.invalidateFile(file);
  const importers = testsOf(file);
  const beside = file.replace(/\.tsx?$/, '.test.');
  const [first, others] = [true, false].map((wanted) =>
    specifications.filter(
      ({ moduleId }) => importers.has(moduleId) && moduleId.startsWith(beside) === wanted,
    ),
  );
  const failed = (await firstFailure(first ?? [])) ?? (await firstFailure(others ?? []));
  mutated = null;
  vitest.invalidateFile(file);
  return failed;
}

async function firstFailure(chosen: TestSpecification[]): Promise<string | null> {
  if (chosen.length === 0) return null;
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(chosen);
  const ids = new Set(chosen.map(({ moduleId }) => moduleId));
  for (const module of testModules) {
    if (!ids.has(module.moduleId) || module.state() !== 'failed') continue;
    return nameOf(module);
  }
  return unhandledErrors.length === 0 ? null : 'an error outside all tests';
}

function nameOf(module: TestModule): string {
  for (const test of module.children.allTests('failed')) return test.fullName;
  return `${module.relativeModuleId} did not load`;
}

function graphs() {
  return vitest.projects.flatMap(({ vite }) =>
    Object.values(vite.environments).map(({ moduleGraph }) => moduleGraph),
  );
}

/** The files that import this one, by whatever way. */
function testsOf(file: string): Set<string> {
  const seen = new Set<string>();
  for (const graph of graphs()) {
    const left = [...(graph.getModulesByFile(file) ?? [])];
    const met = new Set(left);
    for (let module = left.pop(); module; module = left.pop()) {
      if (module.file !== null) seen.add(module.file);
      for (const importer of module.importers) {
        if (met.has(importer)) continue;
        met.add(importer);
        left.push(importer);
      }
    }
  }
  return seen;
}

function reachedFiles(): string[] {
  return graphs().flatMap((graph) => [...graph.fileToModulesMap.keys()].map((file) => relative('.', file)));
}

function answer(text: Answer): void {
  process.send?.(text);
}
