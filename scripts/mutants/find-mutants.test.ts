import { expect, test } from 'vitest';
import { applyMutant, findMutants } from './find-mutants.ts';

function mutantsOf(source: string): string[] {
  return findMutants('file.ts', source).map((mutant) => applyMutant(source, mutant));
}

test('TOOLS-8 a comparison moves its bound or turns round', () => {
  expect(mutantsOf('a < b')).toEqual([';', 'a <= b', 'a >= b']);
});

const single: [string, string][] = [
  ['const x = a !== b', 'const x = a === b'],
  ['const x = a + b', 'const x = a - b'],
  ['const x = (a) /* b */ && (c)', 'const x = (a) /* b */ || (c)'],
  ['const x = a ?? b', 'const x = a && b'],
  ['const x = !a', 'const x = a'],
  ['const x = true', 'const x = false'],
  ['const x = 0', 'const x = 1'],
  ['const x = 60_000', 'const x = (2 * 60_000)'],
  ['const x = a?.b', 'const x = a.b'],
  ['const x = a?.[b]', 'const x = a[b]'],
  ['const x = a?.(b)', 'const x = a(b)'],
  ['const x = a.some(b)', 'const x = a.every(b)'],
  ['const x = [...a]', 'const x = [...[]]'],
  ['const x = { ...a }', 'const x = { ...[] }'],
  ['call(a);', ';'],
  ['while (a) {}', 'while (false) {}'],
];
test.each(single)('TOOLS-8 `%s` becomes `%s`', (source, mutant) => {
  expect(mutantsOf(source)).toEqual([mutant]);
});

test('TOOLS-8 a condition holds always or never', () => {
  expect(mutantsOf('if (a) b;')).toEqual(['if (true) b;', 'if (false) b;', 'if (a) ;']);
  expect(mutantsOf('const x = a ? b : c')).toEqual(['const x = true ? b : c', 'const x = false ? b : c']);
});

test('TOOLS-8 types, imports and joined texts have no mutants', () => {
  expect(mutantsOf('import { x } from "y"; type A = 1 | 2; const a = b as 3; const c = "d" + e;')).toEqual(
    [],
  );
});
