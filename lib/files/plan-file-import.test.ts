import { expect, test } from 'vitest';
import { largestFile, planFileImport } from './plan-file-import.ts';
import { importContext } from './testing/stored-rows.ts';

test('FILES-12 a file that is larger than one message can carry is refused before it is read', async () => {
  const giant = { size: largestFile + 1, arrayBuffer: () => Promise.reject(new Error('read')) };
  expect(await planFileImport(giant, importContext())).toEqual({ refused: { line: 1, reason: 'too_large' } });
});

test('FILES-12 a file of just the largest size is read', async () => {
  const empty = { size: largestFile, arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)) };
  expect(await planFileImport(empty, importContext())).toEqual({ refused: { line: 1, reason: 'empty' } });
});
