-- Nobody reaches these by working with a timer: 250,000 acts are 300 a day for two years in which retention never ran,
-- 500,000 sessions 100 a day for 13 years. They bound what one account can cost the others.
create function baton.quota(relation text) returns integer
language plpgsql
immutable
set search_path = ''
as $$
begin
  return case relation
    when 'pomodoro_checkpoints' then 250000
    when 'pomodoro_sessions' then 500000
    when 'tasks' then 50000
    when 'devices' then 1000
  end;
end
$$;

comment on function baton.quota(text) is
  'How many rows of a table one account may have, deleted tasks and removed devices among them.';

-- Called at each 1000th change of a person, and by retention. So counting costs each change a thousandth of it, and an
-- account may have up to 1000 rows more than its quota.
create function baton.measure(owner uuid) returns text
language plpgsql
security definer
set search_path = ''
-- A plan is kept for long. One made on the first day, with few rows, would read whole tables for ever.
set enable_seqscan = off
as $$
declare
  shares jsonb;
begin
  select jsonb_object_agg(c.relation, c.amount * 100 / baton.quota(c.relation)) into shares
  from (
    select 'pomodoro_checkpoints' as relation, count(*) as amount
    from public.pomodoro_checkpoints t where t.user_id = owner
    union all
    select 'pomodoro_sessions', count(*) from public.pomodoro_sessions t where t.user_id = owner
    union all
    select 'tasks',
      (select count(*) from public.tasks t where t.user_id = owner)
      + (select count(*) from baton.deleted_tasks t where t.user_id = owner)
    union all
    select 'devices', count(*) from public.devices t where t.user_id = owner
  ) as c
  where c.amount * 100 / baton.quota(c.relation) >= 80;
  update public.sync_heads h set filled = shares where h.user_id = owner and h.filled is distinct from shares;
  return baton.full_tables(shares);
end
$$;

comment on function baton.measure(uuid) is
  'Writes sync_heads.filled: which quotas of a person are nearly used up. Returns which are, as full_tables does.';

create function baton.full_tables(filled jsonb) returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  if filled is null then
    return '';
  end if;
  return (select coalesce(string_agg(e.key, ','), '') from jsonb_each(filled) as e where (e.value)::integer >= 100);
end
$$;

comment on function baton.full_tables(jsonb) is 'The tables whose quotas are used up, between commas.';

create function baton.refuse_full(relation text) returns void
language plpgsql
set search_path = ''
as $$
begin
  raise sqlstate 'PT507' using
    message = format(
      'This account is full: it has %s %s, and no more are kept.', baton.quota(relation),
      case relation
        when 'pomodoro_checkpoints' then 'acts on the timer'
        when 'pomodoro_sessions' then 'sessions'
        else relation
      end
    ),
    table = relation, constraint = relation || '_quota';
end
$$;

comment on function baton.refuse_full(text) is 'Refuses a new row in a table whose quota is used up.';

revoke all on function baton.quota(text) from public;
revoke all on function baton.measure(uuid) from public;
revoke all on function baton.full_tables(jsonb) from public;
revoke all on function baton.refuse_full(text) from public;
