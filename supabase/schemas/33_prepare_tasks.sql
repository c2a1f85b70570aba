-- The same as generateKeyBetween(last, null) of the npm package fractional-indexing.
create function baton.position_after(last text) returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  digits constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  head integer := ascii(last);
  whole text := left(last, case when head >= 97 then head - 95 else 92 - head end);
  place integer;
begin
  if last is null then
    return 'a0';
  end if;
  for i in reverse char_length(whole)..2 loop
    place := strpos(digits, substr(whole, i, 1));
    if place < 62 then
      return left(whole, i - 1) || substr(digits, place + 1, 1) || repeat('0', char_length(whole) - i);
    end if;
  end loop;
  if head = ascii('z') then
    -- A position of more than 200 characters would be refused. Tasks with the same one stand in the order of their ids.
    return case when char_length(last) < 200 then last || 'V' else last end;
  elsif head = ascii('Z') then
    return 'a0';
  elsif head >= 97 then
    return chr(head + 1) || repeat('0', char_length(whole));
  end if;
  return chr(head + 1) || repeat('0', char_length(whole) - 2);
end
$$;

comment on function baton.position_after(text) is
  'A fractional index that sorts after the given one. For null, the first one.';

create function baton.prepare_task() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  fields constant text[] := array[
    'title', 'description', 'estimated_pomodoros', 'completed_at', 'is_active', 'position', 'tags', 'deleted_at'
  ];
  current_instant timestamptz := date_trunc('milliseconds', clock_timestamp());
  merged jsonb;
begin
  -- Not least(): it ignores null, so a null would become now.
  if new.completed_at > current_instant then
    new.completed_at := current_instant;
  end if;
  if new.deleted_at > current_instant then
    new.deleted_at := current_instant;
  end if;
  new.created_at := least(new.created_at, current_instant);
  if tg_op = 'INSERT' then
    if exists (select from baton.deleted_tasks d where d.user_id = new.user_id and d.id = new.id) then
      raise unique_violation using
        message = 'There was such a task, and it was deleted.', table = 'tasks', constraint = 'tasks_pkey';
    end if;
    new.edited := baton.tidy_edited(new.edited, fields);
    if new.position = '' then
      select baton.position_after(max(t.position)) into new.position
      from public.tasks t where t.user_id = new.user_id;
    end if;
  elsif (
      (
        new.title, new.description, new.estimated_pomodoros, new.completed_at, new.is_active, new.position,
        new.tags, new.deleted_at, new.edited
      ) is distinct from (
        old.title, old.description, old.estimated_pomodoros, old.completed_at, old.is_active, old.position,
        old.tags, old.deleted_at, old.edited
      )
    )
    and jsonb_typeof(new.edited) is not distinct from 'object'
  then
    merged := baton.merge(to_jsonb(old), old.edited, to_jsonb(new), new.edited, fields, baton.is_syncing());
    new.edited := merged -> 'edited';
    merged := merged -> 'row';
    new.title := merged ->> 'title';
    new.description := merged ->> 'description';
    new.estimated_pomodoros := merged ->> 'estimated_pomodoros';
    new.completed_at := merged ->> 'completed_at';
    new.is_active := merged ->> 'is_active';
    new.position := merged ->> 'position';
    new.tags := merged ->> 'tags';
    new.deleted_at := merged ->> 'deleted_at';
  end if;
  select count(*) into new.completed_pomodoros
  from public.pomodoro_sessions s
  where s.user_id = new.user_id and s.task_id = new.id and s.completed and s.session_type = 'work';
  return new;
end
$$;

comment on function baton.prepare_task() is
  'Trigger: merges a written task into the stored one, field by field. Puts a task without a position last. Counts '
  'its sessions.';

-- A deleted task stays as a mark, so that no other device brings it back. Only retention removes that.
create function baton.bury_task(gone public.tasks) returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into baton.deleted_tasks (user_id, id, seq, deleted_at, task)
  values (gone.user_id, gone.id, gone.seq, gone.deleted_at, to_jsonb(gone));
end
$$;

comment on function baton.bury_task(public.tasks) is 'Keeps a task that was deleted as a mark.';

-- The row is as it was, with its seq: no trigger looks at it.
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
  -- A mark from before tasks had tags has none.
  insert into public.tasks select (jsonb_populate_record(null::public.tasks, '{"tags": ""}'::jsonb || mark)).*;
  perform set_config('baton.moving', '', true);
  return true;
end
$$;

comment on function baton.unbury_task(uuid) is
  'Puts a deleted task of the signed-in person back among the others, so that a change can be merged into it. Returns '
  'whether there was one.';

create function baton.rebury_task(task_id uuid) returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
  gone public.tasks;
begin
  delete from public.tasks t
  where t.user_id = uid and t.id = task_id and t.deleted_at is not null
  returning t.* into gone;
  if gone.id is not null then
    perform baton.bury_task(gone);
  end if;
end
$$;

comment on function baton.rebury_task(uuid) is
  'Makes a mark of a task of the signed-in person, if it is deleted.';

create function baton.mark_deleted_task() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  gone public.tasks := old;
begin
  if old.deleted_at is not null or not exists (select from public.users u where u.id = old.user_id) then
    return old;
  end if;
  gone.deleted_at := date_trunc('milliseconds', clock_timestamp());
  gone.edited := gone.edited || jsonb_build_object(
    'deleted_at', greatest(baton.now_ms(), baton.edit_time(gone.edited, 'deleted_at') + 1)
  );
  gone.seq := baton.next_seq(gone.user_id);
  perform baton.bury_task(gone);
  return old;
end
$$;

comment on function baton.mark_deleted_task() is 'Trigger: keeps a mark of a task that is deleted.';

create function baton.move_deleted_task() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform baton.bury_task(new);
  delete from public.tasks t where t.user_id = new.user_id and t.id = new.id;
  return null;
end
$$;

comment on function baton.move_deleted_task() is 'Trigger: a task that got deleted_at is a mark from then on.';

revoke all on function baton.position_after(text) from public;
revoke all on function baton.prepare_task() from public;
revoke all on function baton.bury_task(public.tasks) from public;
revoke all on function baton.unbury_task(uuid) from public;
revoke all on function baton.rebury_task(uuid) from public;
revoke all on function baton.mark_deleted_task() from public;
revoke all on function baton.move_deleted_task() from public;

grant execute on function baton.unbury_task(uuid) to authenticated;
grant execute on function baton.rebury_task(uuid) to authenticated;

create trigger prepare_row before insert or update on public.tasks
for each row
when (current_setting('baton.moving', true) is distinct from 'on')
execute function baton.prepare_task();

-- sync() lets all of a change come first, and then moves the row itself.
create trigger move_deleted after insert or update on public.tasks
for each row
when (new.deleted_at is not null and current_setting('baton.syncing', true) is distinct from 'on')
execute function baton.move_deleted_task();

create trigger mark_deleted before delete on public.tasks
for each row execute function baton.mark_deleted_task();
