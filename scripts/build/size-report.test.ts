import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { groupOf, sizesBeside } from './module-sizes.ts';
import { sizesOf, whatGrew } from './size-report.ts';

test('TOOLS-36 a module belongs to its package, or to its folder', () => {
  expect(groupOf('/home/me/baton/lib/sync/wire/codec.ts?used')).toBe('lib/sync/wire');
  expect(groupOf('/home/me/baton/node_modules/@supabase/auth-js/dist/index.js')).toBe('@supabase/auth-js');
  expect(groupOf('/home/node_modules/one/node_modules/uuid/index.js')).toBe('uuid');
  expect(groupOf('\0native-extension-api')).toBe('the rest');
});

test('TOOLS-36 what a part consists of is that of all files that it loads', () => {
  const build = mkdtempSync(join(tmpdir(), 'baton-sizes-'));
  try {
    const files = {
      'popup.html': '<script type="module" src="/chunks/a.js"></script>',
      'background.js': 'all()',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(build, name), text);
    expect(sizesOf(build)).toBeNull();
    writeFileSync(
      sizesBeside(build),
      JSON.stringify({ 'background.js': { 'lib/sync': 20, 'lib/engine': 5 } }),
    );
    expect(sizesOf(build)?.['background']).toEqual({
      bytes: expect.any(Number) as number,
      groups: { 'lib/engine': 5, 'lib/sync': 20 },
    });
  } finally {
    rmSync(build, { recursive: true });
    rmSync(sizesBeside(build), { force: true });
  }
});

test('TOOLS-36 what grew is named, the largest change first, and what is as it was is not', () => {
  const groups = { 'lib/sync': 100, 'lib/engine': 50, 'lib/old': 7, idb: 9 };
  const kept = { popup: { bytes: 10, groups }, background: { bytes: 20, groups } };
  const now = {
    popup: { bytes: 10, groups },
    background: { bytes: 25, groups: { 'lib/sync': 130, 'lib/engine': 49, idb: 9, uuid: 40 } },
  };
  expect(whatGrew(kept, now)).toEqual([
    'background: +5 bytes after gzip. Of its text: uuid +40, lib/sync +30, lib/old -7, lib/engine -1.',
  ]);
});
