import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

interface Manifest {
  exports: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const local = fileURLToPath(new URL('../../local/', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Manifest;
const own = read(join(local, 'package.json'));
const ofProject = read(join(root, 'package.json'));
const all = ({ dependencies, devDependencies }: Manifest) => ({ ...dependencies, ...devDependencies });
const isInside = (path: string) => !relative(local, path).startsWith('..');

const imported = globSync(
  ['supabase', 'scripts', 'test', 'e2e', 'bench', 'lib', 'entrypoints'].map(
    (room) => `${room}/**/*.{ts,tsx}`,
  ),
  { cwd: root },
).flatMap((name) => {
  const file = join(root, name);
  const names = readFileSync(file, 'utf8').matchAll(/(?:\bfrom |\bimport |\bimport\(|\bnew URL\()'([^']+)'/g);
  return [...names].map(([, target = '']) => ({ file, target }));
});

describe('LOCAL-30 the folder as a package', () => {
  test('imports nothing from outside but packages that its package.json names, as the project pins them', () => {
    const inside = imported.filter(({ file }) => isInside(file));
    const outside = inside.filter(({ file, target }) => {
      if (target.startsWith('.')) return !isInside(join(dirname(file), target));
      const name = target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/');
      return !target.includes(':') && !(name in all(own));
    });
    expect(outside.map(({ file, target }) => `${relative(local, file)}: ${target}`)).toEqual([
      'project-functions.ts: ../functions/',
      'project-migrations.ts: ../migrations/',
    ]);
    expect(all(ofProject)).toMatchObject(all(own));
  });

  test('nothing outside imports more than its package.json exports', () => {
    const doors = Object.values(own.exports).map((path) => join(local, path));
    const used = imported
      .filter(({ file, target }) => target.endsWith('.ts') && target.startsWith('.') && !isInside(file))
      .map(({ file, target }) => ({ file, path: join(dirname(file), target) }))
      .filter(({ path }) => isInside(path));
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter(({ path }) => !doors.includes(path))).toEqual([]);
  });
});
