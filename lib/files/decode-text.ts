import type { Refusal } from './refusal.ts';

/**
 * Decodes a file that is UTF-8 or, if a byte order mark says so, UTF-16, which is what Excel saves as Unicode text.
 * Any other encoding cannot be told from a damaged file and is refused.
 */
export function decodeText(bytes: Uint8Array): { text: string } | { refused: Refusal } {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  const encoding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8';
  const text = decode(bytes, encoding);
  if (text !== null) return { text };
  const line = encoding === 'utf-8' ? firstUndecodableLine(bytes) : 1;
  return { refused: { line, reason: 'not_text' } };
}

/**
 * Decodes a table in an encoding that is not known, such as a spreadsheet's own: what is not ASCII is lost. That does
 * no harm where only headers and titles have such letters, which are not read. Null for JSON, of which all is read.
 */
export function decodeTable(bytes: Uint8Array): string | null {
  const text = new TextDecoder().decode(bytes);
  return /^\s*[[{]/.test(text) ? null : text;
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Each line can be decoded alone, because no byte of a longer UTF-8 character is a line feed. */
function firstUndecodableLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const feed = bytes.indexOf(10, start);
    const end = feed === -1 ? bytes.length : feed + 1;
    if (decode(bytes.subarray(start, end), 'utf-8') === null) return line;
    start = end;
  }
  return line;
}
