import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { parts } from '../parts.ts';
import type { Row } from './row.ts';

const place = new URL('../results.json', import.meta.url);

/** What the machine was, and what else it did. */
export interface Machine {
  cores: number;
  processor: string;
  memory: string;
  /** Of the last minute, before and after. */
  load: readonly [number, number];
}

export interface PartResults {
  date: string;
  machine: Machine;
  /** Of Baton, Node, the browsers, PostgreSQL. */
  versions: Record<string, string>;
  rows: readonly Row[];
}

export type Results = Record<string, PartResults>;

export async function readResults(): Promise<Results> {
  const text = await readFile(place, 'utf8').catch(() => '{}');
  return JSON.parse(text) as Results;
}

/** What was not measured this time stays. All of it is in the order of the table. */
export async function keepResults(fresh: Results): Promise<Results> {
  const known = { ...(await readResults()), ...fresh };
  const all = Object.fromEntries(
    Object.keys(parts).flatMap((name) => (known[name] ? [[name, known[name]]] : [])),
  );
  await writeFile(place, await format(JSON.stringify(all), { parser: 'json', printWidth: 110 }));
  return all;
}
