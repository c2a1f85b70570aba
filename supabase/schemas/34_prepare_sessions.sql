-- sync() writes every column. A script or the dashboard may know only the first columns of this table. Then outcome
-- follows from completed, and active_time from the start and the end. A session without a start begins now.
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
  else
    new.start_time := coalesce(
      new.start_time, least(date_trunc('milliseconds', clock_timestamp()), new.end_time)
    );
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
  return new;
end
$$;

comment on function baton.prepare_session() is
  'Trigger: fills start_time, outcome and active_time where a writer left them out.';

revoke all on function baton.prepare_session() from public;

create trigger prepare_row before insert or update on public.pomodoro_sessions
for each row execute function baton.prepare_session();
