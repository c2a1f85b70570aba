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

create function baton.count_pomodoros() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  named uuid[] := array[]::uuid[];
begin
  if tg_op <> 'INSERT' and old.completed and old.session_type = 'work' then
    named := named || old.task_id;
  end if;
  if tg_op <> 'DELETE' and new.completed and new.session_type = 'work' then
    named := named || new.task_id;
  end if;
  -- The task counts for itself whenever it is written.
  update public.tasks t
  set completed_pomodoros = t.completed_pomodoros
  where t.user_id = case when tg_op = 'DELETE' then old.user_id else new.user_id end and t.id = any (named);
  return null;
end
$$;

comment on function baton.count_pomodoros() is 'Trigger: has the tasks that a session names or named count their sessions anew.';

revoke all on function baton.prepare_session() from public;
revoke all on function baton.count_pomodoros() from public;

create trigger prepare_row before insert or update on public.pomodoro_sessions
for each row execute function baton.prepare_session();

create trigger count_pomodoros after insert or delete on public.pomodoro_sessions
for each row execute function baton.count_pomodoros();

create trigger recount_pomodoros after update of task_id, completed, session_type on public.pomodoro_sessions
for each row
when (
  old.task_id is distinct from new.task_id
  or old.completed is distinct from new.completed
  or old.session_type is distinct from new.session_type
)
execute function baton.count_pomodoros();
