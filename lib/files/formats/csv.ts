import type { Refusal } from '../refusal.ts';

export interface CsvRow {
  /** The line that it begins in. The first is 1. */
  line: number;
  cells: string[];
}

/** A first line that names the separator, for Excel. A spreadsheet that saves it again fills it up with empty cells. */
const separatorLine = /^("?)sep=(.)\1([,;\t]*)(\r\n|\r|\n|$)/i;

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/** Writes rows as RFC 4180 asks: commas, CRLF after each row, quotes where a cell needs them. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

/**
 * Reads what `writeCsv` writes and what spreadsheets make of it: semicolons or tabs for commas, and any line ends.
 * Empty lines are ignored, and so is a first line that names the separator. A quoted cell must be closed, and its cell must end there.
 */
export function readCsv(text: string): { rows: CsvRow[] } | { refused: Refusal } {
  const [named = '', , sign = '', filled] = separatorLine.exec(text) ?? [];
  const separator =
    named !== '' && filled === '' ? sign.charCodeAt(0) : separatorOf(text.slice(named.length));
  const rows: CsvRow[] = [];
  let at = named.length;
  let line = named === '' ? 1 : 2;
  let row: CsvRow = { line, cells: [] };
  while (at < text.length || row.cells.length > 0) {
    let cell: string;
    if (text.charCodeAt(at) === quote) {
      const begun = line;
      const end = closingQuote(text, at);
      const next = text.charCodeAt(end + 1);
      const isClosed = next === separator || isLineEnd(next) || end + 1 === text.length;
      if (end === -1 || !isClosed) return { refused: { line: begun, reason: 'bad_quote' } };
      cell = text.slice(at + 1, end);
      line += lineEndsIn(cell);
      cell = cell.replaceAll('""', '"');
      at = end + 1;
    } else {
      const start = at;
      while (at < text.length && text.charCodeAt(at) !== separator && !isLineEnd(text.charCodeAt(at)))
        at += 1;
      cell = text.slice(start, at);
    }
    row.cells.push(cell);
    if (text.charCodeAt(at) === separator) {
      at += 1;
      continue;
    }
    at += text.charCodeAt(at) === carriageReturn && text.charCodeAt(at + 1) === lineFeed ? 2 : 1;
    line += 1;
    if (row.cells.some((filled) => filled.trim() !== '')) rows.push(row);
    row = { line, cells: [] };
  }
  return { rows };
}

/** Spreadsheets fill rows up with empty cells. */
export function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn;
}

/** The offset of the quote that closes the one at `open`, or -1. A doubled quote is part of the cell. */
function closingQuote(text: string, open: number): number {
  let at = open + 1;
  for (;;) {
    at = text.indexOf('"', at);
    if (at === -1 || text.charCodeAt(at + 1) !== quote) return at;
    at += 2;
  }
}

function lineEndsIn(cell: string): number {
  return cell.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** The separator that occurs most often in the first line, outside of quotes. */
function separatorOf(text: string): number {
  const counts = new Map([',', ';', '\t'].map((sign) => [sign.charCodeAt(0), 0]));
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (isLineEnd(code)) break;
    const count = counts.get(code);
    if (count !== undefined) counts.set(code, count + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? ','.charCodeAt(0);
}
