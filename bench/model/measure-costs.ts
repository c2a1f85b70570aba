import type { Database } from '../../supabase/local/connect.ts';
import { pullOne, syncOne } from '../database/calls.ts';
import { asPerson, type Person } from '../database/person.ts';
import { byProcessor } from '../database/processor.ts';
import { median } from '../table/ratios.ts';
import type { Costs } from './load.ts';

export type Kind = keyof Costs['processor'];

/** What each kind of call does in the database. */
export const works: Record<Kind, (db: Database, person: Person) => Promise<void>> = {
  writes: syncOne,
  pulls: (db, person) => pullOne(db, { ...person, cursor: person.cursor + 1 }),
  looks: (db, person) =>
    asPerson(
      db,
      person,
      async (tx) => tx`select head, epoch from public.sync_heads where user_id = ${person.id}`,
    ),
};

/** Bytes around an answer: status, headers and TLS. Assumed. */
const around = 600;
/** A heartbeat's answer with what is around it on the wire. Assumed. */
const heartbeat = 120;

const rounds = 200;

/** What one of each costs in a database with many people. */
export async function measureCosts(db: Database, person: Person): Promise<Costs> {
  const timed = await byProcessor(db);
  const processor = { writes: 0, pulls: 0, looks: 0 };
  for (const [kind, work] of Object.entries(works) as [Kind, (typeof works)[Kind]][]) {
    const times: number[] = [];
    for (let round = -20; round < rounds; round += 1) {
      const time = await timed(async () => work(db, person));
      if (round >= 0) times.push(time);
    }
    processor[kind] = median(times);
  }
  return { processor, overhead: 1, row: await rowSizes(db), answer: await answerSizes(db, person) };
}

async function rowSizes(db: Database): Promise<Costs['row']> {
  const [found] = await db<{ checkpoint: number; session: number; person: number }[]>`
    select
      (select pg_total_relation_size('public.pomodoro_checkpoints')::float / count(*)
        from public.pomodoro_checkpoints) as checkpoint,
      (select pg_total_relation_size('public.pomodoro_sessions')::float / count(*)
        from public.pomodoro_sessions) as session,
      (
        select (
          pg_total_relation_size('public.users') + pg_total_relation_size('public.tasks')
          + pg_total_relation_size('public.devices') + pg_total_relation_size('public.sync_heads')
          + pg_total_relation_size('baton.device_logins') + pg_total_relation_size('auth.users')
          + pg_total_relation_size('auth.sessions')
        )::float / count(*) from public.users
      ) as person`;
  if (!found) throw new Error('The tables have no size.');
  return found;
}

async function answerSizes(db: Database, person: Person): Promise<Costs['answer']> {
  const [hint] = await db<{ bytes: number }[]>`
    select octet_length(payload::text) as bytes from realtime.messages order by inserted_at desc limit 1`;
  const size = { pull: 0, row: 0 };
  await asPerson(db, person, async (tx) => {
    const [found] = await tx<{ pull: number; row: number }[]>`
      select
        octet_length(public.sync(${person.cursor}, '[]', ${tx.json(person.device)})::text) as pull,
        octet_length(public.sync(${person.cursor - 1}, '[]', ${tx.json(person.device)})::text) as row`;
    Object.assign(size, found);
  });
  return {
    writes: size.row + around,
    pulls: size.pull + around,
    looks: 80 + around,
    hint: (hint?.bytes ?? 0) + 250,
    heartbeat,
  };
}
