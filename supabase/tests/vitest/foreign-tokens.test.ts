import { afterAll, describe, expect, test } from 'vitest';
import { signJwt } from '../../local/jwt.ts';
import { until } from '../../local/testing/until.ts';
import { startApi } from './start-api.ts';
import { device, task } from './rows.ts';

const api = await startApi();
const { backend, secret, newClient, signUp, listen } = api;
afterAll(api.close);

const [anna, mallory] = [await signUp('anna'), await signUp('mallory')];

describe('DB-25, DB-26, DB-28 tokens', () => {
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
  ])('DB-25 a token %s opens nothing', async (_, token) => {
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

  test('DB-28 with the key alone nothing opens', async () => {
    const client = newClient();
    const answers = await Promise.all([
      client.rpc('sync', {}),
      client.rpc('export_account'),
      client.from('users').select(),
      client.from('pomodoro_checkpoints').select(),
    ]);
    for (const { status, error } of answers) expect([status, error?.code]).toEqual([401, '42501']);
  });

  test('DB-26 the schema baton is not exposed', async () => {
    for (const [path, profile] of [
      ['rpc/next_seq', 'public'],
      ['rpc/retain', 'baton'],
      ['device_logins', 'baton'],
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

describe('DB-17, DB-24 topics', () => {
  test('DB-24 the topic of somebody else is not joined, nor heard', async () => {
    const { status, heard } = await listen(mallory.client, `user:${anna.id}`);
    expect(status).toBe('CHANNEL_ERROR');
    const open = await listen(newClient(), `user:${anna.id}`, false);
    await anna.client.from('tasks').insert({ title: 'Private' });
    const own = await listen(mallory.client, `user:${mallory.id}`);
    await mallory.client.from('tasks').insert({ title: 'Own' });
    await until('an own broadcast', () => own.heard.length > 0);
    expect([...heard, ...open.heard]).toEqual([]);
  });

  test('DB-24 nobody but the database sends on a topic', async () => {
    const { client, id } = await signUp('dora');
    const listener = await listen(client, `user:${id}`);
    const speaker = newClient();
    await speaker.auth.signInWithPassword({ email: 'dora@example.test', password: 'correct horse' });
    await speaker.realtime.setAuth((await speaker.auth.getSession()).data.session?.access_token ?? '');
    const { channel, status } = await listen(speaker, `user:${id}`);
    expect(status).toBe('SUBSCRIBED');
    await channel.send({ type: 'broadcast', event: 'changes', payload: { from: 0, to: 99 } });
    await client.from('tasks').insert({ title: 'After it' });
    await until('the next broadcast', () => listener.heard.some(({ payload }) => payload['to'] === 2));
    expect(listener.heard.some(({ payload }) => payload['to'] === 99)).toBe(false);
  });

  test('DB-17 every way of reading returns the same title', async () => {
    const row = task({ title: `'); drop table public.tasks; -- 👩‍👩‍👧‍👦` });
    const { data } = await mallory.client.rpc('sync', {
      changes: [{ table: 'tasks', row }],
      device: device(),
    });
    expect(data).toMatchObject({ rejected: [] });
    const read = await mallory.client.from('tasks').select('title').eq('id', row.id).single();
    expect(read.data?.title).toBe(row['title']);
  });
});
