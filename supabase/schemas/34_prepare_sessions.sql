-- sync() writes every column. A script or the dashboard may know the columns of old only: `completed` says
-- what came of the session, its start and end how long it ran.
create function baton.prepare_session() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.start_time := date_trunc('milliseconds', new.start_time);
  new.end_time := date_trunc('milliseconds', new.end_time);
  if current_setting('baton.syncing', true) = 'on' then
    return new;
  end if;
  if tg_op = 'UPDATE' then
    if new.completed <> old.completed and new.outcome = old.outcome then
      new.outcome := case when new.completed then 'completed' else 'stopped' end;
    elsif new.outcome <> old.outcome then
      new.completed := new.outcome = 'completed';
    end if;
  elsif new.outcome = '' then
    new.outcome := case
      when new.completed then 'completed'
      when new.end_time is null then 'running'
      else 'stopped'
    end;
  end if;
  if new.active_time = 0 and new.outcome in ('completed', 'stopped') and new.end_time > new.start_time then
    new.active_time := least(extract(epoch from new.end_time - new.start_time) * 1000, 604800000);
  end if;
  return new;
end
$$;

comment on function baton.prepare_session() is 'Trigger: fills what a writer that knows only the columns of old left out.';

-- The task counts for itself whenever it is written.
create function baton.count_pomodoros(owner uuid, task uuid) returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.tasks t
  set completed_pomodoros = t.completed_pomodoros
  where t.user_id = owner and t.id = task
    and t.completed_pomodoros <> (
      select count(*) from public.pomodoro_sessions s
      where s.user_id = owner and s.task_id = task and s.completed and s.session_type = 'work'
    );
end
$$;

comment on function baton.count_pomodoros(uuid, uuid) is 'Has a task count its completed focus sessions anew.';

-- Once a statement, not once a row: a task that a thousand imported sessions name is written once.
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

comment on function baton.count_added() is 'Trigger: counts anew the sessions of the tasks that added sessions name.';

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

comment on function baton.count_changed() is 'Trigger: counts anew the sessions of the tasks that changed sessions name.';

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

comment on function baton.count_removed() is 'Trigger: counts anew the sessions of the tasks that removed sessions name.';

revoke all on function baton.prepare_session() from public;
revoke all on function baton.count_pomodoros(uuid, uuid) from public;
revoke all on function baton.count_added() from public;
revoke all on function baton.count_changed() from public;
revoke all on function baton.count_removed() from public;

create trigger prepare_row before insert or update on public.pomodoro_sessions
for each row execute function baton.prepare_session();

create trigger count_added after insert on public.pomodoro_sessions
referencing new table as added
for each statement execute function baton.count_added();

create trigger count_changed after update on public.pomodoro_sessions
referencing old table as removed new table as added
for each statement execute function baton.count_changed();

create trigger count_removed after delete on public.pomodoro_sessions
referencing old table as removed
for each statement execute function baton.count_removed();
