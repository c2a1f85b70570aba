import type { Row, RowList } from 'postgres';
import { connect } from '../local/connect.ts';

/** Runs statements in a database and returns the rows of the last one. */
export async function runStatements(url: string, statements: string): Promise<RowList<Row[]>> {
  const sql = connect(url);
  try {
    return await sql.unsafe(statements);
  } finally {
    await sql.end();
  }
}
