import { expect, test } from 'vitest';
import { largestFile, planFileImport } from './plan-file-import.ts';
import { marinaraCsv } from './testing/other-app-files.ts';
import { importContext } from './testing/stored-rows.ts';

test('FILES-12 a file that is larger than one message can carry is refused before it is read', async () => {
  const giant = { size: largestFile + 1, arrayBuffer: () => Promise.reject(new Error('read')) };
  expect(await planFileImport(giant, importContext())).toEqual({ refused: { line: 1, reason: 'too_large' } });
});

test('FILES-12 a file of just the largest size is read', async () => {
  const empty = { size: largestFile, arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)) };
  expect(await planFileImport(empty, importContext())).toEqual({ refused: { line: 1, reason: 'empty' } });
});

const latin1 = (text: string) => new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))]);
const french = marinaraCsv.replace(/^.*\n/, 'Fin (ISO 8601),Date,Heure,Horodatage,Fuseau,Durée\n');

test('FILES-10 in an encoding of the spreadsheet, a table is read whose other letters nobody reads', async () => {
  expect(await planFileImport(latin1(french), importContext())).toMatchObject({
    preview: { sessions: { added: 2 } },
  });
});

test.each([
  ['a preset', 'start,end,phase,preset\n2026-01-05T09:00Z,2026-01-05T09:25Z,work,kürzer\n', 2],
  ['a backup', '{\n"format": "baton",\n"name": "Büro"}', 3],
  ['an unknown table', 'Tâche,Durée\na,b\n', 1],
])('FILES-10 %s in such an encoding is refused with its line', async (_name, text, line) => {
  expect(await planFileImport(latin1(text), importContext())).toEqual({
    refused: { line, reason: 'not_text' },
  });
});
