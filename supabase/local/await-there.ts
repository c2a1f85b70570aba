import { setTimeout as delay } from 'node:timers/promises';
import { connect, type Database } from './connect.ts';

/**
 * Asks a database until a real server has made there what it needs. False after `within` milliseconds. `knock` is called
 * once, after the first look, where the server begins only when somebody comes.
 */
export async function awaitThere(
  database: string,
  isThere: (sql: Database) => Promise<boolean>,
  within: number,
  knock?: () => void,
): Promise<boolean> {
  const sql = connect(database);
  try {
    const end = performance.now() + within;
    for (let isFirst = true; ; isFirst = false) {
      if (await isThere(sql)) return true;
      if (performance.now() > end) return false;
      if (isFirst) knock?.();
      await delay(500);
    }
  } finally {
    await sql.end();
  }
}
