import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from './connect.ts';
import { projectMigrations } from './project-migrations.ts';

// The table of `supabase db push`, so that both can apply the next migration.
const history = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (version text primary key);
  alter table supabase_migrations.schema_migrations
    add column if not exists statements text[],
    add column if not exists name text;
`;

/**
 * Applies the migrations (`<version>_<name>.sql`) that this database does not have yet, each in its own transaction,
 * and returns their versions. Throws at the first that fails, and names it. The ones before it stay.
 */
export async function migrate(url: string, directory = projectMigrations): Promise<string[]> {
  const sql = connect(url);
  const applied: string[] = [];
  try {
    for (const { version, name, path } of await migrationsIn(directory)) {
      const text = await readFile(path, 'utf8');
      await sql
        .begin(async (tx) => {
          await tx`select pg_advisory_xact_lock(hashtext('migrate'))`;
          await tx.unsafe(history);
          const record = tx`insert into supabase_migrations.schema_migrations (version, name, statements)
            values (${version}, ${name}, ${[text]}) on conflict do nothing`;
          if ((await record).count === 0) return;
          await tx.unsafe(text);
          applied.push(version);
        })
        .catch((error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          throw new Error(`Migration ${version}_${name} failed: ${reason}`, { cause: error });
        });
    }
    return applied;
  } finally {
    await sql.end();
  }
}

async function migrationsIn(directory: string) {
  const files = (await readdir(directory)).filter((file) => /^\d+_.+\.sql$/.test(file)).sort();
  return files.map((file) => {
    const [version = '', ...rest] = file.replace(/\.sql$/, '').split('_');
    return { version, name: rest.join('_'), path: join(directory, file) };
  });
}
