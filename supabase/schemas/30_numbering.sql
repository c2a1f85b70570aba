-- The highest seq that a row of this person has.
create function baton.highest_seq(owner uuid) returns bigint
language plpgsql
stable
set search_path = ''
as $$
begin
  return greatest(
    0,
    (select max(t.seq) from public.users t where t.id = owner),
    (select max(t.seq) from public.tasks t where t.user_id = owner),
    (select max(t.seq) from baton.deleted_tasks t where t.user_id = owner),
    (select max(t.seq) from public.pomodoro_sessions t where t.user_id = owner),
    (select max(t.seq) from public.pomodoro_checkpoints t where t.user_id = owner),
    (select max(t.seq) from public.devices t where t.user_id = owner)
  );
end
$$;

comment on function baton.highest_seq(uuid) is 'The highest seq of all rows of a person. 0 if there are none.';

-- Writes the count of this transaction to the counter. While the transaction runs, the count is in a setting:
-- updating one row of a table ten thousand times would get slower each time. A savepoint rolls a setting back too.
create function baton.write_head() returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  count text[] := string_to_array(current_setting('baton.count', true), ' ');
begin
  if count[2] = pg_current_xact_id_if_assigned()::text then
    update public.sync_heads h set head = count[3]::bigint
    where h.user_id = count[1]::uuid and h.head < count[3]::bigint;
  end if;
end
$$;

comment on function baton.write_head() is 'Writes the count of this transaction to sync_heads.head.';

-- The next seq of a person. The row of the counter stays locked until the transaction ends, so the next writer
-- waits. Rows become visible in the order of seq, and no reader can skip one.
create function baton.next_seq(owner uuid) returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  this_writer xid8 := pg_current_xact_id();
  count text[] := string_to_array(current_setting('baton.count', true), ' ');
  heads public.sync_heads;
  given bigint;
  full_tables text;
begin
  if count[1] = owner::text and count[2] = this_writer::text then
    given := count[3]::bigint + 1;
    full_tables := count[4];
  else
    perform baton.write_head();
    select h.* into heads from public.sync_heads h where h.user_id = owner for no key update;
    if not found then
      -- If somebody deleted the counter, the new one starts after the rows that exist.
      insert into public.sync_heads (user_id, head) values (owner, baton.highest_seq(owner))
      on conflict (user_id) do nothing;
      select h.* into heads from public.sync_heads h where h.user_id = owner for no key update;
    end if;
    given := heads.head + 1;
    full_tables := baton.full_tables(heads.filled);
    if heads.writer is distinct from this_writer then
      update public.sync_heads h set head = given, began = heads.head, writer = this_writer where h.user_id = owner;
    end if;
  end if;
  if given % 1000 = 0 then
    full_tables := baton.measure(owner);
  end if;
  perform set_config('baton.count', format('%s %s %s %s', owner, this_writer, given, full_tables), true);
  return given;
end
$$;

comment on function baton.next_seq(uuid) is
  'The next seq of a person. Their counter stays locked until the transaction ends.';

-- The counter is locked before any row. sync() does the same, so two writers never wait for each other.
create function baton.lock_head() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
begin
  -- Whose login has ended waits for nobody, nor lets anybody wait. Of an update or a delete no row is theirs.
  if not baton.login_is_alive() then
    if tg_op = 'INSERT' then
      raise insufficient_privilege using
        message = format('new row violates row-level security policy for table "%s"', tg_table_name);
    end if;
    return null;
  end if;
  perform from public.sync_heads h where h.user_id = uid for no key update;
  return null;
end
$$;

comment on function baton.lock_head() is
  'Trigger: locks the counter of the signed-in person before a statement writes rows, until the transaction ends.';

create function baton.number_row() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- A row that does not change keeps its seq. Writing another seq counts as a change.
  if tg_op = 'UPDATE' then
    if new is not distinct from old then
      return new;
    end if;
  end if;
  if tg_table_name = 'users' then
    new.seq := baton.next_seq(new.id);
  else
    new.seq := baton.next_seq(new.user_id);
    -- The row at which everything was counted stays, or what was found would be rolled back with it.
    if tg_op = 'INSERT' and new.seq % 1000 <> 0
      and strpos(split_part(current_setting('baton.count'), ' ', 4), tg_table_name) > 0
    then
      perform baton.refuse_full(tg_table_name);
    end if;
  end if;
  return new;
end
$$;

comment on function baton.number_row() is 'Trigger: gives a new or changed row the next seq of its person.';

revoke all on function baton.highest_seq(uuid) from public;
revoke all on function baton.write_head() from public;
revoke all on function baton.next_seq(uuid) from public;
revoke all on function baton.lock_head() from public;
revoke all on function baton.number_row() from public;

grant execute on function baton.write_head() to authenticated;

-- sync() has locked the counter already.
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

-- Triggers of one event run in the order of their names, so prepare_row comes first.
create trigger row_number before insert or update on public.users
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.tasks
for each row
when (current_setting('baton.moving', true) is distinct from 'on')
execute function baton.number_row();

create trigger row_number before insert or update on public.pomodoro_sessions
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.pomodoro_checkpoints
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.devices
for each row execute function baton.number_row();
