import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { callSync, type Row } from './call-sync.ts';
import { actAs, addLogin, addPerson, type Person } from './people.ts';
import { checkpoint, device, session, task } from './rows.ts';

const database = await freshDatabase();
const db = connect(database.url);
afterAll(async () => {
  await db.end();
  await database.drop();
});

async function nameOf(person: Person) {
  const [user] = await db<{ username: string }[]>`select username from public.users where id = ${person.id}`;
  return user?.username;
}

async function fill(person: Person) {
  const login = await addLogin(db, person);
  await callSync(db, person, {
    device: device(),
    claims: { session_id: login },
    changes: [
      { table: 'tasks', row: task() },
      { table: 'tasks', row: task({ deleted_at: '2026-01-01T00:00:00Z' }) },
      { table: 'pomodoro_sessions', row: session() },
      { table: 'pomodoro_checkpoints', row: checkpoint() },
    ],
  });
}

describe('DB-30, DB-31 sign-up', () => {
  test('DB-30 the wished username is given, and nothing tells at sign-up or later that others have it', async () => {
    expect(await nameOf(await addPerson(db, { username: 'zoë' }))).toBe('zoë');
    const stranger = await addPerson(db, { username: 'zoë' });
    expect(await nameOf(stranger)).toBe('zoë');
    for (const name of ['somebody', 'ZOË', 'zoë']) {
      await actAs(db, stranger, (tx) => tx`update public.users set username = ${name}`);
      expect(await nameOf(stranger)).toBe(name);
    }
  });

  test.each([[{}], [{ username: null }], [{ username: '' }], [{ username: '   ' }], [null], [['anna']]])(
    'DB-30 without a username (%j) it is not made of the e-mail address',
    async (meta) => {
      expect(await nameOf(await addPerson(db, meta))).toBe('user');
    },
  );

  test.each([
    [{ username: 'two words\tand a tab' }, /^two_words_and_a_tab$/],
    [{ username: 'x'.repeat(5000) }, /^x{40}$/],
    [{ username: { first: 'Anna' } }, /^\{"first":_"Anna"\}$/],
    [{ username: 42 }, /^42$/],
  ])('DB-30 an odd username never fails a sign-up: %j', async (meta, name) => {
    expect(await nameOf(await addPerson(db, meta))).toMatch(name);
  });

  test('DB-30 two accounts with one address (single sign-on) and one without any all get their row', async () => {
    const email = `${randomUUID()}@example.test`;
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    for (const [index, id] of ids.entries())
      await db`insert into auth.users (id, email, is_sso_user) values (${id}, ${index < 2 ? email : null}, true)`;
    const rows = await db<
      { email: string | null }[]
    >`select email from public.users where id = any (${ids}) order by email`;
    expect(rows.map((row) => row.email)).toEqual([email, null, null]);
  });

  test('DB-30 somebody who signed up before Baton came gets their row with the first sync', async () => {
    const anna = await addPerson(db, { username: 'before' });
    await db`delete from public.users where id = ${anna.id}`;
    const reply = await callSync(db, anna);
    expect(reply.rows.map(({ row }) => row['username'])).toEqual(['before']);
  });

  test('DB-31 the two presets are there from the start', async () => {
    const anna = await addPerson(db);
    const [user] = await db`select pomodoro_settings from public.users where id = ${anna.id}`;
    expect(user?.['pomodoro_settings']).toEqual({
      short: { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 },
      long: { work_duration: 50, short_break: 10, long_break: 30, sessions_before_long_break: 4 },
    });
  });
});

describe('DB-28, DB-32, DB-33, DB-35 leaving', () => {
  test('DB-32 deleting the account removes everything, tells the other devices, and touches nobody else', async () => {
    const [anna, ben] = [await addPerson(db), await addPerson(db)];
    await fill(anna);
    await fill(ben);
    const countOf = async ({ id }: Person) => {
      const counts = await db<{ n: number }[]>`
        select count(*)::int as n from auth.users where id = ${id}
        union all select count(*)::int from auth.sessions where user_id = ${id}
        union all select count(*)::int from public.users where id = ${id}
        union all select count(*)::int from public.tasks where user_id = ${id}
        union all select count(*)::int from baton.deleted_tasks where user_id = ${id}
        union all select count(*)::int from public.pomodoro_sessions where user_id = ${id}
        union all select count(*)::int from public.pomodoro_checkpoints where user_id = ${id}
        union all select count(*)::int from public.devices where user_id = ${id}
        union all select count(*)::int from public.sync_heads where user_id = ${id}
        union all select count(*)::int from baton.device_logins where user_id = ${id}`;
      return counts.map(({ n }) => n);
    };
    expect(await countOf(anna)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    await actAs(db, anna, (tx) => tx`select public.delete_account()`);
    expect(await countOf(anna)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(await countOf(ben)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    const messages = await db`
      select event from realtime.messages where topic = ${`user:${anna.id}`} and event <> 'changes'`;
    expect(messages).toEqual([{ event: 'account_deleted' }]);
    await expect(callSync(db, anna)).rejects.toMatchObject({ code: 'PT401', message: 'account_deleted' });
  });

  test.each(['delete_account', 'export_account'])(
    'DB-52 %s has two minutes, whatever a person has for a statement',
    async (name) => {
      const [found] = await db<{ settings: string[] }[]>`
        select proconfig as settings from pg_proc where proname = ${name} and pronamespace = 'public'::regnamespace`;
      expect(found?.settings).toContain('statement_timeout=120s');
    },
  );

  test('DB-33 the export holds every row of the account and none of another', async () => {
    const [anna, ben] = [await addPerson(db), await addPerson(db)];
    await fill(anna);
    await fill(ben);
    const [found] = await actAs(db, anna, (tx) => tx<{ all: Row }[]>`select public.export_account() as all`);
    const all = found?.all ?? {};
    expect(all['format']).toBe('baton-1');
    expect(all['exported_at']).toBeTypeOf('string');
    const tables = ['users', 'tasks', 'pomodoro_sessions', 'pomodoro_checkpoints', 'devices'];
    const rows = tables.map((table) => all[table] as Row[]);
    expect(rows.map(({ length }) => length)).toEqual([1, 2, 1, 1, 1]);
    for (const row of rows.flat()) expect(row['user_id'] ?? row['id']).toBe(anna.id);
  });

  test('DB-28 nobody signed in: every function says so', async () => {
    const nobody = { id: '', email: '' };
    for (const call of ['sync()', 'delete_account()', 'export_account()'])
      await expect(
        actAs(db, nobody, (tx) => tx.unsafe(`select public.${call}`), { sub: null }),
      ).rejects.toMatchObject({
        code: 'PT401',
        message: 'signed_out',
      });
    await expect(actAs(db, null, (tx) => tx`select public.sync()`)).rejects.toMatchObject({ code: '42501' });
  });

  test('DB-35 a device of somebody else cannot be removed', async () => {
    const [anna, ben] = [await addPerson(db), await addPerson(db)];
    const laptop = device();
    await callSync(db, anna, { device: laptop });
    const call = actAs(db, ben, (tx) => tx`select public.remove_device(${laptop.id})`);
    await expect(call).rejects.toMatchObject({ code: 'PT404', message: 'unknown_device' });
    expect((await callSync(db, anna, { device: laptop })).rejected).toEqual([]);
  });

  test('DB-47 a name that a person gives stays whatever the device calls itself, until they take it back', async () => {
    const anna = await addPerson(db);
    const laptop = device();
    await callSync(db, anna, { device: laptop });
    const rename = (name: string) =>
      actAs(db, anna, (tx) => tx`select public.rename_device(${laptop.id}, ${name})`);
    const kept = async () => (await callSync(db, anna)).rows.find(({ row }) => row.id === laptop.id)?.row;
    expect(await kept()).toMatchObject({ chosen_name: null });
    await rename('  Work ');
    await callSync(db, anna, { device: { ...laptop, name: 'Firefox · Linux' } });
    // As an older client writes the row: without the column.
    const row = { id: laptop.id, name: 'Chrome · Linux' };
    await callSync(db, anna, { changes: [{ table: 'devices', row }] });
    expect(await kept()).toMatchObject({ name: 'Chrome · Linux', chosen_name: 'Work' });
    await rename(' ');
    expect(await kept()).toMatchObject({ chosen_name: null });
    await expect(rename('n'.repeat(61))).rejects.toMatchObject({ code: '23514' });
  });

  test('DB-47 a device of somebody else cannot be renamed', async () => {
    const [anna, ben] = [await addPerson(db), await addPerson(db)];
    const laptop = device();
    await callSync(db, anna, { device: laptop });
    const call = actAs(db, ben, (tx) => tx`select public.rename_device(${laptop.id}, 'Mine')`);
    await expect(call).rejects.toMatchObject({ code: 'PT404', message: 'unknown_device' });
  });
});
