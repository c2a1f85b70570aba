import { readFile } from 'node:fs/promises';
import { getAuthSchemaSql } from '@supabase/lite';
import type { TransactionSql } from 'postgres';
import { connect } from './connect.ts';

/**
 * Makes a plain PostgreSQL what a Supabase project's migrations expect: roles, the `extensions`, `auth` and
 * `realtime` schemas, hosted Supabase's default privileges. What is already there stays as it is, so this
 * can run at every start and on a database of a real Supabase. Throws when the user may not create roles.
 * With `gateway: false` broadcasts are left to a real Realtime server, which reads the write-ahead log.
 */
export async function bootstrap(url: string, { gateway = true } = {}): Promise<void> {
  const sql = connect(url);
  try {
    await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtext('bootstrap'))`;
      await run(tx, 'roles');
      await run(tx, 'extensions');
      await run(tx, 'privileges');
      if (!(await exists(tx, 'auth.users'))) await tx.unsafe(getAuthSchemaSql());
      if (!(await exists(tx, 'auth.uid()'))) await run(tx, 'auth-helpers');
      if (!(await exists(tx, 'realtime.messages'))) await run(tx, 'realtime-messages');
      if (!(await exists(tx, 'realtime.send(jsonb,text,text,boolean)'))) await run(tx, 'realtime-functions');
      if (gateway) await run(tx, 'realtime-notify');
    });
  } finally {
    await sql.end();
  }
}

async function run(tx: TransactionSql, name: string) {
  await tx.unsafe(await readFile(new URL(`./bootstrap/${name}.sql`, import.meta.url), 'utf8'));
}

async function exists(tx: TransactionSql, name: string) {
  const [row] = name.endsWith(')')
    ? await tx`select to_regprocedure(${name}) is not null as found`
    : await tx`select to_regclass(${name}) is not null as found`;
  return row?.['found'] === true;
}
