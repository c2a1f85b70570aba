import { connect } from '../connect.ts';

/**
 * Empties the default partition of `realtime.messages`, which has the broadcasts of our gateway. A real Realtime server
 * adds a partition for each day. That fails while the default one has rows of that day.
 */
export async function emptyDefaultPartition(database: string): Promise<void> {
  const sql = connect(database);
  try {
    await sql`delete from realtime.messages where tableoid = to_regclass('realtime.messages_default')`;
  } finally {
    await sql.end();
  }
}
