import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { signJwt, verifyJwt } from '../../local/jwt.ts';
import { until } from '../../local/testing/until.ts';
import { actAs } from './people.ts';
import { device, task } from './rows.ts';
import { startApi, type SignedUp } from './start-api.ts';

const api = await startApi();
const { db, newClient, signUp, listen } = api;
afterAll(api.close);

/** A second login of an account, as a client with its token and nothing else: as somebody who copied the token. */
async function secondLogin(username: string) {
  const signedIn = await newClient().auth.signInWithPassword({
    email: `${username}@example.test`,
    password: 'correct horse',
  });
  if (!signedIn.data.session) throw signedIn.error ?? new Error('Signing in gave no session.');
  const token = signedIn.data.session.access_token;
  const client = newClient(token);
  await client.realtime.setAuth(token);
  return { client, token };
}

/** How a login can end while its token is good. */
const ends: [string, (owner: SignedUp) => Promise<unknown>][] = [
  ['signed out', (owner) => owner.client.auth.signOut({ scope: 'others' })],
  ['deleted on the server', ({ id }) => db`delete from auth.sessions where user_id = ${id}`],
  ['past its time', ({ id }) => db`update auth.sessions set not_after = now() where user_id = ${id}`],
  ['banned', ({ id }) => db`update auth.users set banned_until = 'infinity' where id = ${id}`],
  ['marked as deleted', ({ id }) => db`update auth.users set deleted_at = now() where id = ${id}`],
];

describe('DB-53 a login that has ended', () => {
  test.each(ends)('DB-53 %s: its token opens nothing any more', async (how, end) => {
    const name = how.replaceAll(' ', '-');
    const owner = await signUp(name);
    const laptop = device();
    expect((await owner.client.rpc('sync', { device: laptop })).error).toBeNull();
    await owner.client.from('tasks').insert({ title: 'Secret' });
    const { client } = await secondLogin(name);
    expect((await client.from('tasks').select()).data).toHaveLength(1);
    await end(owner);

    const tables = ['users', 'tasks', 'pomodoro_sessions', 'pomodoro_checkpoints', 'devices', 'sync_heads'];
    for (const table of tables)
      expect([table, (await client.from(table as 'tasks').select()).data]).toEqual([table, []]);
    expect((await client.from('tasks').insert({ title: 'Mine' })).error?.code).toBe('42501');
    expect((await client.from('tasks').update({ title: 'Mine' }).neq('title', '').select()).data).toEqual([]);
    expect((await client.from('tasks').delete().neq('title', '').select()).data).toEqual([]);
    const calls = [
      client.rpc('sync', { device: device() }),
      client.rpc('export_account'),
      client.rpc('rename_device', { device: laptop.id, name: 'Mine' }),
      client.rpc('remove_device', { device: laptop.id }),
      client.rpc('delete_account'),
    ];
    const message = how === 'marked as deleted' ? 'account_deleted' : 'session_ended';
    for (const { status, error } of await Promise.all(calls))
      expect([status, error?.code, error?.message]).toEqual([401, 'PT401', message]);
    expect(await db`select from public.tasks where user_id = ${owner.id} and title = 'Secret'`).toHaveLength(
      1,
    );
    expect(await db`select from public.devices where user_id = ${owner.id}`).toMatchObject([{}]);
  });

  test('DB-53 the login that ended the others goes on, and so does one that is made afterwards', async () => {
    const owner = await signUp('goes-on');
    await owner.client.auth.signOut({ scope: 'others' });
    expect((await owner.client.from('users').select()).data).toHaveLength(1);
    expect((await (await secondLogin('goes-on')).client.from('users').select()).data).toHaveLength(1);
  });

  test('DB-53 waits for nobody: what it wants to write is refused before', async () => {
    const owner = await signUp('patient');
    const [login] = await db<
      { id: string }[]
    >`delete from auth.sessions where user_id = ${owner.id} returning id`;
    const other = connect(api.backend.db_url);
    await other.begin(async (writer) => {
      await writer`select from public.sync_heads where user_id = ${owner.id} for no key update`;
      const write = (statement: string) =>
        actAs(
          db,
          { id: owner.id, email: '' },
          async (tx) => {
            await tx`set local lock_timeout = '10ms'`;
            return (await tx.unsafe(statement)).count;
          },
          { session_id: login?.id ?? '' },
        );
      await expect(write("insert into public.tasks (title) values ('Mine')")).rejects.toMatchObject({
        code: '42501',
        message: 'new row violates row-level security policy for table "tasks"',
      });
      expect(await write("update public.tasks set title = 'Mine'")).toBe(0);
      expect(await write('delete from public.tasks')).toBe(0);
    });
    await other.end();
  });

  test('DB-53 a ban that is over lets the login go on', async () => {
    const owner = await signUp('pardoned');
    await db`update auth.users set banned_until = now() - interval '1 second' where id = ${owner.id}`;
    expect((await owner.client.rpc('sync', { device: device() })).error).toBeNull();
  });

  test('DB-53 of a removed device: each function names the removal', async () => {
    const owner = await signUp('removed');
    const { client } = await secondLogin('removed');
    const phone = device();
    await client.rpc('sync', { device: phone });
    await owner.client.rpc('remove_device', { device: phone.id });
    for (const call of ['export_account', 'delete_account'] as const)
      expect(await client.rpc(call)).toMatchObject({ status: 403, error: { message: 'device_removed' } });
    expect((await client.from('users').select()).data).toEqual([]);
  });

  test('DB-53 WIRE-15 cannot join the topic, nor renew a channel with its token', async () => {
    const owner = await signUp('channel');
    const { client, token } = await secondLogin('channel');
    const open = await listen(client, `user:${owner.id}`);
    expect(open.status).toBe('SUBSCRIBED');
    await owner.client.auth.signOut({ scope: 'others' });
    const late = newClient(token);
    await late.realtime.setAuth(token);
    expect((await listen(late, `user:${owner.id}`)).status).toBe('CHANNEL_ERROR');
    expect(open.channel.state).toBe('joined');
    const read = verifyJwt(token, api.secret, 0);
    if (!('claims' in read)) throw new Error('The token cannot be read.');
    await client.realtime.setAuth(signJwt({ ...read.claims, exp: read.claims.exp + 60 }, api.secret));
    await until('the end of the channel', () => open.channel.state === 'closed');
  });
});

describe('DB-54 hints after a login has ended', () => {
  async function hintOf(owner: SignedUp) {
    const to = Number(
      (await owner.client.from('tasks').insert({ title: 'Next' }).select().single()).data?.seq,
    );
    const [sent] = await db<{ payload: object }[]>`
      select payload from realtime.messages
      where topic = ${`user:${owner.id}`} and (payload ->> 'to')::bigint = ${to}`;
    return sent?.payload;
  }

  test.each(ends.slice(0, 2).concat(ends.slice(3, 4)))('DB-54 %s: they carry no rows', async (how, end) => {
    const name = `hints-${how.replaceAll(' ', '-')}`;
    const owner = await signUp(name);
    const { client } = await secondLogin(name);
    const { heard } = await listen(client, `user:${owner.id}`);
    // That of the sign-up may come late.
    const hints = () => heard.filter(({ payload }) => Number((payload as { to?: unknown }).to) > 1);
    expect(await hintOf(owner)).toHaveProperty('rows');
    await until('the hint with its row', () => hints().length === 1);
    await end(owner);
    // As another login of the person would write it.
    await db`insert into public.tasks (user_id, title) values (${owner.id}, 'Secret')`;
    await until('the hint without rows', () => hints().length === 2);
    expect(hints()[1]?.payload).toMatchObject({ from: 2, to: 3 });
    expect(hints()[1]?.payload).not.toHaveProperty('rows');
  });

  test('DB-54 until its longest token must have expired', async () => {
    const owner = await signUp('life');
    const claims = { sub: owner.id, role: 'authenticated', iat: 1000, exp: 1000 + 6 * 3600 };
    await db.begin(async (tx) => {
      const [own] = await tx<{ id: string }[]>`select id from auth.sessions where user_id = ${owner.id}`;
      const token = JSON.stringify({ ...claims, session_id: own?.id });
      await tx`select set_config('request.jwt.claims', ${token}, true), set_config('role', 'authenticated', true)`;
      await tx`select public.sync(0, '[]', ${tx.json(device())})`;
    });
    await secondLogin('life');
    await owner.client.auth.signOut({ scope: 'others' });
    const [quiet] = await db<{ hours: number }[]>`
      select extract(epoch from until - now()) / 3600 as hours from baton.quiet_hints where user_id = ${owner.id}`;
    expect(Number(quiet?.hours)).toBeCloseTo(6, 0);
    expect(await hintOf(owner)).not.toHaveProperty('rows');
    await db`update baton.quiet_hints set until = now() where user_id = ${owner.id}`;
    expect(await hintOf(owner)).toHaveProperty('rows');
  });

  test('DB-54 nothing is remembered of an account that goes with its logins', async () => {
    const owner = await signUp('gone');
    expect((await owner.client.rpc('delete_account')).error).toBeNull();
    expect(await db`select from baton.quiet_hints where user_id = ${owner.id}`).toHaveLength(0);
  });
});

describe('DB-55, DB-56 the logins of a device', () => {
  test('DB-55 a second login with the id of a device does not save the first one from its removal', async () => {
    const owner = await signUp('mask');
    const thief = await secondLogin('mask');
    const decoy = await secondLogin('mask');
    const stolen = device();
    for (const { client } of [thief, decoy])
      expect((await client.rpc('sync', { device: stolen })).error).toBeNull();
    await owner.client.rpc('sync', { device: device() });
    expect((await owner.client.rpc('remove_device', { device: stolen.id })).error).toBeNull();
    for (const { client } of [thief, decoy]) {
      expect((await client.from('users').select()).data).toEqual([]);
      expect((await client.rpc('sync', { device: device() })).error?.message).toBe('device_removed');
    }
    expect((await owner.client.from('users').select()).data).toHaveLength(1);
  });

  test('DB-55 a browser that was this device once and is another one now stays signed in', async () => {
    const { client } = await signUp('renewed');
    const [before, now] = [device(), device()];
    for (const row of [before, now]) await client.rpc('sync', { device: row });
    expect((await client.rpc('remove_device', { device: before.id })).error).toBeNull();
    expect((await client.rpc('sync', { device: now })).error).toBeNull();
    expect((await client.rpc('sync', { device: before })).error?.message).toBe('device_removed');
    // Itself it can remove as well.
    expect((await client.rpc('remove_device', { device: now.id })).error).toBeNull();
    expect((await client.rpc('sync', { device: now })).error?.message).toBe('device_removed');
  });

  test('DB-56 who is signed in cannot sync without a device, and so without being in the list', async () => {
    const { client, id } = await signUp('nameless');
    for (const call of [{}, { changes: [{ table: 'tasks', row: task() }] }])
      expect(await client.rpc('sync', call)).toMatchObject({
        status: 400,
        error: { code: 'PT400', message: 'bad_device' },
      });
    expect(await db`select from public.tasks where user_id = ${id}`).toHaveLength(0);
  });
});
