-- The next seq of a person. The row of the counter stays locked until the transaction ends, so whoever comes
-- second waits: seqs become visible in their own order, and no reader can pass one by.
create function baton.next_seq(owner uuid) returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  given bigint;
  highest bigint;
begin
  update public.sync_heads h
  set
    head = h.head + 1,
    began = case when h.writer = pg_current_xact_id() then h.began else h.head end,
    writer = pg_current_xact_id()
  where h.user_id = owner
  returning h.head into given;
  if found then
    return given;
  end if;
  -- A counter that was removed begins behind the rows that are there.
  select coalesce(max(r.seq), 0) into highest
  from (
    select max(t.seq) as seq from public.users t where t.id = owner
    union all
    select max(t.seq) from public.tasks t where t.user_id = owner
    union all
    select max(t.seq) from public.pomodoro_sessions t where t.user_id = owner
    union all
    select max(t.seq) from public.pomodoro_checkpoints t where t.user_id = owner
    union all
    select max(t.seq) from public.devices t where t.user_id = owner
  ) as r;
  insert into public.sync_heads as h (user_id, head, began, writer)
  values (owner, highest + 1, highest, pg_current_xact_id())
  on conflict (user_id) do update
  set
    head = h.head + 1,
    began = case when h.writer = pg_current_xact_id() then h.began else h.head end,
    writer = pg_current_xact_id()
  returning h.head into given;
  return given;
end
$$;

comment on function baton.next_seq(uuid) is 'The next seq of a person; keeps their counter locked until the transaction ends.';

-- Before any row is touched: a row locked first and the counter second would be the other way round in sync(),
-- and two such writers would wait for each other.
create function baton.lock_head() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
begin
  perform from public.sync_heads h where h.user_id = uid for no key update;
  return null;
end
$$;

comment on function baton.lock_head() is
  'Trigger: locks the counter of the signed-in person, until the transaction ends, before a statement writes rows.';

create function baton.number_row() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- A row written as it is makes no news, unless somebody tried to write seq itself.
  if tg_op = 'UPDATE' then
    if new is not distinct from old then
      return new;
    end if;
  end if;
  if tg_table_name = 'users' then
    new.seq := baton.next_seq(new.id);
  else
    new.seq := baton.next_seq(new.user_id);
  end if;
  return new;
end
$$;

comment on function baton.number_row() is 'Trigger: gives a new or changed row the next seq of its person.';

revoke all on function baton.next_seq(uuid) from public;
revoke all on function baton.lock_head() from public;
revoke all on function baton.number_row() from public;

-- sync() has it locked already.
create trigger lock_head before insert or update or delete on public.users
for each statement
when (current_setting('baton.syncing', true) is distinct from 'on')
execute function baton.lock_head();

create trigger lock_head before insert or update or delete on public.tasks
for each statement
when (current_setting('baton.syncing', true) is distinct from 'on')
execute function baton.lock_head();

create trigger lock_head before insert or update or delete on public.pomodoro_sessions
for each statement
when (current_setting('baton.syncing', true) is distinct from 'on')
execute function baton.lock_head();

create trigger lock_head before insert or update or delete on public.pomodoro_checkpoints
for each statement
when (current_setting('baton.syncing', true) is distinct from 'on')
execute function baton.lock_head();

create trigger lock_head before insert or update or delete on public.devices
for each statement
when (current_setting('baton.syncing', true) is distinct from 'on')
execute function baton.lock_head();

-- Triggers of one event run by name: prepare_row, where there is one, is done by then.
create trigger row_number before insert or update on public.users
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.tasks
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.pomodoro_sessions
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.pomodoro_checkpoints
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.devices
for each row execute function baton.number_row();
