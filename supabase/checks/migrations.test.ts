import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { catalogueOf, compareCatalogues, readCatalogue } from '../../scripts/db/catalogue.ts';
import { destructiveParts } from '../../scripts/db/destructive.ts';
import { adviceOn, driftOf, staleTypes } from '../../scripts/db/findings.ts';
import { loadModel } from '../../scripts/db/load-model.ts';
import { makeDiff } from '../../scripts/db/make-diff.ts';
import { migrations, nextMigration } from '../../scripts/db/next-migration.ts';
import { resetDatabase } from '../../scripts/db/reset-database.ts';
import { supabase } from '../../scripts/db/supabase-cli.ts';
import { connect } from '../local/connect.ts';
import { migrate } from '../local/migrate.ts';
import { freshDatabase } from '../local/testing/fresh-database.ts';
import { callSync } from './call-sync.ts';
import { actAs, addLogin, addPerson } from './people.ts';
import { previousRelease } from './previous-release.ts';
import { device, task } from './rows.ts';

const made: Awaited<ReturnType<typeof freshDatabase>>[] = [];
afterAll(async () => {
  await sql.end();
  for (const database of made) await database.drop();
});

async function database(migrated: boolean) {
  const fresh = await freshDatabase({ migrated });
  made.push(fresh);
  return fresh.url;
}

async function modelledDatabase() {
  const url = await database(false);
  await loadModel(url);
  return url;
}

async function run(url: string, statements: string) {
  const own = connect(url);
  try {
    return await own.unsafe(statements);
  } finally {
    await own.end();
  }
}

const [migrated, modelled] = await Promise.all([database(true), modelledDatabase()]);
const sql = connect(modelled);

describe('DB-19 the model', () => {
  test('the migrations make what the model says, nothing less and nothing more', async () => {
    expect(await driftOf({ migrated, modelled })).toEqual([]);
    expect((await readCatalogue(migrated)).length).toBeGreaterThan(300);
  });

  test('every table, column and function says in a comment what it is', async () => {
    const silent = (await readCatalogue(modelled)).filter(({ definition }) => definition === null);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test('every foreign key has an index that begins with its columns', async () => {
    const bare = await run(
      modelled,
      `select c.conname from pg_constraint c
       where c.contype = 'f' and c.connamespace in ('public'::regnamespace, 'baton'::regnamespace)
         and not exists (
           select from pg_index i
           where i.indrelid = c.conrelid and i.indpred is null
             and (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey
         )`,
    );
    expect(bare).toEqual([]);
  });

  test('the types of the extension are those of the database', async () => {
    expect(await staleTypes(migrated)).toEqual([]);
  });

  test('the advisors of Supabase have nothing to say, and would', async () => {
    expect(await adviceOn(migrated)).toEqual([]);
    const url = await database(true);
    await run(url, 'create table public.notes (id integer primary key)');
    expect((await adviceOn(url)).join()).toContain('notes');
  });
});

describe('DB-19 a difference', () => {
  test('the official diff makes the whole model in an empty database', async () => {
    const url = await database(false);
    await run(url, await makeDiff({ migrated: url, modelled }));
    expect(await driftOf({ migrated: url, modelled })).toEqual([]);
  });

  test.each([
    ['table', 'create table public.notes (id integer)'],
    ['column', 'alter table public.tasks add column colour text'],
    ['column', 'alter table public.tasks alter column position drop default'],
    ['column', 'alter table public.tasks alter column title drop not null'],
    ['constraint', 'alter table public.tasks drop constraint tasks_title_check'],
    ['index', 'drop index public.tasks_seq_key'],
    ['policy', 'alter policy "Own tasks are readable" on public.tasks using (true)'],
    ['policy', 'create policy "All" on realtime.messages for insert to authenticated with check (true)'],
    ['function', "alter function public.sync set statement_timeout = '1s'"],
    ['trigger', 'drop trigger tell on public.sync_heads'],
    ['trigger', 'drop trigger baton_sign_up on auth.users'],
    ['trigger', 'alter table public.tasks disable trigger row_number'],
    ['right', 'grant select on public.tasks to anon'],
    ['right', 'grant execute on function public.sync to public'],
    ['right', 'grant update (email) on public.users to authenticated'],
    ['comment', "comment on column public.tasks.title is 'Another'"],
    ['comment', 'comment on constraint tasks_title_check on public.tasks is null'],
    ['table', 'alter table public.tasks disable row level security'],
  ])('a %s that only one side has is noticed: %s', async (kind, statement) => {
    const before = await catalogueOf(sql);
    let after: typeof before = [];
    const undone = sql.begin(async (tx) => {
      await tx.unsafe(statement);
      after = await catalogueOf(tx);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(compareCatalogues(before, after)).toContainEqual(expect.stringMatching(`^${kind} `));
  });

  test('what would lose data is not written, and says how to write it by hand', async () => {
    const url = await modelledDatabase();
    await run(
      url,
      `alter table public.tasks rename column description to notes;
       alter table public.tasks alter column estimated_pomodoros type bigint;
       drop table baton.device_sessions;
       drop function public.export_account();
       alter policy "Own tasks are readable" on public.tasks using (true);
       create or replace function baton.is_syncing() returns boolean language sql set search_path = '' as 'select true'`,
    );
    const parts = destructiveParts(await makeDiff({ migrated: modelled, modelled: url }));
    expect(parts).toHaveLength(4);
    expect(parts.join('\n')).toMatch(/rename column "description" to …/);
    expect(parts.join('\n')).toMatch(/drops the table "baton"."device_sessions"/);
    expect(parts.join('\n')).toMatch(/drops the function "public"."export_account"/);
    expect(parts.join('\n')).toMatch(/type … using …/);
  });

  test('what is dropped to be made anew loses nothing', () => {
    const difference = `DROP POLICY "Own tasks are readable" ON "public"."tasks";
      ALTER TABLE "public"."tasks"
        DROP CONSTRAINT "tasks_title_check";
      ALTER TABLE "public"."tasks"
        ALTER COLUMN "title" DROP DEFAULT;
      DROP FUNCTION "public"."sync"(bigint, jsonb, jsonb);
      ALTER TABLE "public"."tasks"
        ADD COLUMN "colour" text;
      CREATE OR REPLACE FUNCTION public.sync (cursor bigint)
        RETURNS jsonb AS $$ begin alter column type; end $$;`;
    expect(destructiveParts(difference)).toEqual([]);
  });

  test('a migration is named as the official command line does it, behind the last one', () => {
    const now = new Date('2027-03-04T05:06:07.890Z');
    expect(nextMigration('add_colour', now)).toBe(`${migrations}20270304050607_add_colour.sql`);
    expect(nextMigration('b', now, ['20270304050607_a.sql'])).toBe(`${migrations}20270304050608_b.sql`);
    expect(nextMigration('b', now, ['20990101000000_a.sql', 'README.md'])).toBe(
      `${migrations}20990101000001_b.sql`,
    );
    for (const wrong of [undefined, '', 'Add colour', '../x', '1st'])
      expect(() => nextMigration(wrong, now)).toThrow('Give the migration a name');
  });
});

describe('DB-20 applying', () => {
  test('on top of the previous release, with data in it, nothing is lost', async () => {
    const url = await database(false);
    const before = await mkdtemp(join(tmpdir(), 'baton-release-'));
    try {
      const files = (await readdir(migrations)).filter((file) => file.slice(0, 14) <= previousRelease);
      expect(files.at(-1)).toContain(previousRelease);
      for (const file of files) await cp(join(migrations, file), join(before, file));
      await migrate(url, before);
      await run(url, await readFile(fileURLToPath(new URL('previous-release.sql', import.meta.url)), 'utf8'));
      const tables = ['users', 'tasks', 'pomodoro_sessions', 'pomodoro_checkpoints', 'devices', 'sync_heads'];
      const all = async () =>
        Promise.all(
          tables.map(async (table) => {
            const rows = await run(
              url,
              `select to_jsonb(t) as row from public.${table} t order by to_jsonb(t)::text`,
            );
            return rows.map((found) => found['row'] as Record<string, unknown>);
          }),
        );
      const stored = await all();
      for (const rows of stored) expect(rows.length).toBeGreaterThan(1);
      await migrate(url);
      expect(await all()).toMatchObject(stored);
      expect(await driftOf({ migrated: url, modelled })).toEqual([]);
    } finally {
      await rm(before, { recursive: true });
    }
  });

  test('the official `db push` applies the same, and each takes over where the other stopped', async () => {
    const url = await database(false);
    await supabase('db', 'push', '--yes', `--remote=${url}`);
    expect(await driftOf({ migrated: url, modelled })).toEqual([]);
    expect(await migrate(url)).toEqual([]);
    const listed = await supabase('migration', 'list', `--remote=${migrated}`);
    for (const file of await readdir(migrations)) expect(listed.split(file.slice(0, 14))).toHaveLength(3);
  });

  test('on a hosted project, where nobody is a superuser, they apply and work', async () => {
    const url = await database(false);
    // What `postgres` is there, under another name: the role belongs to all databases of the server.
    await run(
      url,
      `do $$ begin
         create role hosted_postgres login password 'hosted' createrole createdb bypassrls;
       exception when duplicate_object or unique_violation then null; end $$;
       grant anon, authenticated, service_role, supabase_realtime_admin to hosted_postgres;
       grant all on schema public, auth, extensions to hosted_postgres;
       grant all on all tables in schema auth to hosted_postgres;
       grant usage on schema realtime to hosted_postgres;
       grant insert, select on realtime.messages to hosted_postgres;
       grant create on schema realtime to supabase_realtime_admin;
       alter table realtime.messages owner to supabase_realtime_admin;
       alter default privileges for role hosted_postgres in schema public
         grant all on tables to anon, authenticated, service_role;
       alter default privileges for role hosted_postgres in schema public
         grant all on functions to anon, authenticated, service_role`,
    );
    await run(url, `grant all on database ${new URL(url).pathname.slice(1)} to hosted_postgres`);
    const hosted = new URL(url);
    [hosted.username, hosted.password] = ['hosted_postgres', 'hosted'];
    await migrate(hosted.href);
    const owned = (entries: Awaited<ReturnType<typeof readCatalogue>>) =>
      entries.map(({ definition, ...entry }) => ({
        ...entry,
        name: entry.name.replace(/ to hosted_postgres$/, ' to postgres'),
        definition,
      }));
    expect(compareCatalogues(owned(await readCatalogue(url)), await readCatalogue(modelled))).toEqual([]);

    const db = connect(hosted.href);
    try {
      const anna = await addPerson(db, { username: 'anna' });
      const [laptop, phone] = [device(), device()];
      const claims = { session_id: await addLogin(db, anna) };
      const changes = [{ table: 'tasks', row: task() }];
      expect((await callSync(db, anna, { device: laptop, claims, changes })).rejected).toEqual([]);
      await callSync(db, anna, { device: phone });
      await actAs(db, anna, (tx) => tx`select public.remove_device(${laptop.id})`);
      expect(await db`select from auth.sessions where user_id = ${anna.id}`).toHaveLength(0);
      await db`select baton.retain()`;
      await actAs(db, anna, (tx) => tx`select public.delete_account()`);
      expect(await db`select from auth.users where id = ${anna.id}`).toHaveLength(0);
      const told = await db<
        { event: string }[]
      >`select event from realtime.messages where topic = ${`user:${anna.id}`}`;
      expect(told.map(({ event }) => event)).toEqual([
        'changes',
        'changes',
        'changes',
        'changes',
        'account_deleted',
      ]);
    } finally {
      await db.end();
    }
  });

  test('a reset leaves the demo person with two weeks of history', async () => {
    const url = await database(true);
    await run(url, 'create table public.left_over (id integer)');
    await resetDatabase(url);
    expect(await driftOf({ migrated: url, modelled })).toEqual([]);
    const [row] = await run(
      url,
      `select u.email, (select count(*)::int from public.pomodoro_sessions) as sessions,
         (select array_agg(completed_pomodoros > 0 order by position) from public.tasks) as worked_on
       from public.users u`,
    );
    expect(row).toMatchObject({ email: 'demo@example.test', sessions: 40, worked_on: [true, true, false] });
  });

  test('a hosted project is never reset', async () => {
    const hosted = 'postgresql://postgres:x@db.abcdefgh.supabase.co:5432/postgres';
    await expect(resetDatabase(hosted)).rejects.toThrow('This is a hosted project');
  });
});
