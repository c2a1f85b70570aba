import { readFile } from 'node:fs/promises';
import type { Sql, TransactionSql } from 'postgres';
import { connect } from '../local/connect.ts';

export interface Entry {
  kind: string;
  name: string;
  /** Null only for a missing comment. */
  definition: string | null;
}

const question = new URL('catalogue.sql', import.meta.url);

/**
 * Lists what a database has: tables, columns, constraints, indexes, policies, triggers, functions, rights, comments.
 */
export async function readCatalogue(url: string): Promise<Entry[]> {
  const sql = connect(url);
  try {
    return await catalogueOf(sql);
  } finally {
    await sql.end();
  }
}

/** The same through an open connection or inside its transaction. */
export async function catalogueOf(sql: Sql | TransactionSql): Promise<Entry[]> {
  return [...(await sql.unsafe<Entry[]>(await readFile(question, 'utf8')))];
}

/** How two databases differ, a sentence each. */
export function compareCatalogues(migrated: Entry[], modelled: Entry[]): string[] {
  const there = new Map(migrated.map((entry) => [`${entry.kind} ${entry.name}`, entry.definition]));
  const wanted = new Map(modelled.map((entry) => [`${entry.kind} ${entry.name}`, entry.definition]));
  const differences: string[] = [];
  for (const [name, definition] of wanted)
    if (!there.has(name)) differences.push(`${name} is in supabase/schemas and in no migration.`);
    else if (there.get(name) !== definition)
      differences.push(
        `${name} is "${there.get(name)}" after the migrations, but supabase/schemas says "${definition}".`,
      );
  for (const name of there.keys())
    if (!wanted.has(name)) differences.push(`${name} is in the migrations and not in supabase/schemas.`);
  return differences;
}
