import { randomUUID } from 'node:crypto';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api, type SignedUp } from './start-api.ts';

/* What a script writes over REST that knows only the first columns of each table, as a person and as a server. */

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(async () => {
  await api.close();
});

interface Writer {
  who: SignedUp;
  client: SupabaseClient;
  insert: (table: string, row: object) => Promise<{ row: Record<string, unknown> | null; error: unknown }>;
}

async function writer(kind: string): Promise<Writer> {
  const who = await api.signUp(`w${randomUUID().slice(0, 8)}`);
  const { url, publishable_key, secret_key } = api.backend;
  const accessToken = async () => Promise.resolve(who.token);
  const client =
    kind === 'a server' ? createClient(url, secret_key) : createClient(url, publishable_key, { accessToken });
  return {
    who,
    client,
    async insert(table, row) {
      const { data, error } = await client
        .from(table)
        .insert({ user_id: who.id, ...row })
        .select()
        .single<Record<string, unknown>>();
      return { row: data, error };
    },
  };
}

const act = { session_type: 'work', is_paused: false, round_number: 1, preset_type: 'short' };
const isNow: unknown = expect.toSatisfy((at: string) => Math.abs(Date.parse(at) - Date.now()) < 60_000);

describe.each(['a person', 'a server'])('DB-8, DB-67 the first columns alone, written by %s', (kind) => {
  test('DB-8 make a session that begins now', async () => {
    const { insert } = await writer(kind);
    const { row, error } = await insert('pomodoro_sessions', {
      session_type: 'work',
      current_session_number: 1,
    });
    expect([error, row]).toMatchObject([null, { start_time: isNow, outcome: 'running', end_time: null }]);
    const over = await insert('pomodoro_sessions', {
      session_type: 'work',
      current_session_number: 1,
      end_time: '2026-01-01T10:25:00Z',
    });
    expect(over.row).toMatchObject({ start_time: over.row?.['end_time'], outcome: 'stopped' });
  });

  test('DB-8 make a task that goes last', async () => {
    const { insert } = await writer(kind);
    const { row } = await insert('tasks', { title: 'Read the paper', estimated_pomodoros: 3 });
    expect(row).toMatchObject({ completed_pomodoros: 0, is_active: true, position: 'a0' });
  });

  test('DB-67 make acts that follow each other', async () => {
    const { insert, who } = await writer(kind);
    const first = await insert('pomodoro_checkpoints', {
      ...act,
      checkpoint_type: 'start',
      remaining_time: 1500,
    });
    expect([first.error, first.row]).toMatchObject([
      null,
      {
        generation: 1,
        parent_id: null,
        timestamp: isNow,
        remaining_time: 1_500_000,
        plan: { work_duration: 25 },
      },
    ]);
    const second = await insert('pomodoro_checkpoints', {
      ...act,
      checkpoint_type: 'pause',
      remaining_time: 1_400_000,
      is_paused: true,
    });
    expect(second.row).toMatchObject({
      generation: 2,
      parent_id: first.row?.['id'],
      session_id: first.row?.['session_id'],
      remaining_time: 1_400_000,
    });
    const third = await insert('pomodoro_checkpoints', {
      ...act,
      preset_type: 'my own',
      checkpoint_type: 'start',
      remaining_time: 1500,
    });
    expect(third.row?.['session_id']).not.toBe(first.row?.['session_id']);
    expect(third.row).toMatchObject({ generation: 3, parent_id: second.row?.['id'] });
    const devices = await api.db`select id, name from public.devices where user_id = ${who.id}`;
    expect([...devices]).toEqual([{ id: third.row?.['device_id'], name: 'REST' }]);
  });
});

describe('DB-67 such an act', () => {
  test('has the plan of the preset as the person set it', async () => {
    const { insert, who } = await writer('a server');
    const deep = { work_duration: 90, short_break: 5, long_break: 30, sessions_before_long_break: 2 };
    await api.db`update public.users set pomodoro_settings = pomodoro_settings || ${api.db.json({ deep })}
      where id = ${who.id}`;
    const { row } = await insert('pomodoro_checkpoints', {
      ...act,
      preset_type: 'deep',
      checkpoint_type: 'start',
      remaining_time: 5400,
    });
    expect(row).toMatchObject({ plan: deep, remaining_time: 5_400_000 });
  });

  test('is nobody else’s, and a bad one is refused as any', async () => {
    const [anna, ben] = [await writer('a person'), await writer('a person')];
    const start = { ...act, checkpoint_type: 'start', remaining_time: 1500 };
    expect(
      (await anna.insert('pomodoro_checkpoints', { ...start, user_id: ben.who.id })).error,
    ).toMatchObject({
      code: '42501',
    });
    expect(await api.db`select from public.devices where user_id = ${ben.who.id}`).toHaveLength(0);
    expect(
      (await anna.insert('pomodoro_checkpoints', { ...start, session_type: 'nap' })).error,
    ).toMatchObject({
      message: expect.stringContaining('pomodoro_checkpoints_session_type_check') as unknown,
    });
  });
});

describe('DB-68 a row in users', () => {
  test('is not written directly: a sentence says how people come to be', async () => {
    const { url, secret_key } = api.backend;
    const { error, status } = await createClient(url, secret_key)
      .from('users')
      .insert({ username: 'grace', email: 'grace@x.example' });
    expect([status, error?.message]).toEqual([400, expect.stringContaining('/auth/v1/admin/users')]);
  });
});

describe('DB-13 a task that is deleted', () => {
  test.each(['a person', 'a server'])('is in the answer, and is not listed any more: by %s', async (kind) => {
    const { insert, who, client } = await writer(kind);
    const kept = await insert('tasks', { title: 'Kept' });
    const gone = await insert('tasks', { title: 'Gone' });
    const { data } = await client.from('tasks').delete().eq('id', String(gone.row?.['id'])).select();
    expect(data).toMatchObject([{ id: gone.row?.['id'], title: 'Gone' }]);
    const marked = await insert('tasks', { title: 'Marked' });
    const update = { deleted_at: new Date().toISOString() };
    await client.from('tasks').update(update).eq('id', String(marked.row?.['id']));
    const listed = await client.from('tasks').select('id').eq('user_id', who.id);
    expect(listed.data).toEqual([{ id: kept.row?.['id'] }]);
    const { data: reply } = await who.client.rpc('sync', {
      cursor: 0,
      device: { id: randomUUID(), name: 'Firefox', platform: '' },
    });
    const rows = (reply as { rows: { table: string; row: { title?: string; deleted_at?: string } }[] }).rows;
    const tasks = rows.filter(({ table }) => table === 'tasks').map(({ row }) => row);
    expect(tasks.map(({ title, deleted_at }) => [title, typeof deleted_at])).toEqual([
      ['Kept', 'object'],
      ['Gone', 'string'],
      ['Marked', 'string'],
    ]);
    const again = await insert('tasks', { id: gone.row?.['id'], title: 'Again' });
    expect(again.error).toMatchObject({ code: '23505' });
  });
});
