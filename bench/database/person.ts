import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import type { Database } from '../../supabase/local/connect.ts';

export interface Person {
  id: string;
  cursor: number;
  login: string;
  device: { id: string; name: string; platform: string };
}

/** Makes an account with so many sessions and a device that is up to date. */
export async function createPerson(db: Database, sessions = 0): Promise<Person> {
  const id = randomUUID();
  const device = { id: randomUUID(), name: 'Bench', platform: 'Node' };
  await db`insert into auth.users (id, email) values (${id}, ${`${id}@example.test`})`;
  await db`
    insert into public.pomodoro_sessions (user_id, start_time, end_time, session_type, completed, current_session_number)
    select ${id}, now() - n * interval '30 minutes', now() - n * interval '30 minutes' + interval '25 minutes', 'work', true, 1
    from generate_series(1, ${sessions}) as n`;
  const person = { id, cursor: 0, device, login: randomUUID() };
  await db`insert into auth.sessions (id, user_id) values (${person.login}, ${id})`;
  await asPerson(db, person, async (tx) => tx`select public.sync(0, '[]', ${tx.json(device)})`);
  const [head] = await db<{ head: string }[]>`select head from public.sync_heads where user_id = ${id}`;
  person.cursor = Number(head?.head);
  return person;
}

/** Does what a request of the API does: one transaction with the role and the claims of a token. */
export async function asPerson<T>(
  db: Database,
  person: Pick<Person, 'id' | 'login'>,
  work: (tx: TransactionSql) => Promise<T>,
): Promise<void> {
  const claims = JSON.stringify({ sub: person.id, role: 'authenticated', session_id: person.login });
  await db.begin(async (tx) => {
    await tx`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true),
      set_config('request.jwt.claim.sub', ${person.id}, true)`;
    await work(tx);
  });
}

export function checkpointRow() {
  return {
    id: randomUUID(),
    session_id: randomUUID(),
    parent_id: null,
    follows: null,
    device_id: randomUUID(),
    checkpoint_type: 'start',
    timestamp: new Date().toISOString(),
    generation: 1,
    session_type: 'work',
    task_id: null,
    round_number: 1,
    preset_type: 'short',
    plan: { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 },
    remaining_time: 1_500_000,
    added_time: 0,
    is_paused: false,
    last_active: null,
  };
}
