import fc from 'fast-check';
import * as markdown from 'prettier/plugins/markdown';
import { expect, test } from 'vitest';
import { createFormatter } from '../formatter.ts';
import { escapeMarkdown, writeMarkdown } from './write-markdown.ts';

const formatter = createFormatter('en');

const page = (title: string) => ({
  title: 'Week report',
  text: '50 min of focus (so far).',
  sections: [
    {
      title: 'Tasks',
      table: {
        caption: 'Tasks',
        columns: [
          { name: 'Task', holds: 'text' as const },
          { name: 'Focus', holds: 'focus' as const },
          { name: 'Pomodoros', holds: 'count' as const },
        ],
        rows: [[{ text: title }, { focus: 3_000_000 }, { count: 2 }]],
      },
    },
  ],
});

test('STATS-55 a page is written as headings, a paragraph and tables', () => {
  expect(writeMarkdown(page('Write the report'), formatter)).toBe(
    [
      '# Week report',
      '',
      '50 min of focus \\(so far\\)\\.',
      '',
      '## Tasks',
      '',
      '| Task | Focus | Pomodoros |',
      '| --- | ---: | ---: |',
      '| Write the report | 50 min | 2 |',
      '',
    ].join('\n'),
  );
});

interface Node {
  type: string;
  value?: string;
  children?: Node[];
}

/** What a reader of Markdown makes of a text, by its kinds of parts. */
function read(text: string): Node {
  const parser = markdown.parsers.markdown;
  return parser.parse(text, { parser: 'markdown' } as never) as Node;
}

function kindsIn(node: Node): string[] {
  return [node.type, ...(node.children ?? []).flatMap(kindsIn)];
}

function textOf(node: Node): string {
  return node.value ?? (node.children ?? []).map(textOf).join('');
}

/** The parts of a text without markup. */
const plain = ['root', 'heading', 'paragraph', 'sentence', 'word', 'text', 'whitespace'];

const nasty = [
  '[click](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '<img src=x onerror=alert(1)>',
  '<https://evil.example>',
  'https://evil.example',
  '**bold** _it_ ~~gone~~ `code`',
  '# Heading',
  '- [ ] todo',
  '1. one',
  '1) one',
  '> quote',
  'a | b | c',
  'ends in \\',
  '\\| trick',
  '&lt;b&gt; &copy;',
  'two\nlines\r\n\r\n# more',
  '```',
  '$x^2$ :smile: [^1]',
  '---',
  '[ref]: https://evil.example',
];

test.each(nasty)('STATS-55 the title %j stays text, in a table, a heading and a paragraph', (title) => {
  expectText(title);
});

test('STATS-55 any text stays text', () => {
  const signs = Array.from('\\`*_{}[]<>()#+-.!|~&;:=$^@/"\'\t\n\r 1ax\u202e\u2028\u00e9');
  const texts = fc.string({ unit: fc.constantFrom(...signs), maxLength: 24 });
  fc.assert(fc.property(texts, expectText));
});

function expectText(title: string): void {
  const shown = title.replaceAll(/\s+/g, ' ').trim();
  const table = read(writeMarkdown(page(title), formatter)).children?.find(({ type }) => type === 'table');
  const row = table?.children?.[1];
  expect(row?.children?.map((cell) => textOf(cell))).toEqual([shown, '50 min', '2']);
  for (const around of ['', '# ', 'Task: ']) {
    if (shown === '') continue;
    const whole = read(`${around}${escapeMarkdown(title)}`);
    expect(kindsIn(whole).filter((kind) => !plain.includes(kind))).toEqual([]);
    expect(textOf(whole)).toBe(`${around === '# ' ? '' : around}${shown}`);
  }
}
