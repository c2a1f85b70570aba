import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)).flatMap((code) =>
    isLittle ? [code & 255, code >> 8] : [code >> 8, code & 255],
  );
  return Uint8Array.from(isLittle ? [0xff, 0xfe, ...bytes] : [0xfe, 0xff, ...bytes]);
}

test.each([
  ['UTF-8', utf8('Grüße 😀')],
  ['UTF-8 with byte order mark', utf8('\ufeffGrüße 😀')],
  ['UTF-16, little end first', utf16('Grüße 😀', true)],
  ['UTF-16, big end first', utf16('Grüße 😀', false)],
])('FILES-10 %s is read', (_name, bytes) => {
  expect(decodeText(bytes)).toEqual({ text: 'Grüße 😀' });
});

test('FILES-10 another encoding is refused with the line of the first letter that gives it away', () => {
  const latin1 = Uint8Array.from([...utf8('a,b\n1,2\n'), 0x47, 0x72, 0xfc, 0xdf, 0x65, 10, 65]);
  expect(decodeText(latin1)).toEqual({ refused: { line: 3, reason: 'not_text' } });
});

test('FILES-10 any bytes are text or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const decoded = decodeText(bytes);
      if ('refused' in decoded) expect(decoded.refused.line).toBeGreaterThanOrEqual(1);
      else expect(decoded.text.isWellFormed()).toBe(true);
    }),
  );
});
