import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { faultsOfRules, mostWords, type TextFile } from './rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const skipped = new Set(['node_modules', 'out', 'screenshots', 'previous']);

/** All files that can define or cite a rule. */
function filesIn(folder: string): TextFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry): TextFile[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name.startsWith('.') || skipped.has(entry.name) ? [] : filesIn(path);
    // This file speaks of rules that there are not.
    if (!/\.(tsx?|sql|md)$/.test(path) || path === 'scripts/rules.test.ts') return [];
    return [{ path, text: readFileSync(join(root, path), 'utf8') }];
  });
}

test('TOOLS-7 every rule is defined once, short and cited by a test, and every cited rule is there', () => {
  const own = { path: 'scripts/own.test.ts', text: "'TOOLS-7 '" };
  expect(faultsOfRules([...filesIn('.'), own])).toEqual([]);
});

const spec = (text: string, path = 'lib/a/SPEC.md'): TextFile => ({ path, text });
const cites = (text: string, path = 'lib/a/a.test.ts'): TextFile => ({ path, text });

test('TOOLS-7 a rule that all is well with has no fault', () => {
  const rules = spec('- **A-1** One.\n- **A-2** Two,\n  and more.\n');
  expect(faultsOfRules([rules, cites("it('A-1, A-2 count', f); // A-1")])).toEqual([]);
  const sql = cites("select is(1, 1, 'A-1 A-2 counts');", 'supabase/tests/a.sql');
  expect(faultsOfRules([rules, sql])).toEqual([]);
});

test('TOOLS-7 all faults are told at once', () => {
  const long = Array.from({ length: mostWords + 1 }, () => 'word').join(' ');
  expect(
    faultsOfRules([
      spec(`- **A-1** One.\n- **A-2** ${long}\n- **A-3** Three.\n`),
      spec('- **A-1** One again.\n', 'SPEC.md'),
      cites("test('A-1 counts', f); test('A-2 counts', f); test('A-4 counts', f); test('says A-3', f);"),
      { path: 'lib/a/a.ts', text: '// A-5 says why. UTF-8 is no rule.' },
    ]),
  ).toEqual([
    'A-1 is defined again in SPEC.md',
    'A-3 in lib/a/SPEC.md is cited by no test',
    'A-2 in lib/a/SPEC.md has 41 words',
    'A-4 in lib/a/a.test.ts is no rule',
    'A-5 in lib/a/a.ts is no rule',
  ]);
});
