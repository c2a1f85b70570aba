import { connect } from '../connect.ts';

/**
 * Empties the default partition of `realtime.messages`, where our gateway's broadcasts lie. A real Realtime
 * server makes a partition for each day, which fails while rows of that day are in the default one.
 */
export async function emptyDefaultPartition(database: string): Promise<void> {
  const sql = connect(database);
  try {
    await sql`delete from realtime.messages where tableoid = to_regclass('realtime.messages_default')`;
  } finally {
    await sql.end();
  }
}
