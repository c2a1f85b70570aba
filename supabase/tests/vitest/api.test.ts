import { afterAll, describe, expect, test } from 'vitest';
import { until } from '../../local/testing/until.ts';
import { startApi } from './start-api.ts';
import { device } from './rows.ts';

const api = await startApi();
const { db, newClient, signUp, listen } = api;
afterAll(api.close);

const anna = await signUp('anna');

describe('DB-7, DB-15, DB-32, DB-35 any writer', () => {
  test('DB-7 a task, the settings and a row of the dashboard reach an open browser live', async () => {
    const { heard, status } = await listen(anna.client, `user:${anna.id}`);
    expect(status).toBe('SUBSCRIBED');
    const broadcastUpTo = async (seq: number) =>
      until(`the broadcast up to ${seq}`, () => heard.find(({ payload }) => payload['to'] === seq));

    const added = await anna.client.from('tasks').insert({ title: 'By a script' }).select().single();
    expect(added.data).toMatchObject({ title: 'By a script', position: 'a0', seq: 2 });
    await broadcastUpTo(2);
    const id = added.data?.id ?? '';
    const changed = await anna.client
      .from('tasks')
      .update({ title: 'Better' })
      .eq('id', id)
      .select()
      .single();
    expect(changed.data?.seq).toBe(3);
    expect((await broadcastUpTo(3))?.payload).toMatchObject({
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
    expect((await broadcastUpTo(4))?.payload).toMatchObject({
      rows: [{ row: { pomodoro_settings: { daily_goal: 120 } } }],
    });

    await db`update public.tasks set title = 'In the dashboard' where id = ${id}`;
    expect((await broadcastUpTo(5))?.payload).toMatchObject({
      rows: [{ row: { title: 'In the dashboard' } }],
    });
    const { data } = await anna.client.rpc('sync', { cursor: 4, device: device() });
    expect(data).toMatchObject({ head: 6, rows: [{ row: { title: 'In the dashboard' } }, {}] });
  });

  test('DB-15 errors reach the caller with their code and sentence', async () => {
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

  test('DB-35 a removed device cannot renew its login', async () => {
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
    expect((await client.rpc('sync', { device: device() })).error).toBeNull();
  });

  test('DB-32 a deleted account is gone at once, for its other devices too', async () => {
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
