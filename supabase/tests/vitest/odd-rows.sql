-- Rows with values that the schema of the previous version allows and no day of use makes, of two people.
insert into auth.users (id, email, raw_user_meta_data)
values
  ('00000000-0000-4000-8000-00000000000a', 'anna@example.test', '{"username": "anna"}'),
  ('00000000-0000-4000-8000-00000000000b', 'ben@example.test', '{}');

update public.users
set
  pomodoro_settings = pomodoro_settings
    || '{"mine": {"work_duration": 40, "short_break": 8, "long_break": 20, "sessions_before_long_break": 3}}'
    || '{"daily_goal": 120, "long": null}'
where username = 'anna';

insert into public.tasks (
  user_id, id, title, description, estimated_pomodoros, completed_at, deleted_at, position, edited
)
select
  owner, gen_random_uuid(), 'Task ' || n, case when n % 2 = 0 then repeat('d', n * 1000) end, n,
  case when n % 3 = 0 then now() end, case when n % 4 = 0 then now() end, 'a' || n, '{"title": 1000}'
from unnest(
  array['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b']::uuid[]
) as owner
cross join generate_series(1, 9) as n;

insert into public.pomodoro_sessions (
  user_id, id, task_id, start_time, end_time, session_type, completed, current_session_number, active_time, outcome,
  preset_type, rules
)
select
  t.user_id, gen_random_uuid(), t.id, now() - interval '2 days', now() - interval '2 days' + interval '25 minutes',
  'work', o.outcome = 'completed', 1, 1500000, o.outcome, 'short', 1
from public.tasks t
cross join unnest(array['completed', 'stopped', 'interrupted', 'skipped']) as o (outcome);

insert into public.pomodoro_sessions (user_id, id, start_time, session_type, current_session_number, outcome)
select u.id, gen_random_uuid(), now(), 'short_break', 1, o.outcome
from public.users u
cross join unnest(array['running', 'paused', 'void']) as o (outcome);

insert into public.pomodoro_checkpoints (
  user_id, id, session_id, device_id, checkpoint_type, timestamp, generation, session_type, round_number, preset_type,
  plan, remaining_time
)
select
  s.user_id, gen_random_uuid(), s.id, '40000000-0000-4000-8000-000000000001', a.kind, s.start_time, 1,
  s.session_type, 1, 'short',
  '{"work_duration": 25, "short_break": 5, "long_break": 15, "sessions_before_long_break": 4}', 1500000
from public.pomodoro_sessions s
cross join unnest(array['start', 'pause', 'split']) as a (kind);

insert into public.devices (user_id, id, name, platform, removed_at)
select u.id, gen_random_uuid(), d.name, 'Linux', d.removed_at
from public.users u
cross join (values ('Laptop', null::timestamptz), ('Phone', now())) as d (name, removed_at);
