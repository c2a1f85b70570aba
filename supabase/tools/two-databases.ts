import { startPostgres } from '../local/postgres.ts';
import { freshDatabase } from '../local/testing/fresh-database.ts';
import { loadModel } from './load-model.ts';

export interface TwoDatabases {
  /** The URL of a database with all migrations. */
  migrated: string;
  /** The URL of one made from supabase/schemas. */
  modelled: string;
}

/** Works on two temporary databases: one made by the migrations, one made from supabase/schemas. */
export async function withTwoDatabases<T>(work: (databases: TwoDatabases) => Promise<T>): Promise<T> {
  const postgres = await startPostgres();
  try {
    const migrated = await freshDatabase({ server: postgres.url });
    const modelled = await freshDatabase({ server: postgres.url, migrated: false });
    await loadModel(modelled.url);
    return await work({ migrated: migrated.url, modelled: modelled.url });
  } finally {
    await postgres.stop();
  }
}
