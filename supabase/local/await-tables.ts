import { setTimeout as delay } from 'node:timers/promises';
import { connect } from './connect.ts';

/**
 * Waits until a real Auth server has made its tables in this database, because the migrations hang on them. Throws one
 * sentence after `within` milliseconds.
 */
export async function awaitAuthTables(database: string, target: string, within: number): Promise<void> {
  const sql = connect(database);
  try {
    const end = performance.now() + within;
    for (;;) {
      const [found] = await sql`
        select to_regclass('auth.users') is not null and to_regclass('auth.sessions') is not null as there`;
      if (found?.['there'] === true) return;
      if (performance.now() > end) break;
      await delay(500);
    }
  } finally {
    await sql.end();
  }
  throw new Error(
    `The Auth server at ${target} has not made its tables in ${new URL(database).pathname.slice(1)}: ` +
      'it has to use this database, and the JWT secret of this backend.',
  );
}
