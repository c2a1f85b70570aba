import { awaitThere } from './await-there.ts';

/**
 * Waits until a real Auth server has made its tables in this database, because the migrations hang on them. Throws one
 * sentence after `within` milliseconds.
 */
export async function awaitAuthTables(database: string, target: string, within: number): Promise<void> {
  const isThere = await awaitThere(
    database,
    async (sql) => {
      const [found] = await sql`
        select to_regclass('auth.users') is not null and to_regclass('auth.sessions') is not null as there`;
      return found?.['there'] === true;
    },
    within,
  );
  if (isThere) return;
  throw new Error(
    `The Auth server at ${target} has not made its tables in ${new URL(database).pathname.slice(1)}: ` +
      'it has to use this database, and the JWT secret of this backend.',
  );
}
