import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { afterAll, describe, expect, test } from 'vitest';
import type { Database } from '../../lib/sync/database.ts';
import { startBackend } from '../local/backend.ts';
import { connect } from '../local/connect.ts';
import { signJwt } from '../local/jwt.ts';
import { freshDatabase } from '../local/testing/fresh-database.ts';
import { until } from '../local/testing/until.ts';
import { device, task } from './rows.ts';

type Client = SupabaseClient<Database>;

const secret = 'a secret of this test alone, long enough for a signature';
const database = await freshDatabase();
const backend = await startBackend({ db: database.url, jwtSecret: secret, gateway: { refuseJoinAfter: 60 } });
const db = connect(database.url);
const clients: Client[] = [];
afterAll(async () => {
  await Promise.all(clients.map(async (client) => client.removeAllChannels()));
  await db.end();
  await backend.stop();
  await database.drop();
});

function newClient(token?: string): Client {
  const client = createClient<Database>(backend.url, backend.publishable_key, {
    auth: { persistSession: false, autoRefreshToken: false },
    ...(token === undefined ? {} : { accessToken: async () => Promise.resolve(token) }),
  });
  clients.push(client);
  return client;
}

async function signUp(username: string) {
  const client = newClient();
  const { data, error } = await client.auth.signUp({
    email: `${username}@example.test`,
    password: 'correct horse',
    options: { data: { username } },
  });
  if (error || !data.session || !data.user) throw error ?? new Error('Signing up gave no session.');
  await client.realtime.setAuth(data.session.access_token);
  return { client, id: data.user.id, token: data.session.access_token };
}

const [anna, mallory] = [await signUp('anna'), await signUp('mallory')];

/** Joins a topic and keeps what comes; resolves once the answer to the join is there. */
async function listen(client: Client, topic: string, isPrivate = true) {
  const heard: { event: string; payload: Record<string, unknown> }[] = [];
  const answer = Promise.withResolvers<string>();
  const channel = client
    .channel(topic, { config: { private: isPrivate } })
    .on('broadcast', { event: '*' }, ({ event, payload }) =>
      heard.push({ event, payload: payload as Record<string, unknown> }),
    )
    .subscribe((status) => answer.resolve(status));
  return { heard, channel, status: await answer.promise };
}

describe('DB-4, DB-5, DB-14, DB-15 any writer', () => {
  test('DB-4 a task, the settings and a row of the dashboard reach an open browser live', async () => {
    const { heard, status } = await listen(anna.client, `user:${anna.id}`);
    expect(status).toBe('SUBSCRIBED');
    const news = async (seq: number) =>
      until(`news up to ${seq}`, () => heard.find(({ payload }) => payload['to'] === seq));

    const added = await anna.client.from('tasks').insert({ title: 'By a script' }).select().single();
    expect(added.data).toMatchObject({ title: 'By a script', position: 'a0', seq: 2 });
    await news(2);
    const id = added.data?.id ?? '';
    const changed = await anna.client
      .from('tasks')
      .update({ title: 'Better' })
      .eq('id', id)
      .select()
      .single();
    expect(changed.data?.seq).toBe(3);
    expect((await news(3))?.payload).toMatchObject({
      from: 2,
      rows: [{ table: 'tasks', row: { title: 'Better' } }],
    });

    const { data: user } = await anna.client
      .from('users')
      .select('pomodoro_settings')
      .eq('email', 'anna@example.test')
      .single();
    const settings = { ...(user?.pomodoro_settings as Record<string, object>), daily_goal: 120 };
    expect(
      (await anna.client.from('users').update({ pomodoro_settings: settings }).eq('id', anna.id)).error,
    ).toBeNull();
    expect((await news(4))?.payload).toMatchObject({
      rows: [{ row: { pomodoro_settings: { daily_goal: 120 } } }],
    });

    await db`update public.tasks set title = 'In the dashboard' where id = ${id}`;
    expect((await news(5))?.payload).toMatchObject({
      rows: [{ row: { title: 'In the dashboard' } }],
    });
    const { data } = await anna.client.rpc('sync', { cursor: 4 });
    expect(data).toMatchObject({ head: 5, rows: [{ row: { title: 'In the dashboard' } }] });
  });

  test('DB-5 errors reach the caller with their code and sentence', async () => {
    const changes = Array.from({ length: 201 }, () => ({}));
    const many = await anna.client.rpc('sync', { changes });
    expect(many).toMatchObject({
      status: 413,
      error: { code: 'PT413', message: 'too_many_changes', details: 'One call carries at most 200 changes.' },
    });
    expect(await anna.client.rpc('remove_device', { device: anna.id })).toMatchObject({
      status: 404,
      error: { code: 'PT404', message: 'unknown_device' },
    });
  });

  test('DB-15 a removed device cannot renew its login', async () => {
    const { client } = await signUp('ben');
    const phone = newClient();
    const signedIn = await phone.auth.signInWithPassword({
      email: 'ben@example.test',
      password: 'correct horse',
    });
    expect(signedIn.error).toBeNull();
    const row = device();
    expect((await phone.rpc('sync', { device: row })).error).toBeNull();
    expect((await client.rpc('remove_device', { device: row.id })).error).toBeNull();
    expect(await phone.rpc('sync', { device: row })).toMatchObject({
      status: 403,
      error: { message: 'device_removed' },
    });
    expect((await phone.auth.refreshSession()).error).not.toBeNull();
    expect((await client.rpc('sync', {})).error).toBeNull();
  });

  test('DB-14 a deleted account is gone at once, for its other devices too', async () => {
    const { client, id } = await signUp('carla');
    const other = newClient();
    await other.auth.signInWithPassword({ email: 'carla@example.test', password: 'correct horse' });
    const token = (await other.auth.getSession()).data.session?.access_token ?? '';
    await other.realtime.setAuth(token);
    const { heard } = await listen(other, `user:${id}`);
    expect((await client.rpc('delete_account')).error).toBeNull();
    await until('word of the end', () => heard.some(({ event }) => event === 'account_deleted'));
    expect((await newClient(token).rpc('sync', {})).error).not.toBeNull();
    const again = await newClient().auth.signInWithPassword({
      email: 'carla@example.test',
      password: 'correct horse',
    });
    expect(again.error?.code).toBe('invalid_credentials');
  });
});

describe('DB-9, DB-22 tokens', () => {
  const claims = (given: object) => ({
    sub: anna.id,
    role: 'authenticated',
    aud: 'authenticated',
    iat: Math.floor(Date.now() / 1000) - 7200,
    exp: Math.floor(Date.now() / 1000) + 3600,
    ...given,
  });
  const none = (given: object) =>
    `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims(given))).toString('base64url')}.`;

  test.each([
    ['of another project', signJwt(claims({}), 'the secret of another project, just as long')],
    ['that has expired', signJwt(claims({ exp: Math.floor(Date.now() / 1000) - 60 }), secret)],
    ['without a signature', none({})],
    ['of a stronger role without a signature', none({ role: 'service_role' })],
    ['of a stronger role of another project', signJwt(claims({ role: 'service_role' }), 'x'.repeat(40))],
    ['that is none', 'nonsense'],
  ])('DB-9 a token %s opens nothing', async (_, token) => {
    const client = newClient(token);
    const answers = await Promise.all([
      client.rpc('sync', {}),
      client.from('tasks').select(),
      client.from('tasks').insert({ title: 'forged' }),
    ]);
    for (const { status, data } of answers) {
      expect(status).toBe(401);
      expect(data).toBeNull();
    }
  });

  test('DB-9 with the key alone nothing opens', async () => {
    const client = newClient();
    const answers = await Promise.all([
      client.rpc('sync', {}),
      client.rpc('export_account'),
      client.from('users').select(),
      client.from('pomodoro_checkpoints').select(),
    ]);
    for (const { status, error } of answers) expect([status, error?.code]).toEqual([401, '42501']);
  });

  test('DB-22 the machinery is not exposed', async () => {
    for (const [path, profile] of [
      ['rpc/next_seq', 'public'],
      ['rpc/retain', 'baton'],
      ['device_sessions', 'baton'],
      ['messages', 'realtime'],
    ] as const) {
      const response = await fetch(`${backend.url}/rest/v1/${path}`, {
        method: path.startsWith('rpc') ? 'POST' : 'GET',
        headers: {
          apikey: backend.publishable_key,
          Authorization: `Bearer ${mallory.token}`,
          'Accept-Profile': profile,
          'Content-Profile': profile,
          'Content-Type': 'application/json',
        },
        ...(path.startsWith('rpc') ? { body: '{}' } : {}),
      });
      expect([path, response.ok]).toEqual([path, false]);
    }
  });
});

describe('DB-5, DB-23 topics', () => {
  test('DB-23 the topic of somebody else is not joined, nor heard', async () => {
    const { status, heard } = await listen(mallory.client, `user:${anna.id}`);
    expect(status).toBe('CHANNEL_ERROR');
    const open = await listen(newClient(), `user:${anna.id}`, false);
    await anna.client.from('tasks').insert({ title: 'Private' });
    const own = await listen(mallory.client, `user:${mallory.id}`);
    await mallory.client.from('tasks').insert({ title: 'Own' });
    await until('own news', () => own.heard.length > 0);
    expect([...heard, ...open.heard]).toEqual([]);
  });

  test('DB-23 nobody but the database speaks on a topic', async () => {
    const { client, id } = await signUp('dora');
    const listener = await listen(client, `user:${id}`);
    const speaker = newClient();
    await speaker.auth.signInWithPassword({ email: 'dora@example.test', password: 'correct horse' });
    await speaker.realtime.setAuth((await speaker.auth.getSession()).data.session?.access_token ?? '');
    const { channel, status } = await listen(speaker, `user:${id}`);
    expect(status).toBe('SUBSCRIBED');
    await channel.send({ type: 'broadcast', event: 'changes', payload: { from: 0, to: 99 } });
    await client.from('tasks').insert({ title: 'After it' });
    await until('the news behind it', () => listener.heard.some(({ payload }) => payload['to'] === 2));
    expect(listener.heard.some(({ payload }) => payload['to'] === 99)).toBe(false);
  });

  test('DB-5 what one title holds, all doors give back', async () => {
    const row = task({ title: `'); drop table public.tasks; -- 👩‍👩‍👧‍👦` });
    const { data } = await mallory.client.rpc('sync', { changes: [{ table: 'tasks', row }] });
    expect(data).toMatchObject({ rejected: [] });
    const read = await mallory.client.from('tasks').select('title').eq('id', row.id).single();
    expect(read.data?.title).toBe(row['title']);
  });
});
