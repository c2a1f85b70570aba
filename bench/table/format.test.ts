import { expect, test } from 'vitest';
import { asMarkdown, asText, between } from './format.ts';
import type { Results } from './results.ts';

const results: Results = {
  popup: {
    date: '2026-12-01',
    machine: { cores: 2, processor: 'One', memory: '8 GB', load: [0.5, 3.25] },
    versions: { Node: '24' },
    rows: [
      {
        figure: 'popup',
        yardstick: 'a page',
        unit: 'ms',
        ratio: 1.512,
        spread: [1.4, 1.6],
        aim: { is: 'at most', value: 1.4 },
        base: 50.1234,
        p50: 80,
        p95: 123.4,
        runs: 15,
        note: 'As it is.',
      },
    ],
  },
  calls: {
    date: '2026-12-02',
    machine: { cores: 4, processor: 'Two', memory: '8 GB', load: [0, 0] },
    versions: { Node: '24', PostgreSQL: '17' },
    rows: [
      {
        figure: 'calls',
        yardstick: null,
        unit: 'calls',
        ratio: null,
        spread: null,
        aim: { is: 'at most', value: 12 },
        base: null,
        p50: 12,
        p95: null,
        runs: 1,
        note: null,
      },
    ],
  },
};

test('the table says of each row what it is, its aim, and whether it was missed', () => {
  expect(asMarkdown(results).split('\n').slice(2)).toEqual([
    '| popup | a page | 1.51 | 1.40 to 1.60 | at most 1.4, missed | 50.1 ms | 80 ms | 123 ms | 15 |',
    '| calls |  |  |  | at most 12 |  | 12 calls |  | 1 |',
    '',
    '- popup: As it is.',
    '',
    '- popup: 2026-12-01, 2 cores (One), load 0.5 before, 3.25 after; Node 24',
    '- calls: 2026-12-02, 4 cores (Two), load 0 before, 0 after; Node 24, PostgreSQL 17',
  ]);
  expect(asText(results)).toContain('popup: As it is.');
});

test('a document keeps what stands around the table', () => {
  const document = 'a\n<!-- it -->\nold\n<!-- end of it -->\nb';
  expect(between(document, 'it', 'new')).toBe('a\n<!-- it -->\n\nnew\n\n<!-- end of it -->\nb');
  expect(() => between(document, 'other', 'new')).toThrow('no place for other');
});
