import { readdir, readFile } from 'node:fs/promises';
import { afterAll, describe, expect, test } from 'vitest';
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
import { asHosted, driftOfHosted } from './hosted-roles.ts';
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
    // Where the marks of deleted tasks are kept is another matter.
    const all = async (marks = '') =>
      Promise.all(
        tables.map(async (table) => {
          const rows = await runStatements(
            url,
            `select row from (
               select to_jsonb(t) as row from public.${table} t ${table === 'tasks' ? marks : ''}
             ) as r order by row::text`,
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
    expect(await all('union all select task from baton.deleted_tasks')).toMatchObject(stored);
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
    const hosted = await asHosted(url);
    await migrate(hosted);
    expect(await driftOfHosted(url, modelled)).toEqual([]);

    const [db, admin] = [connect(hosted), connect(url)];
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
      const script = await addLogin(db, anna);
      const listed = await actAs(db, anna, (tx) => tx`select public.other_logins() as found`, {
        session_id: another,
      });
      expect(listed).toMatchObject([{ found: [{ id: script }] }]);
      await actAs(db, anna, (tx) => tx`select public.end_login(${script})`, { session_id: another });
      expect(await seen(script)).toHaveLength(0);
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
