import { readFile } from 'node:fs/promises';
import { compareCatalogues, readCatalogue } from './catalogue.ts';
import { makeTypes, typesFile } from './make-types.ts';
import { supabase } from './supabase-cli.ts';
import type { TwoDatabases } from './two-databases.ts';

/** How the migrations differ from supabase/schemas, one sentence each. */
export async function driftOf({ migrated, modelled }: TwoDatabases): Promise<string[]> {
  const [there, wanted] = await Promise.all([readCatalogue(migrated), readCatalogue(modelled)]);
  return compareCatalogues(there, wanted);
}

/** A sentence if the committed types are not those of the database. */
export async function staleTypes(url: string): Promise<string[]> {
  const [types, committed] = await Promise.all([makeTypes(url), readFile(typesFile, 'utf8')]);
  return types === committed
    ? []
    : ['lib/sync/wire/database.ts is not what the database says: npm run db:types.'];
}

/** The warnings and errors of the Supabase advisors about a database. */
export async function adviceOn(url: string): Promise<string[]> {
  try {
    await supabase('db', 'advisors', `--remote=${url}`, '--level', 'warn', '--fail-on', 'warn');
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
