import { loadModel } from '../../scripts/db/load-model.ts';
import { connect } from '../local/connect.ts';
import { freshDatabase } from '../local/testing/fresh-database.ts';

/** Makes databases for a test file and drops them all in the end. */
export function databaseRoom() {
  const made: Awaited<ReturnType<typeof freshDatabase>>[] = [];

  async function database(migrated: boolean) {
    const fresh = await freshDatabase({ migrated });
    made.push(fresh);
    return fresh.url;
  }

  return {
    /** The URL of a database with all migrations, or with none. */
    database,
    /** The URL of one made from supabase/schemas. */
    async modelled() {
      const url = await database(false);
      await loadModel(url);
      return url;
    },
    async close() {
      for (const fresh of made) await fresh.drop();
    },
  };
}

/** Runs statements in a database. */
export async function run(url: string, statements: string) {
  const sql = connect(url);
  try {
    return await sql.unsafe(statements);
  } finally {
    await sql.end();
  }
}
