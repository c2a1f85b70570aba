import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeFormula, unescapeFormula } from './escape-formula.ts';

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1+1',
  "'=1+1",
  '＝1+1',
  '＠x',
  '=HYPERLINK("https://example.org","x")',
])('FILES-9 %j never reaches a spreadsheet as a formula', (text) => {
  expect(escapeFormula(text)).toBe(`'${text}`);
});

test.each(['Write the report', "It's fine", '1+1=2', "'quoted'", '', 'ü=1'])(
  'FILES-9 %j stays as it is',
  (text) => {
    expect(escapeFormula(text)).toBe(text);
  },
);

test('FILES-9 what the guard adds is taken back, and nothing else', () => {
  const texts = fc.string({ unit: fc.constantFrom("'", '=', '+', '@', ' ', '\t', '\n', 'a', '＋') });
  fc.assert(
    fc.property(texts, (text) => {
      expect(unescapeFormula(escapeFormula(text))).toBe(text);
      expect(/^['\s]*[=+\-@＝＋－＠]/.test(escapeFormula(text)) && !escapeFormula(text).startsWith("'")).toBe(
        false,
      );
    }),
  );
});
