import { isReached } from './ratios.ts';
import type { Results } from './results.ts';
import type { Row } from './row.ts';

const head = ['figure', 'yardstick', 'ratio', 'middle half', 'aim', 'yardstick’s', 'p50', 'p95', 'runs'];

/** The table for the terminal, with its notes below. */
export function asText(results: Results): string {
  const lines = [head, ...rowsOf(results).map(cellsOf)];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return [
    ...lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')),
    '',
    ...rowsOf(results).flatMap(({ figure, note }) => (note === null ? [] : [`${figure}: ${note}`])),
  ].join('\n');
}

/** The same for a document, with when and where each part was measured. */
export function asMarkdown(results: Results): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = rowsOf(results).map((row) => line(cellsOf(row)));
  const notes = rowsOf(results).flatMap(({ figure, note }) =>
    note === null ? [] : [`- ${figure}: ${note}`],
  );
  const parts = Object.entries(results).map(
    ([name, { date, machine, versions }]) =>
      `- ${name}: ${date}, ${machine.cores} cores (${machine.processor}), load ${machine.load.join(' before, ')} after; ${Object.entries(
        versions,
      )
        .map(([what, version]) => `${what} ${version}`)
        .join(', ')}`,
  );
  return [[line(head), line(head.map(() => '---')), ...rows].join('\n'), notes.join('\n'), parts.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Puts a text between two marks of a document. */
export function between(document: string, mark: string, text: string): string {
  const [from, to] = [`<!-- ${mark} -->`, `<!-- end of ${mark} -->`];
  const [start, end] = [document.indexOf(from), document.indexOf(to)];
  if (start < 0 || end < start) throw new Error(`The document has no place for ${mark}.`);
  return `${document.slice(0, start + from.length)}\n\n${text}\n\n${document.slice(end)}`;
}

function rowsOf(results: Results): Row[] {
  return Object.values(results).flatMap(({ rows }) => rows);
}

function cellsOf(row: Row): string[] {
  const { figure, yardstick, ratio, spread, aim, base, p50, p95, runs, unit } = row;
  const amount = (value: number | null) => (value === null ? '' : `${digits(value)} ${unit}`);
  return [
    figure,
    yardstick ?? '',
    ratio === null ? '' : ratio.toFixed(2),
    spread === null ? '' : spread.map((value) => value.toFixed(2)).join(' to '),
    aim === null ? '' : `${aim.is} ${aim.value}${isReached(row) ? '' : ', missed'}`,
    amount(base),
    amount(p50),
    amount(p95),
    String(runs),
  ];
}

function digits(value: number): string {
  return Math.abs(value) < 100 ? String(Number(value.toPrecision(3))) : value.toFixed(0);
}
