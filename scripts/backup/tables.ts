import type { TransactionSql } from 'postgres';
import { ownedTables } from '../../lib/sync/checks/check-rights.ts';
import type { BackupTable } from './format.ts';

/** The rows of Auth that a person's hang on: who it is, how they come in, and their second factors. */
const ofAuth = ['users', 'identities', 'mfa_factors'];

/** Baton's tables, and what they hang on, in an order in which rows come after those that they name. */
export async function tablesOf(sql: TransactionSql): Promise<BackupTable[]> {
  const tables = await sql<BackupTable[]>`
    select n.nspname as schema, c.relname as name,
      (
        select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      ) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and (
      n.nspname = 'baton'
      or n.nspname = 'public' and c.relname = any (${ownedTables})
      or n.nspname = 'auth' and c.relname = any (${ofAuth})
    )
    order by n.nspname, c.relname`;
  const references = await sql<{ from: string; to: string }[]>`
    select k.conrelid::regclass::text as from, k.confrelid::regclass::text as to
    from pg_constraint k where k.contype = 'f' and k.conrelid <> k.confrelid`;
  const names = (one: BackupTable, other: BackupTable) =>
    references.some(({ from, to }) => from === nameOf(one) && to === nameOf(other));
  // No row of Auth names one of Baton's.
  return [true, false].flatMap((isAuth) =>
    inOrder(
      tables.filter(({ schema }) => (schema === 'auth') === isAuth),
      names,
    ),
  );
}

/** As `regclass` writes it with an empty search_path. */
function nameOf({ schema, name }: BackupTable): string {
  return `${schema}.${name}`;
}

function inOrder(
  tables: readonly BackupTable[],
  names: (one: BackupTable, other: BackupTable) => boolean,
): BackupTable[] {
  const placed: BackupTable[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const ready = left.filter((table) => !left.some((other) => other !== table && names(table, other)));
    if (ready.length === 0) throw new Error('Some tables name each other, so that none can come first.');
    placed.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return placed;
}
