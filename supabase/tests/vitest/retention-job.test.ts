import { afterAll, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { callSync } from './call-sync.ts';
import { addPerson, type Person } from './people.ts';
import { checkpoint, plan } from './rows.ts';

const database = await freshDatabase();
const [db, other] = [connect(database.url), connect(database.url)];
afterAll(async () => {
  await db.end();
  await other.end();
  await database.drop();
});

/** Sessions of two acts each, one a day up to 40 days ago. Written past the triggers, which would take minutes. */
async function fill(person: Person, sessions: number) {
  await db.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into public.pomodoro_checkpoints (
        id, user_id, session_id, device_id, checkpoint_type, timestamp, generation, session_type, round_number,
        preset_type, plan, remaining_time, seq
      )
      select
        gen_random_uuid(), ${person.id}, md5(${person.id} || n)::uuid, ${person.id}, act,
        now() - interval '40 days' - n * interval '1 hour', n, 'work', 1, 'short', ${tx.json(plan)}, 0, 2 * n + place
      from generate_series(1, ${sessions}) as n, unnest(array['start', 'stop']) with ordinality as a (act, place)`;
    await tx`
      insert into public.pomodoro_sessions (
        id, user_id, start_time, end_time, session_type, current_session_number, outcome, seq
      )
      select k.session_id, k.user_id, k.timestamp, k.timestamp, 'work', 1, 'stopped', 1000000 + k.seq
      from public.pomodoro_checkpoints k where k.user_id = ${person.id} and k.checkpoint_type = 'start'`;
    await tx`update public.sync_heads set head = 2000000 where user_id = ${person.id}`;
  });
}

const left = async (person: Person) =>
  (await other`select from public.pomodoro_checkpoints where user_id = ${person.id}`).length;

/** Only these people are due, in this order. */
async function makeDue(...people: Person[]) {
  await db`update public.sync_heads set retained_at = now()`;
  for (const [place, { id }] of people.entries())
    await db`
      update public.sync_heads set retained_at = now() - interval '2 days' + ${place} * interval '1 minute'
      where user_id = ${id}`;
}

test('DB-57 the job works in pieces: neither a stranger nor that person waits for the whole', async () => {
  const [stranger, busy] = [await addPerson(db), await addPerson(db)];
  await fill(stranger, 60);
  await fill(busy, 3000);
  await makeDue(stranger, busy);
  // The third piece waits here until the test has looked around.
  await db.unsafe(`
    create table public.pieces (writer xid8, person uuid, amount integer);
    create table public.looked (at timestamptz);
    create function public.note_piece() returns trigger language plpgsql as $$ begin
      insert into public.pieces select pg_current_xact_id(), r.user_id, count(*) from removed r group by r.user_id;
      if (select count(*) from public.pieces where person = '${busy.id}') = 3 then
        loop
          exit when exists (select from public.looked);
          perform pg_sleep(0.01);
        end loop;
      end if;
      return null;
    end $$;
    create trigger note_piece after delete on public.pomodoro_checkpoints referencing old table as removed
    for each statement execute function public.note_piece();`);
  const job = db`call baton.run_retention()`.execute();
  try {
    await expect.poll(async () => left(busy), { timeout: 20_000, interval: 20 }).toBe(4000);
    expect(await left(stranger)).toBe(50);
    const changes = [{ table: 'pomodoro_checkpoints', row: checkpoint() }];
    expect((await callSync(other, stranger, { cursor: 2_000_000, changes })).rejected).toEqual([]);
    // What the job holds of others is nothing at all.
    expect(
      await other`select from public.sync_heads where user_id <> ${busy.id} for update skip locked`,
    ).toHaveLength(1);
  } finally {
    await other`insert into public.looked values (now())`;
    await job;
  }
  expect(await left(busy)).toBe(50);
  const pieces = await db<{ writer: string; person: string; amount: number }[]>`
    select writer::text, person, amount from public.pieces`;
  expect(new Set(pieces.map(({ writer }) => writer)).size).toBe(pieces.length);
  expect(Math.max(...pieces.map(({ amount }) => amount))).toBeLessThanOrEqual(1000);
  await db.unsafe('drop trigger note_piece on public.pomodoro_checkpoints');
});

test('DB-57 who holds a row that is to go is passed over, and the next one is looked at', async () => {
  const [held, next] = [await addPerson(db), await addPerson(db)];
  await fill(held, 100);
  await fill(next, 100);
  await makeDue(held, next);
  await other.begin(async (tx) => {
    await tx`select from public.pomodoro_checkpoints where user_id = ${held.id} for key share`;
    await db`call baton.run_retention()`;
  });
  expect([await left(held), await left(next)]).toEqual([200, 50]);
  await db`call baton.run_retention()`;
  expect(await left(held)).toBe(50);
});

test('DB-57 what depends on acts that stay is in no piece', async () => {
  const anna = await addPerson(db);
  await fill(anna, 2000);
  // Without sessions the acts of each day depend on those of the next.
  await db.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`delete from public.pomodoro_sessions where user_id = ${anna.id}`;
  });
  const pieces = await db`select from baton.removable_pieces(${anna.id}, '30 days')`;
  expect(pieces).toHaveLength(0);
});

test('DB-57 the call of the previous version removes one piece of one person', async () => {
  const [anna, next] = [await addPerson(db), await addPerson(db)];
  await fill(anna, 1000);
  await fill(next, 100);
  await makeDue(anna, next);
  for (const expected of [1000, 50]) {
    await db`select baton.retain()`;
    expect([await left(anna), await left(next)]).toEqual([expected, 200]);
  }
});

test('DB-40 without pg_cron nothing is scheduled, and it says so', async () => {
  const [row] = await db<{ said: string }[]>`select baton.schedule_retention() as said`;
  expect(row?.said).toBe('pg_cron is not installed here: nothing was scheduled.');
});

test('DB-40 with pg_cron the job calls what commits in between, under the name of the job before', async () => {
  await db.begin(async (tx) => {
    await tx`set local allow_system_table_mods = on`;
    await tx`
      insert into pg_catalog.pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
      values (4200000, 'pg_cron', 10, 11, false, '1.6')`;
    await tx.unsafe(`
      create schema cron;
      create table cron.job (jobname text primary key, schedule text, command text);
      create function cron.schedule(text, text, text) returns bigint language sql as $$
        insert into cron.job values ($1, $2, $3)
        on conflict (jobname) do update set schedule = excluded.schedule, command = excluded.command;
        select 1::bigint
      $$;
      insert into cron.job values ('baton-retention', '*/5 * * * *', 'select baton.retain()');`);
  });
  await db`select baton.schedule_retention()`;
  const jobs = await db<{ jobname: string; command: string }[]>`select jobname, command from cron.job`;
  expect(jobs).toEqual([{ jobname: 'baton-retention', command: 'call baton.run_retention()' }]);
  await db.unsafe(jobs[0]?.command ?? '');
});
