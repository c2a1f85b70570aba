drop function baton.merge_task(uuid, jsonb, bigint);

drop function baton.unbury_task(uuid);

create function baton.unbury_task(task_id uuid) returns boolean
language plpgsql
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
  mark jsonb;
begin
  delete from baton.deleted_tasks d where d.user_id = uid and d.id = task_id returning d.task into mark;
  if mark is null then
    return false;
  end if;
  perform set_config('baton.moving', 'on', true);
  insert into public.tasks select (jsonb_populate_record(null::public.tasks, mark)).*;
  perform set_config('baton.moving', '', true);
  return true;
end
$$;

comment on function baton.unbury_task(uuid) is
  'Puts a deleted task of the signed-in person back among the others, so that a change can be merged into it. Returns '
  'whether there was one.';

revoke all on function baton.unbury_task(uuid) from public;

grant execute on function baton.unbury_task(uuid) to authenticated;

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

revoke all on function baton.own_rows_after(bigint, integer) from public;

revoke all on function baton.rows_after(uuid, bigint, integer) from authenticated;

grant execute on function baton.own_rows_after(bigint, integer) to authenticated;

create or replace function baton.apply_task(uid uuid, given jsonb, cursor bigint) returns void
language plpgsql
set search_path = ''
as $$
declare
  task uuid := (given ->> 'id')::uuid;
  known public.tasks;
  wanted public.tasks;
  gone timestamptz;
begin
  if jsonb_typeof(given -> 'edited') = 'object' then
    -- The time of an edit without its value is ignored.
    select given || jsonb_build_object('edited', coalesce(jsonb_object_agg(e.key, e.value), '{}')) into given
    from jsonb_each(given -> 'edited') as e
    where given ? e.key;
  end if;
  select t.* into known from public.tasks t where t.user_id = uid and t.id = task;
  if not found and baton.unbury_task(task) then
    select t.* into known from public.tasks t where t.user_id = uid and t.id = task;
  end if;
  if known.id is null then
    wanted := jsonb_populate_record(
      null::public.tasks,
      jsonb_build_object(
        'estimated_pomodoros', 1, 'created_at', now(), 'is_active', true, 'position', '', 'edited', '{}'::jsonb
      ) || given || jsonb_build_object('user_id', uid, 'seq', 0, 'completed_pomodoros', 0)
    );
    insert into public.tasks as t values (wanted.*) returning t.deleted_at into gone;
  else
    wanted := jsonb_populate_record(known, given || jsonb_build_object('user_id', uid, 'seq', known.seq));
    update public.tasks t
    set
      title = wanted.title,
      description = wanted.description,
      estimated_pomodoros = wanted.estimated_pomodoros,
      completed_at = wanted.completed_at,
      is_active = wanted.is_active,
      position = wanted.position,
      deleted_at = wanted.deleted_at,
      edited = coalesce(given -> 'edited', '{}')
    where t.user_id = uid and t.id = task
    returning t.deleted_at into gone;
    update public.tasks t
    set seq = 0
    where t.user_id = uid and t.id = task and t.seq <= cursor
      and (
        t.title, t.description, t.estimated_pomodoros, t.completed_at, t.is_active, t.position, t.deleted_at, t.edited
      ) is distinct from (
        wanted.title, wanted.description, wanted.estimated_pomodoros, wanted.completed_at, wanted.is_active,
        wanted.position, wanted.deleted_at, wanted.edited
      );
  end if;
  if gone is not null then
    perform baton.rebury_task(task);
  end if;
end
$$;

create or replace function public.sync(cursor bigint default 0, changes jsonb default '[]', device jsonb default null)
returns jsonb
language plpgsql
security invoker
set search_path = ''
set lock_timeout = '3s'
as $$
#variable_conflict use_variable
declare
  uid uuid := auth.uid();
  seen bigint := coalesce(cursor, 0);
  writing boolean := changes <> '[]';
  heads public.sync_heads;
  stale boolean;
  outsized boolean;
  failed boolean := false;
  change jsonb;
  rejected jsonb := '[]';
  state text;
  message text;
  relation text;
  rule text;
  field text;
  most integer := 500;
  found_rows jsonb[];
  more boolean;
  next_cursor bigint;
  reply jsonb;
begin
  if uid is null then
    raise sqlstate 'PT401' using message = 'signed_out', detail = 'Nobody is signed in.';
  end if;
  if seen < 0 then
    raise sqlstate 'PT400' using message = 'bad_cursor', detail = 'A cursor is a number from 0.';
  end if;
  if jsonb_typeof(changes) is distinct from 'array' then
    raise sqlstate 'PT400' using
      message = 'bad_changes', detail = 'Changes are a list of objects with a table and a row.';
  end if;
  if jsonb_array_length(changes) > 200 then
    raise sqlstate 'PT413' using message = 'too_many_changes', detail = 'One call carries at most 200 changes.';
  end if;
  if pg_column_size(changes) > 16777216 then
    raise sqlstate 'PT413' using message = 'too_much', detail = 'One call carries at most 16 MB of changes.';
  end if;
  -- Settings are one row, and merging them is the most work that a change can make.
  if jsonb_array_length(changes) > 20
    and jsonb_array_length(jsonb_path_query_array(changes, '$[*] ? (@.table == "users")')) > 20
  then
    raise sqlstate 'PT413' using
      message = 'too_many_settings', detail = 'One call carries settings at most 20 times.';
  end if;

  begin
    heads := baton.admit(device, writing);
  exception
    when lock_not_available then
      raise sqlstate 'PT423' using
        message = 'busy', detail = 'Another change to this account is being written. Try again.';
  end;

  if seen > heads.head then
    -- The device has read more than there is: the server was restored from a backup.
    heads := baton.renew_epoch();
  end if;
  stale := seen > 0 and seen < heads.horizon;

  if writing then
    perform set_config('baton.syncing', 'on', true);
    outsized := baton.is_outsized(changes);
    begin
      for change in select c.value from jsonb_array_elements(changes) as c where not outsized loop
        perform baton.apply(uid, change, seen, stale);
      end loop;
    exception
      when others then
        get stacked diagnostics state = returned_sqlstate;
        if not baton.is_refusal(state) then
          raise;
        end if;
        failed := true;
    end;
    if failed or outsized then
      -- One change is bad, and all were rolled back with it. Now each is written by itself.
      for change in select c.value from jsonb_array_elements(changes) as c loop
        begin
          if outsized and baton.is_outsized(change) then
            raise sqlstate 'PT413' using
              message = 'A row has at most 16 levels, and its numbers have at most 400 digits.',
              constraint = 'row_size';
          end if;
          perform baton.apply(uid, change, seen, stale);
        exception
          when others then
            get stacked diagnostics state = returned_sqlstate, message = message_text,
              relation = table_name, rule = constraint_name, field = column_name;
            if not baton.is_refusal(state) then
              raise;
            end if;
            rejected := rejected || jsonb_build_object(
              -- Of an outsized change only what is text already can be read.
              'table', case when not outsized or jsonb_typeof(change -> 'table') = 'string'
                then left(change ->> 'table', 40)
              end,
              'id', case when not outsized or jsonb_typeof(change -> 'row' -> 'id') = 'string'
                then left(change -> 'row' ->> 'id', 40)
              end,
              'code', state,
              'rule', nullif(rule, ''),
              'reason', baton.reason(state, message, relation, rule, field)
            );
        end;
      end loop;
    end if;
    perform set_config('baton.syncing', '', true);
    perform baton.write_head();
    select h.* into heads from public.sync_heads h where h.user_id = uid;
  end if;

  if stale then
    -- An epoch that it has never seen makes the device pull everything again.
    return jsonb_build_object(
      'head', heads.head, 'rows', '[]'::jsonb, 'more', true, 'cursor', 0, 'rejected', rejected,
      'server_time', clock_timestamp(), 'epoch', gen_random_uuid()
    );
  end if;
  if seen < heads.horizon then
    -- A cursor between the beginning and the horizon would be that of a device that missed removed rows.
    most := greatest(most, baton.count_until(uid, heads.horizon));
  end if;
  found_rows := array(select baton.own_rows_after(seen, most + 1));
  more := cardinality(found_rows) > most;
  found_rows := found_rows[1:most];
  next_cursor := greatest(
    (found_rows[cardinality(found_rows)] -> 'row' ->> 'seq')::bigint, least(heads.horizon, heads.head), 0
  );
  if not more then
    next_cursor := greatest(next_cursor, heads.head);
  end if;
  reply := jsonb_build_object(
    'head', greatest(heads.head, next_cursor), 'rows', to_jsonb(found_rows), 'more', more, 'cursor', next_cursor,
    'rejected', rejected, 'server_time', clock_timestamp(), 'epoch', heads.epoch,
    'columns', baton.newer_columns()
  );
  if heads.filled is not null then
    reply := reply || jsonb_build_object('filled', heads.filled);
  end if;
  return reply;
end
$$;
