import { readFile } from 'node:fs/promises';
import { getAuthSchemaSql } from '@supabase/lite';
import type { TransactionSql } from 'postgres';
import { connect } from './connect.ts';

/**
 * Prepares a plain PostgreSQL for migrations that were written for Supabase: roles, the schemas `extensions`, `auth`
 * and `realtime`, and the default privileges. It changes nothing that exists, so it can run at every start and on a
 * database of a real Supabase. Throws if the user may not create roles. With `gateway: false` it makes nothing in the
 * schema `realtime`, which a real Realtime server makes itself and could not take over; with `auth: false` no tables
 * of Auth.
 */
export async function bootstrap(url: string, { gateway = true, auth = true } = {}): Promise<void> {
  const sql = connect(url);
  try {
    await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtext('bootstrap'))`;
      await run(tx, 'roles');
      await run(tx, 'extensions');
      await run(tx, 'privileges');
      if (auth && !(await exists(tx, 'auth.users'))) await tx.unsafe(getAuthSchemaSql());
      if (auth && !(await exists(tx, 'auth.mfa_amr_claims'))) await run(tx, 'auth-amr');
      if (!(await exists(tx, 'auth.uid()'))) await run(tx, 'auth-helpers');
      if (!gateway) return;
      if (!(await exists(tx, 'realtime.messages'))) await run(tx, 'realtime-messages');
      if (!(await exists(tx, 'realtime.send(jsonb,text,text,boolean)'))) await run(tx, 'realtime-functions');
      else if (await isOlder(tx)) {
        await tx`alter table realtime.messages add column if not exists binary_payload bytea`;
        await run(tx, 'realtime-functions');
      }
      await run(tx, 'realtime-notify');
    });
  } finally {
    await sql.end();
  }
}

async function run(tx: TransactionSql, name: string) {
  await tx.unsafe(await readFile(new URL(`./bootstrap/${name}.sql`, import.meta.url), 'utf8'));
}

/** Whether an earlier version of this folder made the schema. */
async function isOlder(tx: TransactionSql) {
  const isOwn = await exists(tx, 'realtime.notify_gateway()');
  return isOwn && !(await exists(tx, 'realtime.send_binary(bytea,text,text,boolean)'));
}

async function exists(tx: TransactionSql, name: string) {
  const [row] = name.endsWith(')')
    ? await tx`select to_regprocedure(${name}) is not null as found`
    : await tx`select to_regclass(${name}) is not null as found`;
  return row?.['found'] === true;
}
