import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { compareCatalogues, readCatalogue } from './catalogue.ts';
import { limitsFile, makeLimits } from './make-limits.ts';
import { makeTypes, typesFile } from './make-types.ts';
import { supabase } from './supabase-cli.ts';
import type { TwoDatabases } from './two-databases.ts';

/** How the migrations differ from supabase/schemas, one sentence each. */
export async function driftOf({ migrated, modelled }: TwoDatabases): Promise<string[]> {
  const [there, wanted] = await Promise.all([readCatalogue(migrated), readCatalogue(modelled)]);
  return compareCatalogues(there, wanted);
}

/** A sentence for each file made from the database, if it is not what the database says. */
export async function staleTypes(url: string): Promise<string[]> {
  const [types, limits] = await Promise.all([makeTypes(url), makeLimits(url)]);
  const made = [
    { file: typesFile, text: types },
    { file: limitsFile, text: limits },
  ];
  const committed = await Promise.all(made.map(({ file }) => readFile(file, 'utf8')));
  return made
    .filter(({ text }, place) => text !== committed[place])
    .map(({ file }) => `${relative(process.cwd(), file)} is not what the database says: npm run db:types.`);
}

/** Procedures that commit: PostgreSQL lets none do so that has a search_path of its own. They qualify every name. */
const committing = ['`baton.run_retention` has a role mutable search_path'];

/** The warnings and errors of the Supabase advisors about a database, one sentence each. */
export async function adviceOn(url: string): Promise<string[]> {
  try {
    const said = await supabase('db', 'advisors', `--remote=${url}`, '--level', 'warn');
    if (!said.includes('[')) return [];
    const advice = JSON.parse(said.slice(said.indexOf('['))) as { detail: string }[];
    return advice
      .map(({ detail }) => detail)
      .filter((detail) => !committing.some((known) => detail.includes(known)));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
