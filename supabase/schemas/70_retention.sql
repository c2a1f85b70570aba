create function baton.runs(owner uuid, age interval)
returns table (session_id uuid, first_act timestamptz, over_at timestamptz)
language sql
stable
set search_path = ''
as $$
  with acts as (
    select
      k.session_id, k.follows, k.timestamp,
      row_number() over (order by k.timestamp desc, k.generation desc) as place
    from public.pomodoro_checkpoints k where k.user_id = owner
  ),
  spans as (
    select a.session_id, min(a.timestamp) as first_act, max(a.timestamp) as last_act, min(a.place) as place
    from acts a group by a.session_id
  ),
  -- The session that follows may prove that this one ran, so it must stay as long as this one.
  followed as (
    select a.follows as session_id, min(f.first_act) as first_act
    from acts a join spans f on f.session_id = a.session_id
    where a.follows is not null group by a.follows
  )
  select
    c.session_id,
    least(c.first_act, f.first_act),
    case
      -- The running session and everything that it depends on are among the newest acts.
      when c.place <= 50 or s.outcome in ('running', 'paused') then 'infinity'
      -- No device wrote this session, for example because only a pause of it is known.
      when s.outcome is null then c.last_act + age
      else greatest(c.last_act, s.end_time)
    end
  from spans c
  left join followed f on f.session_id = c.session_id
  left join public.pomodoro_sessions s on s.user_id = owner and s.id = c.session_id;
$$;

comment on function baton.runs(uuid, interval) is
  'The sessions of a person''s checkpoints, each with its first act and the time from which it can no longer change.';

-- Removes checkpoints of sessions that ended more than `age` ago. Only whole sessions go, and only those that were over
-- before the first act of every session that stays. So the replay of the rest gives the same as before.
create function baton.retain_person(owner uuid, age interval) returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  cut timestamptz := now() - age;
  run record;
  gone bigint;
  marks bigint;
  acts integer;
  tasks integer;
begin
  for run in select r.first_act, r.over_at from baton.runs(owner, age) as r order by r.over_at desc loop
    exit when run.over_at < cut;
    cut := least(cut, run.first_act);
  end loop;

  with removed as (
    delete from public.pomodoro_checkpoints c
    using baton.runs(owner, age) r
    where c.user_id = owner and c.session_id = r.session_id and r.over_at < cut
    returning c.seq
  )
  select max(seq), count(*) into gone, acts from removed;

  -- A mark goes when every device in use has synced after it was made.
  with removed as (
    delete from public.tasks t
    where t.user_id = owner
      and t.deleted_at < now() - age
      and not exists (
        select from public.devices d
        where d.user_id = owner and d.removed_at is null
          and d.last_seen > now() - interval '1 year' and d.last_seen < t.deleted_at + interval '2 hours'
      )
    returning t.seq
  )
  select max(seq), count(*) into marks, tasks from removed;

  update public.sync_heads h
  set horizon = greatest(h.horizon, gone, marks), retained_at = now()
  where h.user_id = owner;
  return acts + tasks;
end
$$;

comment on function baton.retain_person(uuid, interval) is
  'Removes old checkpoints and deletion marks of one person. Returns how many rows it removed.';

create function baton.retain(people integer default 200, age interval default interval '30 days') returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  owner uuid;
  amount integer := 0;
begin
  -- Skips people who are writing at the moment. The next run takes them.
  for owner in
    select h.user_id from public.sync_heads h
    where h.retained_at is null or h.retained_at < now() - interval '20 hours'
    order by h.retained_at nulls first
    limit people
    for no key update skip locked
  loop
    amount := amount + baton.retain_person(owner, age);
  end loop;
  return amount;
end
$$;

comment on function baton.retain(integer, interval) is
  'Removes old rows of the people that it has not looked at for the longest time. Returns how many rows it removed. A '
  'run is short, so that it can run often.';

create function baton.schedule_retention() returns text
language plpgsql
set search_path = ''
as $$
begin
  if not exists (select from pg_catalog.pg_extension where extname = 'pg_cron') then
    return 'pg_cron is not installed here: nothing was scheduled.';
  end if;
  execute $cron$select cron.schedule('baton-retention', '*/5 * * * *', 'select baton.retain()')$cron$;
  return 'Retention runs every five minutes.';
end
$$;

comment on function baton.schedule_retention() is
  'Lets pg_cron call baton.retain(), if pg_cron is installed. Says what it did.';

revoke all on function baton.runs(uuid, interval) from public;
revoke all on function baton.retain_person(uuid, interval) from public;
revoke all on function baton.retain(integer, interval) from public;
revoke all on function baton.schedule_retention() from public;
