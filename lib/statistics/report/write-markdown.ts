import { cellText, type ChartTable } from '../charts/chart-table.ts';
import type { Formatter } from '../formatter.ts';

/** A page of text and tables. All of its texts are plain. */
export interface MarkdownPage {
  title: string;
  /** One paragraph. */
  text: string;
  sections: readonly { title: string; table: ChartTable }[];
}

/** Signs that Markdown or one of its dialects gives a meaning to. A backslash takes it away from each. */
const signs = /[!#$&()*+\-.:<=>@[\\\]^_`{|}~]/g;

/** A text in Markdown that reads as it was. What would end its line becomes a space. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(signs, (sign) => `\\${sign}`);
}

/** Writes a page as Markdown, with tables as GitHub has them. Nothing in a text makes a link, a list or any markup. */
export function writeMarkdown({ title, text, sections }: MarkdownPage, formatter: Formatter): string {
  const blocks = [`# ${escapeMarkdown(title)}`, escapeMarkdown(text)];
  for (const section of sections) {
    blocks.push(`## ${escapeMarkdown(section.title)}`, writeTable(section.table, formatter));
  }
  return `${blocks.join('\n\n')}\n`;
}

function writeTable({ columns, rows }: ChartTable, formatter: Formatter): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ name }) => escapeMarkdown(name))),
    line(columns.map(({ holds }) => (holds === 'focus' || holds === 'count' ? '---:' : '---'))),
    ...rows.map((cells) => line(cells.map((cell) => escapeMarkdown(cellText(cell, formatter))))),
  ].join('\n');
}
