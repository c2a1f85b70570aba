-- Each function writes one row, given as JSON, with the rights of the caller. `uid` is the person whose row it will
-- be; row-level security decides whether that is allowed. Columns that are not given stay as they are, because an older
-- client knows fewer columns. `cursor` is how far the sender has read. If its values lose against a row that it has
-- read already, that row gets a new seq, so that the sender reads it again.
-- A deleted task may come back: one field was edited elsewhere after that, or the deletion was taken back.
create function baton.apply_task(uid uuid, given jsonb, cursor bigint) returns void
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
        'estimated_pomodoros', 1, 'created_at', now(), 'is_active', true, 'position', '', 'tags', '',
        'edited', '{}'::jsonb
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
      tags = wanted.tags,
      deleted_at = wanted.deleted_at,
      edited = coalesce(given -> 'edited', '{}')
    where t.user_id = uid and t.id = task
    returning t.deleted_at into gone;
    update public.tasks t
    set seq = 0
    where t.user_id = uid and t.id = task and t.seq <= cursor
      and (
        t.title, t.description, t.estimated_pomodoros, t.completed_at, t.is_active, t.position, t.tags, t.deleted_at,
        t.edited
      ) is distinct from (
        wanted.title, wanted.description, wanted.estimated_pomodoros, wanted.completed_at, wanted.is_active,
        wanted.position, wanted.tags, wanted.deleted_at, wanted.edited
      );
  end if;
  if gone is not null then
    perform baton.rebury_task(task);
  end if;
end
$$;

comment on function baton.apply_task(uuid, jsonb, bigint) is
  'Merges a task of the signed-in person, deleted or not, into the stored one, or adds it.';

create function baton.apply_settings(uid uuid, given jsonb, cursor bigint) returns void
language plpgsql
set search_path = ''
as $$
begin
  if (given ->> 'id')::uuid <> uid then
    raise insufficient_privilege using message = 'This row belongs to somebody else.';
  end if;
  update public.users u
  set pomodoro_settings = given -> 'pomodoro_settings', edited = coalesce(given -> 'edited', '{}')
  where u.id = uid;
  update public.users u
  set seq = 0
  where u.id = uid and u.seq <= cursor
    and not (u.pomodoro_settings @> (given -> 'pomodoro_settings') and u.edited @> coalesce(given -> 'edited', '{}'));
end
$$;

comment on function baton.apply_settings(uuid, jsonb, bigint) is
  'Merges settings of the signed-in person into the stored ones: {"id", "pomodoro_settings", "edited"}.';

-- `stale`: the device has missed removed rows, so it computed this session from an incomplete history.
create function baton.apply_session(uid uuid, given jsonb, cursor bigint, stale boolean) returns void
language plpgsql
set search_path = ''
as $$
declare
  known public.pomodoro_sessions;
  wanted public.pomodoro_sessions;
  stamped jsonb;
begin
  if jsonb_typeof(given -> 'edited') = 'object' then
    -- The time of a correction without its value is ignored.
    select coalesce(jsonb_object_agg(e.key, e.value), '{}') into stamped
    from jsonb_each(given -> 'edited') as e
    where given ? e.key;
    given := given || jsonb_build_object('edited', stamped);
  end if;
  -- Every row of a device that corrects has times of corrections, most have none in them.
  stamped := nullif(stamped, '{}');
  if stale and stamped is null then
    return;
  end if;
  select s.* into known from public.pomodoro_sessions s where s.user_id = uid and s.id = (given ->> 'id')::uuid;
  if not found then
    wanted := jsonb_populate_record(
      null::public.pomodoro_sessions,
      '{"completed": false, "active_time": 0, "preset_type": "short", "rules": 0, "edited": {}}'::jsonb
      || given || jsonb_build_object('user_id', uid, 'seq', 0)
    );
    insert into public.pomodoro_sessions values (wanted.*);
    return;
  end if;
  wanted := jsonb_populate_record(known, given || jsonb_build_object('user_id', uid, 'seq', known.seq));
  if stamped is not null and (stale or known.seq > cursor) then
    -- The sender knew another version of the row. Only what its person corrected is news.
    wanted := jsonb_populate_record(
      known, jsonb_build_object('edited', stamped) || (
        select jsonb_object_agg(e.key, given -> e.key) from jsonb_each(stamped) as e
        where e.key = any (baton.corrected_fields())
      )
    );
    if not stamped ? 'active_time' and wanted.end_time >= wanted.start_time then
      wanted.active_time := baton.minutes_within(known, wanted.start_time, wanted.end_time);
    end if;
  end if;
  update public.pomodoro_sessions s
  set
    task_id = wanted.task_id,
    start_time = wanted.start_time,
    end_time = wanted.end_time,
    session_type = wanted.session_type,
    completed = wanted.completed,
    current_session_number = wanted.current_session_number,
    active_time = wanted.active_time,
    outcome = wanted.outcome,
    preset_type = wanted.preset_type,
    rules = wanted.rules,
    device_id = wanted.device_id,
    counts = wanted.counts,
    deleted_at = wanted.deleted_at,
    note = wanted.note,
    internal_interruptions = wanted.internal_interruptions,
    external_interruptions = wanted.external_interruptions,
    edited = coalesce(given -> 'edited', '{}')
  where s.user_id = uid and s.id = known.id;
  update public.pomodoro_sessions s
  set seq = 0
  where s.user_id = uid and s.id = known.id and s.seq <= cursor and s.edited <> '{}'
    and to_jsonb(s) - 'seq' is distinct from to_jsonb(wanted) - 'seq';
end
$$;

comment on function baton.apply_session(uuid, jsonb, bigint, boolean) is
  'Writes a session of the signed-in person over the stored one, or adds it. What somebody corrected stays.';

create function baton.apply_checkpoint(uid uuid, given jsonb) returns void
language plpgsql
set search_path = ''
as $$
declare
  wanted public.pomodoro_checkpoints;
begin
  -- Not left to `on conflict`: the trigger would already have used a seq. The first version stays.
  if exists (
    select from public.pomodoro_checkpoints c where c.user_id = uid and c.id = (given ->> 'id')::uuid
  ) then
    return;
  end if;
  wanted := jsonb_populate_record(
    null::public.pomodoro_checkpoints,
    '{"added_time": 0, "is_paused": false}'::jsonb || given || jsonb_build_object('user_id', uid, 'seq', 0)
  );
  insert into public.pomodoro_checkpoints values (wanted.*) on conflict (user_id, id) do nothing;
end
$$;

comment on function baton.apply_checkpoint(uuid, jsonb) is
  'Adds a checkpoint of the signed-in person, unless it exists.';

create function baton.apply_device(uid uuid, given jsonb) returns void
language plpgsql
set search_path = ''
as $$
begin
  update public.devices d
  set
    name = coalesce(given ->> 'name', d.name),
    chosen_name = case when given ? 'chosen_name' then given ->> 'chosen_name' else d.chosen_name end,
    platform = coalesce(given ->> 'platform', d.platform),
    removed_at = coalesce(d.removed_at, (given ->> 'removed_at')::timestamptz)
  where d.user_id = uid and d.id = (given ->> 'id')::uuid;
  if not found then
    insert into public.devices (user_id, id, name, chosen_name, platform, removed_at)
    values (
      uid, (given ->> 'id')::uuid, given ->> 'name', given ->> 'chosen_name', coalesce(given ->> 'platform', ''),
      (given ->> 'removed_at')::timestamptz
    );
  end if;
end
$$;

comment on function baton.apply_device(uuid, jsonb) is 'Names or removes a device of the signed-in person, or adds it.';

create function baton.apply(uid uuid, change jsonb, cursor bigint, stale boolean) returns void
language plpgsql
set search_path = ''
as $$
declare
  given jsonb := change -> 'row';
begin
  if pg_column_size(change) > 262144 then
    raise sqlstate 'PT413' using message = 'A row has at most 256 KB.', constraint = 'row_size';
  end if;
  if jsonb_typeof(given) is distinct from 'object' or jsonb_typeof(change -> 'table') is distinct from 'string' then
    raise sqlstate 'PT400' using message = 'A change is an object with a table and a row.';
  end if;
  if given ->> 'id' is null then
    raise sqlstate 'PT400' using message = 'A row needs an id.';
  end if;
  if (given ->> 'user_id')::uuid <> uid then
    raise insufficient_privilege using message = 'This row belongs to somebody else.';
  end if;
  case change ->> 'table'
    when 'pomodoro_checkpoints' then perform baton.apply_checkpoint(uid, given);
    when 'pomodoro_sessions' then perform baton.apply_session(uid, given, cursor, stale);
    when 'tasks' then perform baton.apply_task(uid, given, cursor);
    when 'users' then perform baton.apply_settings(uid, given, cursor);
    when 'devices' then perform baton.apply_device(uid, given);
    else raise sqlstate 'PT400' using
      message = format('This server knows no table "%s".', left(change ->> 'table', 40)), constraint = 'known_table';
  end case;
end
$$;

comment on function baton.apply(uuid, jsonb, bigint, boolean) is
  'Writes one change, {"table", "row"}, as the signed-in person. Raises an error if it is wrong.';

revoke all on function baton.apply_task(uuid, jsonb, bigint) from public;
revoke all on function baton.apply_settings(uuid, jsonb, bigint) from public;
revoke all on function baton.apply_session(uuid, jsonb, bigint, boolean) from public;
revoke all on function baton.apply_checkpoint(uuid, jsonb) from public;
revoke all on function baton.apply_device(uuid, jsonb) from public;
revoke all on function baton.apply(uuid, jsonb, bigint, boolean) from public;

grant execute on function baton.apply_task(uuid, jsonb, bigint) to authenticated;
grant execute on function baton.apply_settings(uuid, jsonb, bigint) to authenticated;
grant execute on function baton.apply_session(uuid, jsonb, bigint, boolean) to authenticated;
grant execute on function baton.apply_checkpoint(uuid, jsonb) to authenticated;
grant execute on function baton.apply_device(uuid, jsonb) to authenticated;
grant execute on function baton.apply(uuid, jsonb, bigint, boolean) to authenticated;
