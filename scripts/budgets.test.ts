import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadedBy, report } from './budgets.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-budgets-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function loaded(files: Record<string, string>): string[] {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return loadedBy(folder, 'popup.html')
    .map((file) => basename(file))
    .toSorted();
}

it('TOOLS-1 counts the scripts of the page and all that they import statically, each once', () => {
  const names = loaded({
    'popup.html': '<script type="module" crossorigin src="/a.js"></script>',
    'a.js': 'import{t as e}from"./b.js";import"./c.js";const n=1;export{n};',
    'b.js': 'import*as x from"./c.js";export{y}from"./d.js";export const t=x;',
    'c.js': 'import d from\n"./d.js"',
    'd.js': 'export const y=1;',
  });
  expect(names).toEqual(['a.js', 'b.js', 'c.js', 'd.js']);
});

it('TOOLS-1 leaves out what is imported later, and what only looks like an import', () => {
  const names = loaded({
    'popup.html': '<script type="module" src="/a.js"></script><script>inline()</script>',
    'a.js': 'const later=()=>import("./later.js");const text=`import"./gone.js"`;',
    'later.js': '',
  });
  expect(names).toEqual(['a.js']);
});

it('TOOLS-1 says which weight is over its limit', () => {
  const fine = { what: 'popup', bytes: 19_999, limit: 20_000 };
  expect(report([fine])).toEqual({ ok: true, table: expect.stringContaining('20.0 KB') as string });
  const heavy = report([fine, { what: 'background', bytes: 85_001, limit: 85_000 }]);
  expect(heavy.ok).toBe(false);
  expect(heavy.table.split('\n')[1]).toMatch(/background.*TOO MUCH/);
});
