import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect } from './connect.ts';
import { migrate } from './migrate.ts';
import { freshDatabase, type FreshDatabase } from './testing/fresh-database.ts';

let database: FreshDatabase;
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'migrations-'));
  await writeFile(join(directory, '20260102000000_second.sql'), 'alter table public.one add column two int;');
  await writeFile(join(directory, '20260101000000_first.sql'), 'create table public.one (id int);');
  database = await freshDatabase({ migrated: false });
});

afterEach(async () => {
  await database.drop();
  await rm(directory, { recursive: true });
});

it('LOCAL-9 applies migrations in order, and each once', async () => {
  expect(await migrate(database.url, directory)).toEqual(['20260101000000', '20260102000000']);
  expect(await migrate(database.url, directory)).toEqual([]);
});

it('LOCAL-9 applies each once when two run at the same time', async () => {
  const both = await Promise.all([migrate(database.url, directory), migrate(database.url, directory)]);
  expect(both.flat().sort()).toEqual(['20260101000000', '20260102000000']);
});

it('LOCAL-10 keeps nothing of a migration that fails, names it, and goes on with it the next time', async () => {
  const third = join(directory, '20260103000000_third.sql');
  await writeFile(third, 'create table public.three (id int); select 1 / 0;');
  await expect(migrate(database.url, directory)).rejects.toThrow(
    '20260103000000_third failed: division by zero',
  );
  await writeFile(third, 'create table public.three (id int);');
  expect(await migrate(database.url, directory)).toEqual(['20260103000000']);
});

it('LOCAL-9 keeps the history where `supabase db push` keeps it', async () => {
  await migrate(database.url, directory);
  const sql = connect(database.url);
  const rows = await sql`select version, name from supabase_migrations.schema_migrations order by version`;
  await sql.end();
  expect([...rows]).toEqual([
    { version: '20260101000000', name: 'first' },
    { version: '20260102000000', name: 'second' },
  ]);
});
