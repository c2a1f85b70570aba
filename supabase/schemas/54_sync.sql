create function public.sync(cursor bigint default 0, changes jsonb default '[]', device jsonb default null)
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

comment on function public.sync(bigint, jsonb, jsonb) is
  'The one call for syncing. Writes at most 200 changes [{"table", "row"}], each by itself. Returns at most 500 rows '
  'after the cursor, or all up to the horizon: '
  '{"head", "rows", "more", "cursor", "rejected", "server_time", "epoch", "columns"}. '
  'Raises PT400, PT401, PT403, PT413 or PT423.';

-- A device shows what an earlier server could not keep only where it finds it here.
create function baton.newer_columns() returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
begin
  return '[
    "devices.chosen_name", "tasks.tags", "pomodoro_sessions.device_id", "pomodoro_sessions.counts",
    "pomodoro_sessions.deleted_at", "pomodoro_sessions.edited", "pomodoro_sessions.note",
    "pomodoro_sessions.internal_interruptions", "pomodoro_sessions.external_interruptions"
  ]';
end
$$;

comment on function baton.newer_columns() is 'The columns of this database that one of an earlier version lacks.';

create function baton.renew_epoch() returns public.sync_heads
language plpgsql
security definer
set search_path = ''
as $$
declare
  heads public.sync_heads;
  uid uuid := auth.uid();
begin
  perform baton.require_login();
  update public.sync_heads h set epoch = gen_random_uuid() where h.user_id = uid returning h.* into heads;
  return heads;
end
$$;

comment on function baton.renew_epoch() is 'Makes all devices of the signed-in person pull everything again.';

revoke all on function baton.newer_columns() from public;
revoke all on function baton.renew_epoch() from public;
revoke all on function public.sync(bigint, jsonb, jsonb) from public, anon;

grant execute on function baton.newer_columns() to authenticated;
grant execute on function baton.renew_epoch() to authenticated;
grant execute on function public.sync(bigint, jsonb, jsonb) to authenticated, service_role;
