import { expect, test } from 'vitest';
import { drawFlame } from './draw.ts';

const lanes = [
  { name: 'popup <A>', spans: [{ what: 'click', from: 100, to: 104 }] },
  {
    name: 'worker',
    spans: [
      { what: 'action.setBadgeText', from: 150, to: 151 },
      { what: 'write (strict) outbox', from: 110, to: 120 },
      { what: 'call to the server', from: 90, to: 140 },
    ],
  },
];

test('every span of every lane is in the picture, in the order of time, with its length', () => {
  const svg = drawFlame('A & B', lanes, 100);
  const labels = [...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, label]) => label);
  expect(labels[0]).toBe('A &amp; B');
  expect(labels.filter((label) => !label?.endsWith(' ms')).slice(1)).toEqual([
    'popup &lt;A>',
    'click 4.0',
    'worker',
    'call to the server 50.0',
    'write (strict) outbox 10.0',
    'action.setBadgeText 1.0',
  ]);
  expect(svg.match(/<rect class="(\w+)"/g)).toEqual([
    '<rect class="run"',
    '<rect class="net"',
    '<rect class="disk"',
    '<rect class="paint"',
  ]);
});

test('what began before the left edge is cut there', () => {
  const [, x, wide] =
    /<rect class="net" x="([\d.]+)" y="\d+" width="([\d.]+)"/.exec(drawFlame('A', lanes, 100)) ?? [];
  const [, end] = /<rect class="paint" x="([\d.]+)"/.exec(drawFlame('A', lanes, 100)) ?? [];
  expect(x).toBe('12.0');
  expect(Number(x) + Number(wide)).toBeLessThan(Number(end));
});
