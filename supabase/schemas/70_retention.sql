create function baton.runs(owner uuid, age interval)
returns table (session_id uuid, first_act timestamptz, over_at timestamptz, ids uuid[])
language sql
stable
set search_path = ''
as $$
  with acts as (
    select
      k.id, k.session_id, k.follows, k.timestamp,
      k.timestamp + (k.remaining_time + k.added_time) * interval '1 millisecond' as could_end,
      row_number() over (order by k.timestamp desc, k.generation desc) as place
    from public.pomodoro_checkpoints k where k.user_id = owner
  ),
  spans as (
    select
      a.session_id, min(a.timestamp) as first_act, max(a.timestamp) as last_act, max(a.could_end) as could_end,
      min(a.place) as place,
      array_agg(a.id) as ids
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
    -- A person may have moved the start back, to where the session before it was over.
    least(c.first_act, f.first_act, s.start_time),
    case
      -- The running session and everything that it depends on are among the newest acts.
      when c.place <= 50 or s.outcome in ('running', 'paused') then 'infinity'
      -- No device wrote this session, for example because only a pause of it is known.
      when s.outcome is null then c.last_act + age
      -- A person may have corrected the end, which is then not where the replay has it.
      when s.edited ? 'end_time' then greatest(c.last_act, s.end_time, c.could_end)
      else greatest(c.last_act, s.end_time)
    end,
    c.ids
  from spans c
  left join followed f on f.session_id = c.session_id
  left join public.pomodoro_sessions s on s.user_id = owner and s.id = c.session_id;
$$;

comment on function baton.runs(uuid, interval) is
  'The sessions of a person''s checkpoints, each with its first act, the time from which it can no longer change, and '
  'the ids of its checkpoints.';

-- Only whole sessions go, and only those that were over before the first act of every session that stays. So the replay
-- of the rest gives the same as before. That holds after each piece, too.
create function baton.removable_pieces(owner uuid, age interval) returns table (ids uuid[])
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
  with ordered as (
    select
      r.ids, r.session_id, r.over_at,
      r.over_at < now() - age
      and r.over_at < coalesce(
        min(r.first_act) over (
          order by r.over_at desc, r.session_id desc rows between unbounded preceding and 1 preceding
        ),
        'infinity'
      ) as is_cut
    from baton.runs(owner, age) as r
  ),
  -- Sessions up to the next cut can only go together.
  blocks as (
    select
      o.ids, count(*) filter (where o.is_cut) over before as block,
      bool_or(o.is_cut) over (order by o.over_at desc, o.session_id desc) as is_outdated
    from ordered o
    window before as (order by o.over_at, o.session_id rows between unbounded preceding and 1 preceding)
  ),
  sizes as (
    select
      b.block,
      sum(sum(cardinality(b.ids))) over (order by b.block rows between unbounded preceding and 1 preceding) as before
    from blocks b where b.is_outdated group by b.block
  )
  select array_agg(u.id)
  from blocks b
  join sizes s on s.block = b.block
  cross join unnest(b.ids) as u (id)
  where b.is_outdated
  group by div(coalesce(s.before, 0), 1000)
  order by div(coalesce(s.before, 0), 1000);
end
$$;

comment on function baton.removable_pieces(uuid, interval) is
  'The checkpoints of a person that nobody needs any more, from the oldest, in pieces of about 1000.';

-- A writer that holds the counter is passed over, and so is one that holds any of the rows.
create function baton.remove_checkpoints(owner uuid, ids uuid[]) returns boolean
language plpgsql
security definer
set search_path = ''
set lock_timeout = '100ms'
as $$
declare
  gone bigint;
begin
  perform from public.sync_heads h where h.user_id = owner for no key update skip locked;
  if not found then
    return false;
  end if;
  with removed as (
    delete from public.pomodoro_checkpoints c where c.user_id = owner and c.id = any (ids) returning c.seq
  )
  select max(r.seq) into gone from removed r;
  update public.sync_heads h set horizon = greatest(h.horizon, gone) where h.user_id = owner;
  return true;
exception
  when lock_not_available or deadlock_detected then
    return false;
end
$$;

comment on function baton.remove_checkpoints(uuid, uuid[]) is
  'Removes checkpoints of a person, all or none. False if somebody is writing at the moment.';

-- A mark goes when every device in use has synced after it was made.
create function baton.remove_marks(owner uuid, age interval) returns boolean
language plpgsql
security definer
set search_path = ''
as $$
declare
  gone bigint;
  amount integer;
begin
  perform from public.sync_heads h where h.user_id = owner for no key update skip locked;
  if not found then
    return true;
  end if;
  with outdated as (
    select t.id from baton.deleted_tasks t
    where t.user_id = owner
      and t.deleted_at < now() - age
      and not exists (
        select from public.devices d
        where d.user_id = owner and d.removed_at is null
          and d.last_seen > now() - interval '1 year' and d.last_seen < t.deleted_at + interval '2 hours'
      )
    limit 1000
    for update skip locked
  ),
  removed as (
    delete from baton.deleted_tasks t using outdated o where t.user_id = owner and t.id = o.id returning t.seq
  )
  select max(r.seq), count(*) into gone, amount from removed r;
  update public.sync_heads h
  set
    horizon = greatest(h.horizon, gone),
    retained_at = case when amount < 1000 then now() else h.retained_at end
  where h.user_id = owner;
  perform baton.measure(owner);
  return amount < 1000;
end
$$;

comment on function baton.remove_marks(uuid, interval) is
  'Removes at most 1000 old deletion marks of a person. True if there are no more, or somebody is writing at the '
  'moment.';

create function baton.retain_person(owner uuid, age interval) returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  piece uuid[];
  amount integer := 0;
begin
  for piece in select r.ids from baton.removable_pieces(owner, age) as r loop
    exit when not baton.remove_checkpoints(owner, piece);
    amount := amount + cardinality(piece);
  end loop;
  loop
    exit when baton.remove_marks(owner, age);
  end loop;
  return amount;
end
$$;

comment on function baton.retain_person(uuid, interval) is
  'Removes old checkpoints and deletion marks of one person, in one transaction. Returns how many checkpoints it '
  'removed.';

create function baton.people_to_retain(most integer) returns setof uuid
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
  select h.user_id from public.sync_heads h
  where h.retained_at is null or h.retained_at < now() - interval '20 hours'
  order by h.retained_at nulls first
  limit most;
end
$$;

comment on function baton.people_to_retain(integer) is
  'The people whom retention has not looked at for the longest time.';

-- No search_path of its own: a procedure that has one may not commit. So every name is qualified, also those of types,
-- it uses no operator, and whatever needs one is in a function.
create procedure baton.run_retention(
  people pg_catalog.int4 default 200, age pg_catalog.interval default pg_catalog.make_interval(days => 30)
)
language plpgsql
as $$
declare
  owner pg_catalog.uuid;
  piece pg_catalog.uuid[];
  is_over pg_catalog.bool;
begin
  for owner in select p.user_id from baton.people_to_retain(people) as p (user_id) loop
    is_over := true;
    for piece in select r.ids from baton.removable_pieces(owner, age) as r loop
      is_over := baton.remove_checkpoints(owner, piece);
      -- Each piece is a transaction of its own, so nobody waits for the whole.
      commit;
      exit when not is_over;
    end loop;
    continue when not is_over;
    loop
      is_over := baton.remove_marks(owner, age);
      commit;
      exit when is_over;
    end loop;
  end loop;
end
$$;

comment on procedure baton.run_retention(integer, interval) is
  'Removes old rows of the people whom it has not looked at for the longest time, a piece in each transaction. Passes '
  'over who is writing: the next run takes them. To be called outside of a transaction: call baton.run_retention().';

-- For jobs that the previous version scheduled. A transaction that went on to the next person would make the one before
-- wait.
create function baton.retain(people integer default 200, age interval default interval '30 days') returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  owner uuid;
  piece uuid[];
begin
  select p.user_id into owner from baton.people_to_retain(least(people, 1)) as p (user_id);
  select r.ids into piece from baton.removable_pieces(owner, age) as r limit 1;
  if not found then
    perform baton.remove_marks(owner, age);
    return 0;
  end if;
  return case when baton.remove_checkpoints(owner, piece) then cardinality(piece) else 0 end;
end
$$;

comment on function baton.retain(integer, interval) is
  'Removes one piece of one person''s old rows. baton.run_retention() does more, in more transactions.';

create function baton.schedule_retention() returns text
language plpgsql
set search_path = ''
as $$
begin
  if not exists (select from pg_catalog.pg_extension where extname = 'pg_cron') then
    return 'pg_cron is not installed here: nothing was scheduled.';
  end if;
  execute $cron$select cron.schedule('baton-retention', '*/5 * * * *', 'call baton.run_retention()')$cron$;
  return 'Retention runs every five minutes.';
end
$$;

comment on function baton.schedule_retention() is
  'Lets pg_cron call baton.run_retention(), if pg_cron is installed. Says what it did.';

revoke all on function baton.runs(uuid, interval) from public;
revoke all on function baton.removable_pieces(uuid, interval) from public;
revoke all on function baton.remove_checkpoints(uuid, uuid[]) from public;
revoke all on function baton.remove_marks(uuid, interval) from public;
revoke all on function baton.retain_person(uuid, interval) from public;
revoke all on function baton.people_to_retain(integer) from public;
revoke all on procedure baton.run_retention(integer, interval) from public;
revoke all on function baton.retain(integer, interval) from public;
revoke all on function baton.schedule_retention() from public;
