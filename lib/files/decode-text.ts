import type { Refusal } from './import-plan.ts';

/**
 * The text of a file: UTF-8, or UTF-16 where a byte order mark says so (what Excel saves as Unicode text). Other
 * encodings cannot be told from broken files and are refused.
 */
export function decodeText(bytes: Uint8Array): { text: string } | { refused: Refusal } {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  const encoding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8';
  const text = decode(bytes, encoding);
  if (text !== null) return { text };
  const line = encoding === 'utf-8' ? firstBrokenLine(bytes) : 1;
  return { refused: { line, reason: 'not_text' } };
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** No byte of a longer UTF-8 character is a line feed, so each line stands for itself. */
function firstBrokenLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const feed = bytes.indexOf(10, start);
    const end = feed === -1 ? bytes.length : feed + 1;
    if (decode(bytes.subarray(start, end), 'utf-8') === null) return line;
    start = end;
  }
  return line;
}
