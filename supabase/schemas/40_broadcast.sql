-- Each branch reads its own index (user_id, seq), so their merge needs no sort and stops after `most` rows.
create function baton.rows_after(owner uuid, after bigint, most integer) returns setof jsonb
-- Not language sql: that would be planned at each call, which costs more than reading the rows.
language plpgsql
stable
set search_path = ''
-- A plan is kept for long. One made on the first day, with few rows, would read whole tables for ever.
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off
as $$
begin
  return query
  select r.change
  from (
    (
      select t.seq, jsonb_build_object('table', 'users', 'row', to_jsonb(t)) as change
      from public.users t where t.id = owner and t.seq > after order by t.seq limit most
    )
    union all
    (
      select t.seq, jsonb_build_object('table', 'tasks', 'row', to_jsonb(t))
      from public.tasks t where t.user_id = owner and t.seq > after order by t.seq limit most
    )
    union all
    (
      select t.seq, jsonb_build_object('table', 'tasks', 'row', t.task)
      from baton.deleted_tasks t where t.user_id = owner and t.seq > after order by t.seq limit most
    )
    union all
    (
      select t.seq, jsonb_build_object('table', 'pomodoro_sessions', 'row', to_jsonb(t))
      from public.pomodoro_sessions t where t.user_id = owner and t.seq > after order by t.seq limit most
    )
    union all
    (
      select t.seq, jsonb_build_object('table', 'pomodoro_checkpoints', 'row', to_jsonb(t))
      from public.pomodoro_checkpoints t where t.user_id = owner and t.seq > after order by t.seq limit most
    )
    union all
    (
      select t.seq, jsonb_build_object('table', 'devices', 'row', to_jsonb(t))
      from public.devices t where t.user_id = owner and t.seq > after order by t.seq limit most
    )
  ) as r
  order by r.seq
  limit most;
end
$$;

comment on function baton.rows_after(uuid, bigint, integer) is
  'At most `most` rows of a person with a seq above a cursor, in the order of seq: {"table", "row"}.';

-- With the rights of the caller, sync() and tell() would run rows_after as two roles. With row-level security a plan is
-- good for one role, so each of them would plan it anew at every call, which takes longer than all else that they do.
create function baton.own_rows_after(after bigint, most integer) returns setof jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  if baton.login_is_alive() then
    return query select r.* from baton.rows_after(auth.uid(), after, most) as r;
  end if;
end
$$;

comment on function baton.own_rows_after(bigint, integer) is
  'The rows of the signed-in person, as rows_after gives them. None if the login has ended.';

create function baton.count_until(owner uuid, until bigint) returns integer
language plpgsql
stable
set search_path = ''
as $$
begin
  return
    (select count(*) from public.users t where t.id = owner and t.seq <= until)
    + (select count(*) from public.tasks t where t.user_id = owner and t.seq <= until)
    + (select count(*) from baton.deleted_tasks t where t.user_id = owner and t.seq <= until)
    + (select count(*) from public.pomodoro_sessions t where t.user_id = owner and t.seq <= until)
    + (select count(*) from public.pomodoro_checkpoints t where t.user_id = owner and t.seq <= until)
    + (select count(*) from public.devices t where t.user_id = owner and t.seq <= until);
end
$$;

comment on function baton.count_until(uuid, bigint) is 'How many rows of a person have a seq up to this one.';

-- A broadcast is only a hint to pull. If it fails, the change that it announces must stay.
create function baton.send(payload jsonb, event text, owner uuid) returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform realtime.send(payload, event, 'user:' || owner, true);
exception
  when others then
    raise warning 'Broadcast to % failed: %', owner, sqlerrm;
end
$$;

comment on function baton.send(jsonb, text, uuid) is 'Sends a broadcast to the open browsers of a person.';

-- Runs at the end of the transaction, once for each person whose rows it wrote.
create function baton.tell() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  first bigint;
  last bigint;
  written jsonb;
begin
  if coalesce(current_setting('baton.count', true), '') = '' then
    -- Somebody reset the settings of the transaction, and the count was one of them.
    update public.sync_heads h set head = baton.highest_seq(h.user_id)
    where h.user_id = new.user_id and h.head < baton.highest_seq(h.user_id);
  else
    perform baton.write_head();
  end if;
  select h.began, h.head into first, last from public.sync_heads h where h.user_id = new.user_id;
  if not found or last = first then
    return null;
  end if;
  if last - first <= 50 and not exists (
    select from baton.quiet_hints q where q.user_id = new.user_id and q.until > now()
  ) then
    select jsonb_agg(change) into written from baton.rows_after(new.user_id, first, 50) as change;
    if octet_length(written::text) > 32000 then
      written := null;
    end if;
  end if;
  perform baton.send(
    jsonb_build_object('from', first, 'to', last)
    || case when written is null then '{}' else jsonb_build_object('rows', written) end,
    'changes', new.user_id
  );
  return null;
end
$$;

comment on function baton.tell() is
  'Trigger: sends one broadcast for each writing transaction, {from, to, rows?}. It has the rows if they are under 32 '
  'KB and no login of the person ended a short time ago.';

revoke all on function baton.rows_after(uuid, bigint, integer) from public;
revoke all on function baton.own_rows_after(bigint, integer) from public;
revoke all on function baton.count_until(uuid, bigint) from public;
revoke all on function baton.send(jsonb, text, uuid) from public;
revoke all on function baton.tell() from public;

grant execute on function baton.own_rows_after(bigint, integer) to authenticated;
grant execute on function baton.count_until(uuid, bigint) to authenticated;

create constraint trigger tell after update of writer on public.sync_heads
deferrable initially deferred
for each row execute function baton.tell();

-- There is no policy for insert: only the database sends.
create policy "Own topic is readable" on realtime.messages
for select to authenticated
using (topic = 'user:' || (select auth.uid())::text and (select baton.login_is_alive()));
