create function baton.prepare_checkpoint() returns trigger
language plpgsql
set search_path = ''
as $$
declare
  current_instant timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  -- sync() has looked at all that it writes.
  if current_setting('baton.syncing', true) is distinct from 'on' and baton.is_outsized(new.plan) then
    raise check_violation using
      message = 'The plan is too large.', table = 'pomodoro_checkpoints',
      constraint = 'pomodoro_checkpoints_plan_check';
  end if;
  new.timestamp := date_trunc('milliseconds', new.timestamp);
  -- A begin has the time at which the phase before it ended. With another time it would be void. The clock of its
  -- device may be fast by half of the longest round trip, which is 15 s.
  if new.checkpoint_type <> 'begin' or new.timestamp > current_instant + interval '10 seconds' then
    new.timestamp := least(new.timestamp, current_instant);
  end if;
  -- Not least(): it ignores null, so a null would become now.
  if new.last_active > current_instant then
    new.last_active := current_instant;
  end if;
  return new;
end
$$;

comment on function baton.prepare_checkpoint() is
  'Trigger: moves times in the future back to now. The time of a begin may be up to ten seconds ahead.';

revoke all on function baton.prepare_checkpoint() from public;

create trigger prepare_row before insert on public.pomodoro_checkpoints
for each row execute function baton.prepare_checkpoint();
