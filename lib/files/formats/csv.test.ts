import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv, writeCsv } from './csv.ts';

const cells = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\t', '\r', '\n', ' ', 'ü', '😀', '') });
// A header of plain words, as all our files have one: it tells the separator.
const tables = fc
  .integer({ min: 2, max: 5 })
  .chain((width) =>
    fc
      .array(fc.array(cells, { minLength: width, maxLength: width }), { maxLength: 6 })
      .map((rows) => [
        Array.from({ length: width }, (_, index) => `column ${index}`),
        ...rows.filter((row) => row.some((cell) => cell.trim() !== '')),
      ]),
  );

function rowsOf(text: string): string[][] {
  const table = readCsv(text);
  if ('refused' in table) throw new Error(table.refused.reason);
  return table.rows.map((row) => row.cells);
}

test('FILES-8 what is written is read back cell by cell', () => {
  fc.assert(
    fc.property(tables, (rows) => {
      expect(rowsOf(writeCsv(rows))).toEqual(rows);
    }),
  );
});

test('FILES-8 cells with commas, quotes or line ends are quoted, rows end with CRLF', () => {
  expect(writeCsv([['a', 'b,c', 'say "hi"', 'x\ny']])).toBe('a,"b,c","say ""hi""","x\ny"\r\n');
});

test.each([
  ['LF', 'a,b\n1,2\n'],
  ['CRLF', 'a,b\r\n1,2\r\n'],
  ['CR', 'a,b\r1,2\r'],
  ['no end', 'a,b\n1,2'],
  ['empty lines', '\n\na,b\n\n,\n1,2\n\n'],
  ['semicolons', 'a;b\n1;2\n'],
  ['tabs', 'a\tb\r\n1\t2\r\n'],
  ['quotes everywhere', '"a","b"\n"1","2"\n'],
])('FILES-19 %s are read', (_name, text) => {
  expect(rowsOf(text)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test.each([
  ['semicolons', 'sep=;\r\na;"b,c,d"\r\n1;2\r\n'],
  ['a sign of its own', 'SEP=|\na|"b,c,d"\n1|2'],
  ['quotes around it', '"sep=;"\ra;"b,c,d"\r1;2'],
  ['one that was saved again with commas', 'sep=;,,,\na,"b,c,d"\n1,2'],
])('FILES-22 a first line that names the separator is followed: %s', (_name, text) => {
  const table = readCsv(text);
  expect(table).toEqual({
    rows: [
      { line: 2, cells: ['a', 'b,c,d'] },
      { line: 3, cells: ['1', '2'] },
    ],
  });
});

test('FILES-8 a row knows the line that it begins in, whatever ends the lines', () => {
  const table = readCsv('a,b\r\n"1\n1\r1\r\n1",2\r3,4\n\n5,6');
  expect('rows' in table && table.rows.map(({ line }) => line)).toEqual([1, 2, 6, 8]);
});

test.each([
  ['never closed', 'a,b\n1,"2\n3,4\n', 2],
  ['followed by text', 'a,b\n1,2\n"3"3,4\n', 3],
  ['alone', '"', 1],
])('FILES-4 a quote %s is refused with its line', (_name, text, line) => {
  expect(readCsv(text)).toEqual({ refused: { line, reason: 'bad_quote' } });
});

test('FILES-4 any text is read or refused', () => {
  const texts = fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'a', ';', '\t'), maxLength: 40 });
  fc.assert(
    fc.property(texts, (text) => {
      const table = readCsv(text);
      const line = 'refused' in table ? table.refused.line : 1;
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length);
    }),
  );
});
