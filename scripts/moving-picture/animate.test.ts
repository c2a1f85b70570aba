import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { animate } from './animate.ts';

const pictures = join(import.meta.dirname, '../../docs/screenshots');
const one = readFileSync(join(pictures, 'popup-running-light.png'));
const other = readFileSync(join(pictures, 'popup-paused-light.png'));
const kinds = (png: Buffer) => {
  const found: string[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    found.push(png.toString('latin1', at + 4, at + 8));
  return found;
};

test('TOOLS-34 pictures become one that moves, with the first where none can', () => {
  const moving = animate([
    { png: one, duration: 900 },
    { png: other, duration: 1500 },
  ]);
  const found = kinds(moving).filter((kind, place, all) => kind !== all[place - 1]);
  expect(found).toEqual(['IHDR', 'acTL', 'fcTL', 'IDAT', 'fcTL', 'fdAT', 'IEND']);
  // No packed pixel is lost on the way.
  expect(moving.length).toBeGreaterThan(one.length + other.length - 200);
});

test('TOOLS-34 pictures of several sizes are refused', () => {
  const wide = readFileSync(join(pictures, 'options-light.png'));
  expect(() => animate([one, wide].map((png) => ({ png, duration: 1 })))).toThrow('not of one size');
});

test('TOOLS-34 the picture of a handoff is there, moves, and is under 1 MB', () => {
  const handoff = readFileSync(join(pictures, '../handoff.png'));
  expect(kinds(handoff)).toContain('acTL');
  expect(handoff.length).toBeLessThan(1_000_000);
});
