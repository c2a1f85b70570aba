import { createClient } from '@supabase/supabase-js';
import { expect, test } from 'vitest';
import { replay } from '../../lib/timer/replay.ts';
import { patience } from './testing/patience.ts';
import { useBackend } from './testing/use-backend.ts';

const { backend, person } = useBackend();

/* The first columns of the table, and no other. */
const act = { session_type: 'work', is_paused: false, round_number: 1, preset_type: 'long' };

test('CLIENT-31 an act over REST that knows the first columns only is seen at once by every browser', async () => {
  const [a, b] = await person(2);
  await Promise.all([a.loop.syncNow(), b.loop.syncNow()]);
  await b.listen();
  const session = await a.connection.login();
  if (!session.ok) throw new Error('Nobody is signed in.');
  const server = createClient(backend().url, backend().secret_key);
  const write = async (row: object) => {
    const { error } = await server
      .from('pomodoro_checkpoints')
      .insert({ user_id: session.value.user.id, ...act, ...row });
    if (error) throw error;
  };
  const seen = async () => replay(await b.ledger.all('pomodoro_checkpoints'), Date.now()).timer.slot;
  await write({ checkpoint_type: 'start', remaining_time: 3000 });
  await expect.poll(seen, patience).toMatchObject({
    state: 'running',
    preset_type: 'long',
    total_time: 3_000_000,
    plan: { work_duration: 50, short_break: 10, long_break: 30, sessions_before_long_break: 4 },
  });
  const started = await seen();
  expect(Math.abs((started?.ends_at ?? 0) - Date.now() - 3_000_000)).toBeLessThan(60_000);
  expect((await b.ledger.all('devices')).find(({ id }) => id === started?.lead)?.name).toBe('REST');
  await write({ checkpoint_type: 'pause', remaining_time: 2990, is_paused: true });
  await expect.poll(seen, patience).toMatchObject({ state: 'paused', session_id: started?.session_id });
  await write({ checkpoint_type: 'stop', remaining_time: 2990, is_paused: false });
  await expect.poll(seen, patience).toMatchObject({ state: 'stopped', session_id: started?.session_id });
  await a.loop.syncNow();
  expect(replay(await a.ledger.all('pomodoro_checkpoints'), Date.now()).ineffective).toEqual([]);
});
