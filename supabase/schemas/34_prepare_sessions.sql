create function baton.corrected_fields() returns text[]
language plpgsql
immutable
set search_path = ''
as $$
begin
  return array[
    'task_id', 'session_type', 'start_time', 'end_time', 'active_time', 'counts', 'deleted_at', 'note',
    'internal_interruptions', 'external_interruptions'
  ];
end
$$;

comment on function baton.corrected_fields() is 'The fields of a session that a person corrects.';

-- Minutes that nobody corrected are the time from start to end without the pauses, or all of it if that leaves none.
create function baton.minutes_within(row_before public.pomodoro_sessions, started timestamptz, ended timestamptz)
returns integer
language plpgsql
immutable
set search_path = ''
as $$
declare
  span bigint := extract(epoch from ended - started) * 1000;
  span_before bigint := extract(epoch from row_before.end_time - row_before.start_time) * 1000;
  paused bigint := greatest(coalesce(span_before - row_before.active_time, 0), 0);
begin
  return least(case when span > paused then span - paused else span end, 604800000);
end
$$;

comment on function baton.minutes_within(public.pomodoro_sessions, timestamptz, timestamptz) is
  'How long a session ran, given a row of it that tells its pauses, and a corrected start and end.';

-- The same as withCorrections() of the extension. `told` is the row as its writer gave it, which says what nobody has
-- corrected.
create function baton.settle_corrections(given public.pomodoro_sessions, told public.pomodoro_sessions)
returns public.pomodoro_sessions
language plpgsql
immutable
set search_path = ''
as $$
declare
  settled public.pomodoro_sessions := given;
begin
  -- Of a start and an end that contradict each other, the one that was corrected later stays.
  if settled.end_time < settled.start_time then
    if baton.edit_time(given.edited, 'start_time') > baton.edit_time(given.edited, 'end_time') then
      settled.end_time := settled.start_time;
    else
      settled.start_time := settled.end_time;
    end if;
  end if;
  if settled.end_time is not null and baton.edit_time(given.edited, 'active_time') = 0 then
    settled.active_time := baton.minutes_within(told, settled.start_time, settled.end_time);
  end if;
  settled.completed := settled.end_time is not null and settled.deleted_at is null
    and coalesce(settled.counts, told.completed);
  settled.outcome := case
    when settled.deleted_at is not null then 'void'
    when settled.end_time is null then told.outcome
    when settled.completed then 'completed'
    when told.outcome in ('skipped', 'interrupted') then told.outcome
    else 'stopped'
  end;
  -- No replay has as many, so no version of it writes over the row.
  settled.rules := 100000 + told.rules % 100000;
  return settled;
end
$$;

comment on function baton.settle_corrections(public.pomodoro_sessions, public.pomodoro_sessions) is
  'What follows in a session from what a person corrected in it.';

-- sync() writes every column. A script or the dashboard may know only the first columns of this table. Then outcome
-- follows from completed, and active_time from the start and the end. A session without a start begins now. What is
-- changed is a correction made now.
create function baton.prepare_session() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  fields text[] := baton.corrected_fields();
  current_instant timestamptz := date_trunc('milliseconds', clock_timestamp());
  syncing boolean := baton.is_syncing();
  told public.pomodoro_sessions;
  merged jsonb;
begin
  new.start_time := date_trunc('milliseconds', new.start_time);
  new.end_time := date_trunc('milliseconds', new.end_time);
  -- Not least(): it ignores null, so a null would become now.
  if new.deleted_at > current_instant then
    new.deleted_at := current_instant;
  end if;
  if jsonb_typeof(new.edited) is distinct from 'object' then
    return new;
  end if;
  if not syncing then
    if tg_op = 'UPDATE' then
      if new.completed <> old.completed and new.outcome = old.outcome then
        new.outcome := case when new.completed then 'completed' else 'stopped' end;
      elsif new.outcome <> old.outcome then
        new.completed := new.outcome = 'completed';
      end if;
      if new.completed <> old.completed and new.counts is not distinct from old.counts then
        new.counts := new.completed;
      end if;
    else
      new.start_time := coalesce(new.start_time, least(current_instant, new.end_time));
      if new.outcome = '' then
        new.outcome := case
          when new.completed then 'completed'
          when new.end_time is null then 'running'
          else 'stopped'
        end;
      end if;
    end if;
    if new.active_time = 0 and new.outcome in ('completed', 'stopped') and new.end_time > new.start_time then
      new.active_time := least(extract(epoch from new.end_time - new.start_time) * 1000, 604800000);
    end if;
  end if;
  told := new;
  if tg_op = 'INSERT' then
    new.edited := baton.tidy_edited(new.edited, fields);
    -- What no replay wrote a person did.
    if not syncing and new.rules = 0 and new.edited = '{}' and new.end_time is not null then
      new.edited := (
        select jsonb_object_agg(field, baton.now_ms()) from unnest(fields) as field
        where field not in ('counts', 'deleted_at')
          and (
            field not in ('note', 'internal_interruptions', 'external_interruptions')
            or to_jsonb(new) -> field <> 'null'
          )
      );
    end if;
  else
    if not syncing and new.active_time = old.active_time and baton.edit_time(new.edited, 'active_time') = 0
      and (new.start_time, new.end_time) is distinct from (old.start_time, old.end_time)
    then
      -- Whoever moves the start or the end moves the minutes along.
      told.active_time := coalesce(baton.minutes_within(old, new.start_time, new.end_time), old.active_time);
      fields := array_remove(fields, 'active_time');
    end if;
    if syncing then
      fields := array(
        select field from unnest(fields) as field
        where baton.edit_time(old.edited, field) > 0 or baton.edit_time(new.edited, field) > 0
      );
    end if;
    merged := baton.merge(to_jsonb(old), old.edited, to_jsonb(new), new.edited, fields, syncing);
    new.edited := merged -> 'edited';
    merged := merged -> 'row';
    -- No replay says anything of these.
    new.counts := old.counts;
    new.deleted_at := old.deleted_at;
    new.note := old.note;
    new := jsonb_populate_record(
      new, (select coalesce(jsonb_object_agg(field, merged -> field), '{}') from unnest(fields) as field)
    );
  end if;
  if new.edited <> '{}' then
    new := baton.settle_corrections(new, told);
  end if;
  return new;
end
$$;

comment on function baton.prepare_session() is
  'Trigger: merges what a person corrected into the stored session, field by field. Fills start_time, outcome and '
  'active_time where a writer left them out.';

-- As of a task, so that no other device brings it back.
create function baton.mark_deleted_session() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if old.deleted_at is not null or not exists (select from public.users u where u.id = old.user_id) then
    return old;
  end if;
  update public.pomodoro_sessions s set deleted_at = clock_timestamp() where s.user_id = old.user_id and s.id = old.id;
  return null;
end
$$;

comment on function baton.mark_deleted_session() is 'Trigger: turns the delete of a session into a mark (deleted_at).';

revoke all on function baton.corrected_fields() from public;
revoke all on function baton.minutes_within(public.pomodoro_sessions, timestamptz, timestamptz) from public;
revoke all on function baton.settle_corrections(public.pomodoro_sessions, public.pomodoro_sessions) from public;
revoke all on function baton.prepare_session() from public;
revoke all on function baton.mark_deleted_session() from public;

grant execute on function baton.corrected_fields() to authenticated;
grant execute on function baton.minutes_within(public.pomodoro_sessions, timestamptz, timestamptz) to authenticated;

create trigger prepare_row before insert or update on public.pomodoro_sessions
for each row execute function baton.prepare_session();

create trigger mark_deleted before delete on public.pomodoro_sessions
for each row execute function baton.mark_deleted_session();
