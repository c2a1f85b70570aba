-- A trigger on tasks counts whenever a task is written, so this only has to write it.
create function baton.count_pomodoros(owner uuid, task uuid) returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  amount bigint := (
    select count(*) from public.pomodoro_sessions s
    where s.user_id = owner and s.task_id = task and s.completed and s.session_type = 'work'
  );
  place bigint;
begin
  update public.tasks t
  set completed_pomodoros = t.completed_pomodoros
  where t.user_id = owner and t.id = task and t.completed_pomodoros <> amount;
  if exists (
    select from baton.deleted_tasks d
    where d.user_id = owner and d.id = count_pomodoros.task
      and (d.task ->> 'completed_pomodoros')::bigint <> amount
  ) then
    place := baton.next_seq(owner);
    update baton.deleted_tasks d
    set seq = place, task = d.task || jsonb_build_object('completed_pomodoros', amount, 'seq', place)
    where d.user_id = owner and d.id = count_pomodoros.task;
  end if;
end
$$;

comment on function baton.count_pomodoros(uuid, uuid) is 'Counts the completed focus sessions of a task again.';

-- For each statement, not for each row: an import of a thousand sessions writes their task once.
create function baton.count_added() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  named record;
begin
  for named in
    select distinct s.user_id, s.task_id from added s
    where s.completed and s.session_type = 'work' and s.task_id is not null
  loop
    perform baton.count_pomodoros(named.user_id, named.task_id);
  end loop;
  return null;
end
$$;

comment on function baton.count_added() is 'Trigger: counts the sessions of tasks again that added sessions name.';

create function baton.count_changed() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  named record;
begin
  for named in
    select distinct c.user_id, c.task_id
    from (
      (
        select s.user_id, s.id, s.task_id from added s where s.completed and s.session_type = 'work'
        except
        select s.user_id, s.id, s.task_id from removed s where s.completed and s.session_type = 'work'
      )
      union all
      (
        select s.user_id, s.id, s.task_id from removed s where s.completed and s.session_type = 'work'
        except
        select s.user_id, s.id, s.task_id from added s where s.completed and s.session_type = 'work'
      )
    ) as c
    where c.task_id is not null
  loop
    perform baton.count_pomodoros(named.user_id, named.task_id);
  end loop;
  return null;
end
$$;

comment on function baton.count_changed() is 'Trigger: counts the sessions of tasks again that changed sessions name.';

create function baton.count_removed() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  named record;
begin
  for named in
    select distinct s.user_id, s.task_id from removed s
    where s.completed and s.session_type = 'work' and s.task_id is not null
  loop
    perform baton.count_pomodoros(named.user_id, named.task_id);
  end loop;
  return null;
end
$$;

comment on function baton.count_removed() is 'Trigger: counts the sessions of tasks again that removed sessions name.';

revoke all on function baton.count_pomodoros(uuid, uuid) from public;
revoke all on function baton.count_added() from public;
revoke all on function baton.count_changed() from public;
revoke all on function baton.count_removed() from public;

create trigger count_added after insert on public.pomodoro_sessions
referencing new table as added
for each statement execute function baton.count_added();

create trigger count_changed after update on public.pomodoro_sessions
referencing old table as removed new table as added
for each statement execute function baton.count_changed();

create trigger count_removed after delete on public.pomodoro_sessions
referencing old table as removed
for each statement execute function baton.count_removed();
