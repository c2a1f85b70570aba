import { connect, type Database } from '../../supabase/local/connect.ts';

const schemas = ['auth', 'public', 'baton', 'supabase_migrations'];

/** A database as plain SQL for one that has had our bootstrap: its migrations, word for word, then its rows. */
export async function dumpDatabase(url: string): Promise<{ text: string; migration: string }> {
  const sql = connect(url);
  try {
    const history = await sql<{ version: string; name: string; statements: string[] }[]>`
      select version, name, statements from supabase_migrations.schema_migrations order by version`;
    const migrations = history.map(({ version, name, statements }) =>
      [`-- Migration ${version}_${name}`, ...statements].join('\n'),
    );
    const text = [
      '-- The database of a release, made by `npm run release:keep`: first its migrations, then its rows.',
      ...migrations,
      '-- The history of the migrations',
      `create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);`,
      '-- The rows, past every trigger',
      'set session_replication_role = replica;',
      ...(await rows(sql)),
      ...(await sequences(sql)),
      'set session_replication_role = default;',
    ].join('\n\n');
    return { text: `${text}\n`, migration: history.at(-1)?.version ?? '' };
  } finally {
    await sql.end();
  }
}

async function rows(sql: Database): Promise<string[]> {
  const tables = await sql<{ name: string; columns: string[] }[]>`
    select format('%I.%I', t.table_schema, t.table_name) as name,
      array_agg(format('%I', c.column_name) order by c.ordinal_position) as columns
    from information_schema.tables t
    join information_schema.columns c using (table_schema, table_name)
    where t.table_schema = any (${schemas}) and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
    group by 1 order by 1`;
  const inserts: string[] = [];
  for (const { name, columns } of tables) {
    const values = columns.map((column) => `quote_nullable(${column}::text)`).join(', ');
    const found = await sql.unsafe<{ row: string }[]>(
      `select format('(%s)', concat_ws(', ', ${values})) as row from ${name} t order by t::text`,
    );
    if (found.length === 0) continue;
    const listed = found.map(({ row }) => `  ${row}`).join(',\n');
    inserts.push(`insert into ${name} (${columns.join(', ')}) overriding system value values\n${listed};`);
  }
  return inserts;
}

async function sequences(sql: Database): Promise<string[]> {
  const found = await sql<{ name: string; last: string }[]>`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
    from pg_sequences where schemaname = any (${schemas}) and last_value is not null order by 1`;
  return found.map(({ name, last }) => `select setval('${name}', ${last});`);
}
