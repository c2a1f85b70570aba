import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supabase } from './supabase-cli.ts';
import type { TwoDatabases } from './two-databases.ts';

/** The SQL that takes a database from the migrations to the model. Empty if they agree. */
export async function makeDiff({ migrated, modelled }: TwoDatabases): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'baton-diff-'));
  const file = join(place, 'diff.sql');
  try {
    await supabase('db', 'diff', '--from', migrated, '--to', modelled, '--output', file);
    const sql = await readFile(file, 'utf8').catch(() => '');
    // The official command writes these lines even if nothing differs.
    return sql
      .replaceAll(/^(SET local check_function_bodies = off;|No schema changes found.*)\s*$/gm, '')
      .trim() === ''
      ? ''
      : sql;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
