import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { weigh } from '../budgets.ts';
import { sizesBeside, type ModuleSizes } from './module-sizes.ts';

/** Of what a build is weighed by: bytes after gzip, and what its groups of modules brought before it was made smaller. */
export type Sizes = Record<string, { bytes: number; groups: Record<string, number> }>;

/** The sizes of the build in a folder. Null where it does not say what its files consist of. */
export function sizesOf(build: string): Sizes | null {
  const file = sizesBeside(build);
  if (!existsSync(file)) return null;
  const modules = JSON.parse(readFileSync(file, 'utf8')) as ModuleSizes;
  const sizes: Sizes = {};
  for (const { what, files, bytes } of weigh(build)) {
    const groups: Record<string, number> = {};
    for (const path of files) {
      for (const [group, size] of Object.entries(modules[relative(build, path)] ?? {}))
        groups[group] = (groups[group] ?? 0) + size;
    }
    sizes[what] = {
      bytes,
      groups: Object.fromEntries(Object.entries(groups).toSorted(([one], [other]) => (one < other ? -1 : 1))),
    };
  }
  return sizes;
}

const record = new URL('sizes.json', import.meta.url);

/** The sizes that are kept in this repository, by the name of the browser in a build. */
export function keptSizes(): Record<string, Sizes> {
  return JSON.parse(readFileSync(record, 'utf8')) as Record<string, Sizes>;
}

export function keepSizes(sizes: Record<string, Sizes>): void {
  writeFileSync(record, `${JSON.stringify(sizes, null, 2)}\n`);
}

/** What is to be said at the end of a build: nothing where it is as large as what is kept. */
export function sayWhatGrew(browser: string, build: string): string {
  const [kept, now] = [keptSizes()[browser], sizesOf(build)];
  if (!kept || !now) return '';
  return whatGrew(kept, now)
    .map((line) => `${browser}, ${line}`)
    .join('\n');
}

const named = 6;

/** A line for each part that has another size than the one that is kept, with what grew and shrank most. */
export function whatGrew(kept: Sizes, now: Sizes): string[] {
  return Object.entries(now).flatMap(([what, { bytes, groups }]) => {
    const before = kept[what] ?? { bytes: 0, groups: {} };
    const changes = [...new Set([...Object.keys(groups), ...Object.keys(before.groups)])]
      .map((group) => ({ group, by: (groups[group] ?? 0) - (before.groups[group] ?? 0) }))
      .filter(({ by }) => by !== 0)
      .toSorted((one, other) => Math.abs(other.by) - Math.abs(one.by));
    if (changes.length === 0) return [];
    const most = changes.slice(0, named).map(({ group, by }) => `${group} ${signed(by)}`);
    const rest = changes.length > named ? `, and ${changes.length - named} others` : '';
    return [
      `${what}: ${signed(bytes - before.bytes)} bytes after gzip. Of its text: ${most.join(', ')}${rest}.`,
    ];
  });
}

function signed(by: number): string {
  return by > 0 ? `+${by}` : String(by);
}
