import type { TransactionSql } from 'postgres';
import type { Database } from '../../supabase/local/connect.ts';

/** Each row of these tables is checked and put into indexes faster if that is done for all of them at the end. */
const large = ['public.tasks', 'public.pomodoro_sessions', 'public.pomodoro_checkpoints'];

/** Fills the tables with people, each with 100 checkpoints, 20 sessions, 10 tasks, 2 devices and 2 logins. */
export async function fillDatabase(db: Database, people: number): Promise<string> {
  const started = performance.now();
  await db.begin(async (tx) => {
    // Triggers and foreign keys are off. What they would write is written here, in bulk.
    await tx`set local session_replication_role = replica`;
    await tx`set local maintenance_work_mem = '1GB'`;
    const rebuild = await stripTables(tx);
    await tx`insert into auth.users (id, email)
      select md5(n::text)::uuid, n || '@example.test' from generate_series(1, ${people}::int) as n`;
    await tx`insert into public.users (id, email, username, seq) select id, email, email, 1 from auth.users`;
    await tx`insert into public.sync_heads (user_id, head) select id, 132 from public.users`;
    await tx`
      insert into public.tasks (id, user_id, title, position, seq)
      select gen_random_uuid(), u.id, 'Task ' || n, 'a' || n, n + 121
      from public.users as u cross join generate_series(0, 9) as n`;
    await tx`
      insert into public.devices (id, user_id, name, seq)
      select gen_random_uuid(), u.id, 'Device ' || n, n + 131 from generate_series(0, 1) as n cross join public.users as u`;
    await tx`
      insert into auth.sessions (id, user_id)
      select gen_random_uuid(), u.id from generate_series(0, 1) as n cross join public.users as u`;
    await tx`
      insert into baton.device_logins (user_id, device_id, session_id)
      select d.user_id, d.id, gen_random_uuid() from public.devices as d`;
    await tx`insert into baton.quiet_hints (user_id, until) select id, now() from public.users`;
    await tx`
      insert into public.pomodoro_sessions (
        id, user_id, start_time, end_time, session_type, completed, current_session_number, active_time, outcome, seq
      )
      select gen_random_uuid(), u.id, now() - n * interval '1 hour', now() - n * interval '1 hour' + interval '25 minutes',
        'work', true, 1, 1500000, 'completed', n + 1
      from public.users as u cross join generate_series(1, 20) as n`;
    await tx`
      insert into public.pomodoro_checkpoints (
        id, user_id, session_id, device_id, checkpoint_type, timestamp, generation, session_type, round_number,
        preset_type, plan, remaining_time, seq
      )
      select gen_random_uuid(), u.id, gen_random_uuid(), u.id, 'start', now() - n * interval '10 minutes', n, 'work', 1,
        'short', '{"work_duration": 25, "short_break": 5, "long_break": 15, "sessions_before_long_break": 4}', 1500000, n + 21
      from public.users as u cross join generate_series(1, 100) as n`;
    for (const statement of rebuild) await tx.unsafe(statement);
  });
  await db`vacuum analyze`;
  const [size] = await db<{ rows: string; size: string }[]>`
    select to_char(count(*), 'FM999G999G999') as rows, pg_size_pretty(pg_database_size(current_database())) as size
    from public.pomodoro_checkpoints`;
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  return `${size?.rows} checkpoints of ${people} people: ${size?.size}, made in ${seconds} s`;
}

/** Takes checks, keys and indexes off the large tables. Returns what puts them back. The rows are known to be right. */
async function stripTables(tx: TransactionSql): Promise<string[]> {
  const rules = await tx<{ place: string; name: string; made: string; checks: boolean }[]>`
    select conrelid::regclass::text as place, quote_ident(conname) as name, pg_get_constraintdef(oid) as made,
      contype = 'c' as checks
    from pg_constraint where conrelid = any (${large}::regclass[]) and contype in ('c', 'p')`;
  const indexes = await tx<{ name: string; made: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made
    from pg_index i where i.indrelid = any (${large}::regclass[]) and not i.indisprimary`;
  for (const { place, name } of rules) await tx.unsafe(`alter table ${place} drop constraint ${name}`);
  for (const { name } of indexes) await tx.unsafe(`drop index ${name}`);
  return [
    ...rules.map(
      ({ place, name, made, checks }) =>
        `alter table ${place} add constraint ${name} ${made}${checks ? ' not valid' : ''}`,
    ),
    ...indexes.map(({ made }) => made),
  ];
}
