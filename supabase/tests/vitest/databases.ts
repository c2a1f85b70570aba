import { freshDatabase, type FreshDatabase } from '../../local/testing/fresh-database.ts';
import { loadModel } from '../../tools/load-model.ts';

export interface Databases {
  /** Makes a database with all migrations, or with none. Returns its URL. */
  create(options: { migrated: boolean }): Promise<string>;
  /** Makes a database from supabase/schemas. Returns its URL. */
  createFromModel(): Promise<string>;
  /** Drops all of them. */
  drop(): Promise<void>;
}

/** The databases of one test file. */
export function createDatabases(): Databases {
  const made: FreshDatabase[] = [];

  async function create({ migrated }: { migrated: boolean }) {
    const fresh = await freshDatabase({ migrated });
    made.push(fresh);
    return fresh.url;
  }

  return {
    create,
    async createFromModel() {
      const url = await create({ migrated: false });
      await loadModel(url);
      return url;
    },
    async drop() {
      for (const fresh of made) await fresh.drop();
    },
  };
}
