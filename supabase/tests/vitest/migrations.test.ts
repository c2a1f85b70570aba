import { readdir, readFile } from 'node:fs/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { compareCatalogues, readCatalogue, type Entry } from '../../tools/catalogue.ts';
import { driftOf } from '../../tools/findings.ts';
import { migrations } from '../../tools/next-migration.ts';
import { resetDatabase } from '../../tools/reset-database.ts';
import { runStatements } from '../../tools/run-statements.ts';
import { supabase } from '../../tools/supabase-cli.ts';
import { readDatabase, readRelease } from '../../../test/previous/read.ts';
import { connect } from '../../local/connect.ts';
import { migrate } from '../../local/migrate.ts';
import { callSync } from './call-sync.ts';
import { createDatabases } from './databases.ts';
import { actAs, addLogin, addPerson } from './people.ts';
import { device, task } from './rows.ts';

const databases = createDatabases();
const [migrated, modelled] = [await databases.create({ migrated: true }), await databases.createFromModel()];
afterAll(databases.drop);

describe('DB-43, DB-44 applying', () => {
  test('DB-43 SYNC-35 on top of the previous version, with its data in it, nothing is lost', async () => {
    const url = await databases.create({ migrated: false });
    await runStatements(url, readDatabase());
    await runStatements(url, await readFile(new URL('odd-rows.sql', import.meta.url), 'utf8'));
    const tables = ['users', 'tasks', 'pomodoro_sessions', 'pomodoro_checkpoints', 'devices', 'sync_heads'];
    const all = async () =>
      Promise.all(
        tables.map(async (table) => {
          const rows = await runStatements(
            url,
            `select to_jsonb(t) as row from public.${table} t order by to_jsonb(t)::text`,
          );
          return rows.map((found) => found['row'] as Record<string, unknown>);
        }),
      );
    const stored = await all();
    const logins = await runStatements(
      url,
      'select user_id, device_id, session_id from baton.device_sessions',
    );
    expect(logins.length).toBeGreaterThan(1);
    for (const rows of stored) expect(rows.length).toBeGreaterThan(1);
    const [person] = await runStatements(url, 'select id from public.users order by id limit 1');
    const looked = await runStatements(
      url,
      `begin; select set_config('request.jwt.claims', '{"sub":"${String(person?.['id'])}"}', true);
       set local role authenticated; select head, epoch from public.sync_heads; rollback`,
    );
    // What a look of today reads is there, and nothing of anybody else.
    expect(JSON.stringify(looked).match(/"epoch"/g)).toHaveLength(1);
    const files = await readdir(migrations);
    const newer = files
      .map((file) => file.slice(0, 14))
      .filter((version) => version > readRelease().migration);
    expect(await migrate(url)).toEqual(newer.sort());
    expect(await all()).toMatchObject(stored);
    expect(
      await runStatements(url, 'select user_id, device_id, session_id from baton.device_logins'),
    ).toEqual(logins);
    expect(await driftOf({ migrated: url, modelled })).toEqual([]);
  });

  test('DB-43 the official `db push` applies the same, and each takes over where the other stopped', async () => {
    const url = await databases.create({ migrated: false });
    await supabase('db', 'push', '--yes', `--remote=${url}`);
    expect(await driftOf({ migrated: url, modelled })).toEqual([]);
    expect(await migrate(url)).toEqual([]);
    const listed = await supabase('migration', 'list', `--remote=${migrated}`);
    for (const file of await readdir(migrations)) expect(listed.split(file.slice(0, 14))).toHaveLength(3);
  });

  test('DB-43 DB-53 on a hosted project, where nobody is a superuser, they apply and work', async () => {
    const url = await databases.create({ migrated: false });
    // A role with the rights of `postgres` in hosted projects. It needs its own name: roles belong to the whole server.
    await runStatements(
      url,
      `do $$ begin
         create role hosted_postgres login password 'hosted' createrole createdb bypassrls;
       exception when duplicate_object or unique_violation then null; end $$;
       grant anon, authenticated, service_role, supabase_realtime_admin to hosted_postgres;
       grant all on schema public, auth, extensions to hosted_postgres;
       grant all on all tables in schema auth to hosted_postgres;
       grant all on schema auth to supabase_auth_admin;
       alter table auth.users owner to supabase_auth_admin;
       alter table auth.users enable row level security;
       alter table auth.sessions owner to supabase_auth_admin;
       alter table auth.sessions enable row level security;
       grant usage on schema realtime to hosted_postgres;
       grant insert, select on realtime.messages to hosted_postgres;
       grant create on schema realtime to supabase_realtime_admin;
       alter table realtime.messages owner to supabase_realtime_admin;
       alter default privileges for role hosted_postgres in schema public
         grant all on tables to anon, authenticated, service_role;
       alter default privileges for role hosted_postgres in schema public
         grant all on functions to anon, authenticated, service_role`,
    );
    await runStatements(url, `grant all on database ${new URL(url).pathname.slice(1)} to hosted_postgres`);
    const hosted = new URL(url);
    [hosted.username, hosted.password] = ['hosted_postgres', 'hosted'];
    await migrate(hosted.href);
    const owned = (entries: Entry[]) =>
      entries.map(({ definition, ...entry }) => ({
        ...entry,
        name: entry.name.replace(/ to hosted_postgres$/, ' to postgres'),
        definition,
      }));
    expect(compareCatalogues(owned(await readCatalogue(url)), await readCatalogue(modelled))).toEqual([]);

    const [db, admin] = [connect(hosted.href), connect(url)];
    try {
      const anna = await addPerson(db, { username: 'anna' });
      const [laptop, phone] = [device(), device()];
      const claims = { session_id: await addLogin(db, anna) };
      const changes = [{ table: 'tasks', row: task() }];
      expect((await callSync(db, anna, { device: laptop, claims, changes })).rejected).toEqual([]);
      await callSync(db, anna, { device: phone });
      const seen = (session_id: string) =>
        actAs(db, anna, (tx) => tx`select from public.tasks`, { session_id });
      expect(await seen(claims.session_id)).toHaveLength(1);
      await actAs(db, anna, (tx) => tx`select public.remove_device(${laptop.id})`);
      expect(await db`select from auth.sessions where user_id = ${anna.id}`).toHaveLength(0);
      expect(await seen(claims.session_id)).toHaveLength(0);
      const another = await addLogin(db, anna);
      expect(await seen(another)).toHaveLength(1);
      // As the Auth server does it.
      await admin.begin(async (tx) => {
        await tx`set local role supabase_auth_admin`;
        await tx`delete from auth.sessions where id = ${another}`;
      });
      expect(await seen(another)).toHaveLength(0);
      expect(await db`select from baton.quiet_hints where until > now()`).toHaveLength(1);
      await db`call baton.run_retention()`;
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
      await Promise.all([db.end(), admin.end()]);
    }
  });

  test('DB-44 a reset leaves the demo person with two weeks of history', async () => {
    const url = await databases.create({ migrated: true });
    await runStatements(url, 'create table public.left_over (id integer)');
    await resetDatabase(url);
    expect(await driftOf({ migrated: url, modelled })).toEqual([]);
    const [row] = await runStatements(
      url,
      `select u.email, (select count(*)::int from public.pomodoro_sessions) as sessions,
         (select array_agg(completed_pomodoros > 0 order by position) from public.tasks) as worked_on
       from public.users u`,
    );
    expect(row).toMatchObject({ email: 'demo@example.test', sessions: 40, worked_on: [true, true, false] });
  });

  test('DB-44 a hosted project is never reset', async () => {
    const hosted = 'postgresql://postgres:x@db.abcdefgh.supabase.co:5432/postgres';
    await expect(resetDatabase(hosted)).rejects.toThrow('This is a hosted project');
  });
});
