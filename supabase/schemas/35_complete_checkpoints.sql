-- A script may know only the first columns of this table, and no plan, session or device. Then the act is one of
-- whoever wrote it, at this moment, after all that is known.
create function baton.plan_of(owner uuid, preset text) returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  settings jsonb := (select u.pomodoro_settings from public.users u where u.id = owner);
  plan jsonb := settings -> preset;
begin
  if jsonb_typeof(plan) is distinct from 'object' then
    -- The settings may have lost it. What a new person has is there for everybody.
    plan := case preset
      when 'long' then '{"work_duration": 50, "short_break": 10, "long_break": 30, "sessions_before_long_break": 4}'
      else '{"work_duration": 25, "short_break": 5, "long_break": 15, "sessions_before_long_break": 4}'
    end::jsonb;
  end if;
  return jsonb_build_object(
    'work_duration', plan -> 'work_duration', 'short_break', plan -> 'short_break',
    'long_break', plan -> 'long_break', 'sessions_before_long_break', plan -> 'sessions_before_long_break'
  );
end
$$;

comment on function baton.plan_of(uuid, text) is 'The durations of a preset of a person, or those of a new person.';

create function baton.rest_device(owner uuid) returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  device constant uuid := '5e570000-0000-4000-8000-000000000000';
begin
  insert into public.devices (user_id, id, name) values (owner, device, 'REST') on conflict do nothing;
  return device;
end
$$;

comment on function baton.rest_device(uuid) is
  'The device of acts that came over REST without one. Every person has their own row of it.';

create function baton.complete_checkpoint() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  newest public.pomodoro_checkpoints;
  phase bigint;
begin
  -- Two such acts at once come one after the other.
  perform from public.sync_heads h where h.user_id = new.user_id for no key update;
  -- Acts arrive nearly in their order, so the newest is among those that were written last.
  select c.* into newest
  from (
    select l.* from public.pomodoro_checkpoints l where l.user_id = new.user_id order by l.seq desc limit 500
  ) as c
  where c.checkpoint_type <> 'drop'
  order by c.timestamp desc, c.generation desc, c.id desc
  limit 1;
  new.id := coalesce(new.id, gen_random_uuid());
  new.parent_id := coalesce(new.parent_id, newest.id);
  new.generation := coalesce(new.generation, newest.generation + 1, 1);
  new.timestamp := coalesce(new.timestamp, clock_timestamp());
  new.device_id := coalesce(new.device_id, baton.rest_device(new.user_id));
  if new.session_id is null then
    new.session_id := case
      when new.checkpoint_type = 'start' or newest.id is null then gen_random_uuid()
      else newest.session_id
    end;
  end if;
  if new.plan is null then
    new.plan := case
      when new.session_id = newest.session_id then newest.plan
      else baton.plan_of(new.user_id, new.preset_type)
    end;
    phase := (new.plan ->> case new.session_type when 'work' then 'work_duration' else new.session_type end)::numeric
      * 60000;
    -- Whoever knows no plan may count in seconds, as this column once did. In milliseconds it would be over at once.
    if new.remaining_time::bigint * 1000 <= phase then
      new.remaining_time := new.remaining_time * 1000;
    end if;
  end if;
  return new;
end
$$;

comment on function baton.complete_checkpoint() is
  'Trigger: fills what the writer of an act left out: id, session, cause, generation, time, device and plan.';

revoke all on function baton.plan_of(uuid, text) from public;
revoke all on function baton.rest_device(uuid) from public;
revoke all on function baton.complete_checkpoint() from public;

-- Triggers of one event run in the order of their names: after check_owner, before prepare_row.
create trigger complete_row before insert on public.pomodoro_checkpoints
for each row
when (
  current_setting('baton.syncing', true) is distinct from 'on'
  and (
    new.id is null or new.session_id is null or new.device_id is null or new.timestamp is null
    or new.generation is null or new.plan is null
  )
)
execute function baton.complete_checkpoint();
