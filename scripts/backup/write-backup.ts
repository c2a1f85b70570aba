import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { TransactionSql } from 'postgres';
import { connectTo } from '../db/connect-to.ts';
import { endOfTable, type BackupHeader, type BackupTable } from './format.ts';
import { tablesOf } from './tables.ts';

/** Only these people: a project may have others, who never used Baton. */
const people = '(select id from public.users union select user_id from public.sync_heads)';

/**
 * Copies Baton's tables and the people whom they belong to, as they are at one instant, into a file that only its owner
 * can read. The file gets its name when it is complete. Returns how many rows each table had.
 */
export async function writeBackup(url: string, file: string, now: Date): Promise<Record<string, number>> {
  const sql = connectTo(url);
  const unfinished = `${file}.part`;
  await rm(unfinished, { force: true });
  try {
    const counts = await sql.begin('isolation level repeatable read read only', async (tx) => {
      await tx`select set_config('search_path', '', true)`;
      const header = await headerOf(tx, now);
      // The mode counts where the file is made, so there is no moment at which others can read it.
      const target = createWriteStream(unfinished, { flags: 'wx', mode: 0o600 });
      const packed = createGzip();
      packed.pipe(target);
      packed.write(`${JSON.stringify(header)}\n`);
      const rows: Record<string, number> = {};
      for (const table of header.tables)
        rows[`${table.schema}.${table.name}`] = await copyOut(tx, table, packed);
      packed.end();
      await finished(target);
      return rows;
    });
    await rename(unfinished, file);
    return counts;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await sql.end();
  }
}

async function headerOf(tx: TransactionSql, now: Date): Promise<BackupHeader> {
  const [there] = await tx`select to_regclass('public.sync_heads') is not null as is_there`;
  if (there?.['is_there'] !== true) throw new Error("Baton's tables are not in this database.");
  const migrations = await tx<{ version: string }[]>`
    select version from supabase_migrations.schema_migrations order by version`;
  return {
    baton: 'backup',
    format: 1,
    made_at: now.toISOString(),
    migrations: migrations.map(({ version }) => version),
    tables: await tablesOf(tx),
  };
}

async function copyOut(
  tx: TransactionSql,
  { schema, name, columns }: BackupTable,
  target: NodeJS.WritableStream,
): Promise<number> {
  const listed = columns.map((column) => `"${column}"`).join(', ');
  const whose = name === 'users' ? 'id' : 'user_id';
  const which = schema === 'auth' ? ` where "${whose}" in ${people}` : '';
  const rows = await tx
    .unsafe(`copy (select ${listed} from "${schema}"."${name}"${which}) to stdout`)
    .readable();
  let count = 0;
  for await (const piece of rows as AsyncIterable<Buffer>) {
    for (const byte of piece) if (byte === 10) count += 1;
    if (!target.write(piece)) await once(target, 'drain');
  }
  target.write(`${endOfTable}\n`);
  return count;
}
