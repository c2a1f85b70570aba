import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const workflows = readdirSync(join(root, '.github/workflows')).map((name) =>
  read(`.github/workflows/${name}`),
);

test('TOOLS-15 every action of a workflow is named by its hash, with its version beside it', () => {
  const used = workflows.flatMap((text) => [...text.matchAll(/uses: (.+)/g)].map(([, name = '']) => name));
  expect(used.length).toBeGreaterThan(3);
  for (const name of used) expect(name).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('TOOLS-15 a workflow may only read, but for the job that publishes', () => {
  for (const text of workflows) expect(text).toMatch(/^permissions:\n {2}contents: read\n/m);
  const writing = workflows
    .flatMap((text) => text.split(/\n {2}(?=\w[\w-]*:\n)/))
    .filter((job) => /: write$/m.test(job));
  expect(writing).toHaveLength(1);
  expect(writing[0]).not.toMatch(/checkout|npm |\.ci/);
});

test('TOOLS-17 every link from the pages for people to a file of the repository leads to one', () => {
  const pages = ['.', 'docs', 'docs/decisions'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  );
  const dead = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)]
      .map(([, path = '']) => join(dirname(page), path))
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${page}: ${path}`),
  );
  expect(dead).toEqual([]);
  expect(read('docs/security.md')).toContain('from-outside.spec.ts');
});
