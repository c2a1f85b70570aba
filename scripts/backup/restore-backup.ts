import { createReadStream } from 'node:fs';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { TransactionSql } from 'postgres';
import type { Database } from '../../supabase/local/connect.ts';
import { migrate } from '../../supabase/local/migrate.ts';
import { projectMigrations } from '../../supabase/local/project-migrations.ts';
import { connectTo, encrypted } from '../db/connect-to.ts';
import { endOfTable, nothing, readHeader, type BackupHeader, type BackupTable } from './format.ts';
import { tablesOf } from './tables.ts';

/**
 * Puts a backup into an empty project: first the tables as they were, then the rows, and then the migrations that came
 * later, as in an update. The rows go in as a whole or not at all. Returns how many there were.
 */
export async function restoreBackup(url: string, file: string): Promise<number> {
  const lines = linesOf(file);
  const header = readHeader((await lines.next()).value ?? '');
  const sql = connectTo(url);
  try {
    await refuseUnlessEmpty(sql, header);
    await migrateAsThen(url, header);
    const rows = await sql.begin((tx) => fill(tx, header, lines));
    await migrate(encrypted(url));
    return rows;
  } finally {
    await sql.end();
  }
}

/** Lines end with a newline and nothing else: texts have other characters that some take for the end of one. */
async function* linesOf(file: string): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  const unpacked = createReadStream(file).pipe(createGunzip());
  try {
    for await (const piece of unpacked as AsyncIterable<Buffer>) {
      const parts = (rest + decoder.decode(piece, { stream: true })).split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
  } catch (error) {
    throw new Error('This file is no backup, or it is cut off.', { cause: error });
  }
}

async function refuseUnlessEmpty(sql: Database, { migrations }: BackupHeader): Promise<void> {
  const [people] = await sql<{ there: boolean }[]>`select exists (select from auth.users) as there`;
  if (people?.there) throw new Error('There are people in this project already. Restore into an empty one.');
  const [history] = await sql<{ there: boolean }[]>`
    select to_regclass('supabase_migrations.schema_migrations') is not null as there`;
  if (!history?.there) return;
  const applied = await sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations`;
  const newer = applied.map(({ version }) => version).filter((version) => !migrations.includes(version));
  if (newer.length > 0)
    throw new Error(
      `This project has tables of a later version than the backup (${newer.join(', ')}). Restore into one without tables: later migrations are applied after the rows.`,
    );
}

/** Applies the migrations that the database had, and no later one. */
async function migrateAsThen(url: string, { migrations }: BackupHeader): Promise<void> {
  const known = (await readdir(projectMigrations)).filter((name) => name.endsWith('.sql'));
  const missing = migrations.filter((version) => !known.some((name) => name.startsWith(`${version}_`)));
  if (missing.length > 0)
    throw new Error(
      `The backup is of a version with other migrations (${missing.join(', ')}). Take that one.`,
    );
  const folder = await mkdtemp(join(tmpdir(), 'baton-restore-'));
  try {
    for (const name of known)
      if (migrations.includes(name.slice(0, 14)))
        await copyFile(join(projectMigrations, name), join(folder, name));
    await migrate(encrypted(url), folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function fill(
  tx: TransactionSql,
  header: BackupHeader,
  lines: AsyncGenerator<string, undefined>,
): Promise<number> {
  await tx`select set_config('search_path', '', true)`;
  const there = await tablesOf(tx);
  const own = there.filter(({ schema }) => schema !== 'auth').map(nameOf);
  let rows = 0;
  let isOwn = false;
  for (const table of header.tables) {
    if (!isOwn && table.schema !== 'auth') {
      isOwn = true;
      await silence(tx, own);
    }
    rows += await copyIn(tx, table, there, lines);
  }
  for (const name of own) await tx.unsafe(`alter table ${name} enable trigger user`);
  return rows;
}

/**
 * From here on rows go in as they were: no trigger numbers, merges or tells. The people whom Auth got have made rows of
 * their own, as at a sign-up, and these give way.
 */
async function silence(tx: TransactionSql, own: readonly string[]): Promise<void> {
  await tx`set constraints all immediate`;
  await tx.unsafe(`truncate ${own.join(', ')}`);
  for (const name of own) await tx.unsafe(`alter table ${name} disable trigger user`);
}

function nameOf({ schema, name }: Pick<BackupTable, 'schema' | 'name'>): string {
  return `"${schema}"."${name}"`;
}

/** A column that this project does not have is left out: Auth has other versions here and there. */
async function copyIn(
  tx: TransactionSql,
  table: BackupTable,
  there: readonly BackupTable[],
  lines: AsyncGenerator<string, undefined>,
): Promise<number> {
  const target = there.find(({ schema, name }) => schema === table.schema && name === table.name);
  const kept = table.columns.flatMap((column, place) => (target?.columns.includes(column) ? [place] : []));
  const listed = kept.map((place) => `"${table.columns[place]}"`).join(', ');
  const into = target && (await tx.unsafe(`copy ${nameOf(table)} (${listed}) from stdin`).writable());
  let rows = 0;
  try {
    for (;;) {
      const { value: line, done } = await lines.next();
      if (done) throw new Error('The backup ends too early: it is cut off.');
      if (line === endOfTable) break;
      rows += 1;
      if (!into) continue;
      const values = line.split('\t');
      const row = kept.map((place) => values[place] ?? nothing).join('\t');
      if (!into.write(`${row}\n`)) await once(into, 'drain');
    }
  } catch (error) {
    // Otherwise the database waits for more rows, and everything after for the database.
    into?.on('error', () => {}).destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
  if (into) {
    into.end();
    await finished(into);
  }
  return rows;
}
