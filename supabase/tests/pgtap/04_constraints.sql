-- Every enum, range and length, with a value on each side of each limit.
begin;

set local search_path = public, extensions;

create extension if not exists pgtap with schema extensions;

insert into auth.users (id, email)
values ('00000000-0000-4000-8000-00000000000a', 'anna@example.test');

create temporary table base (relation text, given jsonb);

insert into base
values
  ('tasks', '{"title": "Write"}'),
  (
    'pomodoro_sessions',
    '{"start_time": "2026-11-01T10:00:00Z", "end_time": "2026-11-01T10:25:00Z", "session_type": "work",
      "completed": false, "outcome": "stopped", "current_session_number": 1, "active_time": 1500000,
      "preset_type": "short", "rules": 1}'
  ),
  (
    'pomodoro_checkpoints',
    '{"session_id": "20000000-0000-4000-8000-000000000001", "device_id": "40000000-0000-4000-8000-000000000001",
      "checkpoint_type": "start", "timestamp": "2026-11-01T10:00:00Z", "generation": 1, "session_type": "work",
      "round_number": 1, "preset_type": "short", "remaining_time": 1500000,
      "plan": {"work_duration": 25, "short_break": 5, "long_break": 15, "sessions_before_long_break": 4}}'
  ),
  ('devices', '{"name": "Laptop"}');

create temporary table cases (relation text, field text, given jsonb, refused text);

insert into cases
values
  ('tasks', 'title', '"a"', null),
  ('tasks', 'title', to_jsonb(repeat('ä', 500)), null),
  ('tasks', 'title', to_jsonb(repeat('😀', 500)), null),
  ('tasks', 'title', to_jsonb(repeat('a', 501)), 'tasks_title_check'),
  ('tasks', 'title', '""', 'tasks_title_check'),
  ('tasks', 'title', '"   "', 'tasks_title_check'),
  ('tasks', 'title', '"''; drop table tasks; --"', null),
  ('tasks', 'title', '"\u202egnirts \u0301\u200b"', null),
  ('tasks', 'title', 'null', 'title'),
  ('tasks', 'description', to_jsonb(repeat('a', 10000)), null),
  ('tasks', 'description', to_jsonb(repeat('a', 10001)), 'tasks_description_check'),
  ('tasks', 'description', 'null', null),
  ('tasks', 'estimated_pomodoros', '0', null),
  ('tasks', 'estimated_pomodoros', '999', null),
  ('tasks', 'estimated_pomodoros', '1000', 'tasks_estimated_pomodoros_check'),
  ('tasks', 'estimated_pomodoros', '-1', 'tasks_estimated_pomodoros_check'),
  ('tasks', 'created_at', '"1999-12-31T23:59:59Z"', 'tasks_times_check'),
  ('tasks', 'completed_at', '"-infinity"', 'tasks_times_check'),
  ('tasks', 'deleted_at', '"1970-01-01T00:00:00Z"', 'tasks_times_check'),
  ('tasks', 'position', '"a0"', null),
  ('tasks', 'position', '"Zz"', null),
  ('tasks', 'position', '"b00V"', null),
  ('tasks', 'position', '"a0V"', null),
  ('tasks', 'position', '"a"', 'tasks_position_check'),
  ('tasks', 'position', '"b0"', 'tasks_position_check'),
  ('tasks', 'position', '"a00"', 'tasks_position_check'),
  ('tasks', 'position', '"a 0"', 'tasks_position_check'),
  ('tasks', 'position', '"999999"', 'tasks_position_check'),
  ('tasks', 'position', '"A00000000000000000000000000"', 'tasks_position_check'),
  ('tasks', 'position', to_jsonb('a0' || repeat('1', 198)), null),
  ('tasks', 'position', to_jsonb('a0' || repeat('1', 199)), 'tasks_position_check'),
  ('tasks', 'tags', '""', null),
  ('tasks', 'tags', '"home"', null),
  ('tasks', 'tags', '"home Zoë-2 読書_"', null),
  ('tasks', 'tags', to_jsonb(repeat('😀', 32)), null),
  ('tasks', 'tags', to_jsonb(repeat('a', 33)), 'tasks_tags_check'),
  ('tasks', 'tags', to_jsonb(repeat('a ', 9) || 'a'), null),
  ('tasks', 'tags', to_jsonb(repeat('a ', 10) || 'a'), 'tasks_tags_check'),
  ('tasks', 'tags', '" home"', 'tasks_tags_check'),
  ('tasks', 'tags', '"home  reading"', 'tasks_tags_check'),
  ('tasks', 'tags', '"home\nreading"', 'tasks_tags_check'),
  ('tasks', 'tags', 'null', 'tags'),
  ('pomodoro_sessions', 'session_type', '"short_break"', null),
  ('pomodoro_sessions', 'session_type', '"long_break"', null),
  ('pomodoro_sessions', 'session_type', '"nap"', 'pomodoro_sessions_session_type_check'),
  ('pomodoro_sessions', 'outcome', '"done"', 'pomodoro_sessions_outcome_check'),
  ('pomodoro_sessions', 'outcome', '"completed"', 'pomodoro_sessions_completed_check'),
  ('pomodoro_sessions', 'completed', 'true', 'pomodoro_sessions_completed_check'),
  ('pomodoro_sessions', 'start_time', '"1999-12-31T00:00:00Z"', 'pomodoro_sessions_times_check'),
  ('pomodoro_sessions', 'start_time', '"infinity"', 'pomodoro_sessions_times_check'),
  ('pomodoro_sessions', 'end_time', '"2026-11-01T09:59:59Z"', 'pomodoro_sessions_times_check'),
  ('pomodoro_sessions', 'end_time', '"2300-01-01T00:00:00Z"', 'pomodoro_sessions_times_check'),
  ('pomodoro_sessions', 'end_time', 'null', null),
  ('pomodoro_sessions', 'current_session_number', '0', 'pomodoro_sessions_current_session_number_check'),
  ('pomodoro_sessions', 'current_session_number', '1001', 'pomodoro_sessions_current_session_number_check'),
  ('pomodoro_sessions', 'active_time', '-1', 'pomodoro_sessions_active_time_check'),
  ('pomodoro_sessions', 'active_time', '604800000', null),
  ('pomodoro_sessions', 'active_time', '604800001', 'pomodoro_sessions_active_time_check'),
  ('pomodoro_sessions', 'preset_type', '""', 'pomodoro_sessions_preset_type_check'),
  ('pomodoro_sessions', 'preset_type', to_jsonb(repeat('p', 65)), 'pomodoro_sessions_preset_type_check'),
  ('pomodoro_sessions', 'rules', '-1', 'pomodoro_sessions_rules_check'),
  ('pomodoro_sessions', 'deleted_at', '"1999-12-31T00:00:00Z"', 'pomodoro_sessions_deleted_at_check'),
  ('pomodoro_sessions', 'deleted_at', '"2026-01-01T00:00:00Z"', null),
  ('pomodoro_sessions', 'note', 'null', null),
  ('pomodoro_sessions', 'note', to_jsonb(repeat('😀', 200)), null),
  ('pomodoro_sessions', 'note', to_jsonb(repeat('a', 201)), 'pomodoro_sessions_note_check'),
  ('pomodoro_sessions', 'note', '"two\nlines"', 'pomodoro_sessions_note_check'),
  ('pomodoro_sessions', 'note', '""', 'pomodoro_sessions_note_check'),
  ('pomodoro_sessions', 'note', '"  "', 'pomodoro_sessions_note_check'),
  ('pomodoro_sessions', 'internal_interruptions', '1000', null),
  ('pomodoro_sessions', 'internal_interruptions', '-1', 'pomodoro_sessions_internal_interruptions_check'),
  ('pomodoro_sessions', 'external_interruptions', 'null', null),
  ('pomodoro_sessions', 'external_interruptions', '1001', 'pomodoro_sessions_external_interruptions_check'),
  ('pomodoro_sessions', 'edited', '[]', 'pomodoro_sessions_edited_check'),
  ('pomodoro_sessions', 'edited', '{"task_id": 1}', null),
  ('pomodoro_checkpoints', 'checkpoint_type', '"handoff"', null),
  ('pomodoro_checkpoints', 'checkpoint_type', '"an_act_of_tomorrow"', null),
  ('pomodoro_checkpoints', 'checkpoint_type', '"Start"', 'pomodoro_checkpoints_checkpoint_type_check'),
  ('pomodoro_checkpoints', 'checkpoint_type', '""', 'pomodoro_checkpoints_checkpoint_type_check'),
  ('pomodoro_checkpoints', 'checkpoint_type', to_jsonb(repeat('a', 32)), null),
  ('pomodoro_checkpoints', 'checkpoint_type', to_jsonb(repeat('a', 33)), 'pomodoro_checkpoints_checkpoint_type_check'),
  ('pomodoro_checkpoints', 'checkpoint_type', '"stop\n"', 'pomodoro_checkpoints_checkpoint_type_check'),
  ('pomodoro_checkpoints', 'timestamp', '"1999-12-31T23:59:59Z"', 'pomodoro_checkpoints_times_check'),
  ('pomodoro_checkpoints', 'last_active', '"1999-12-31T23:59:59Z"', 'pomodoro_checkpoints_times_check'),
  ('pomodoro_checkpoints', 'generation', '0', 'pomodoro_checkpoints_generation_check'),
  ('pomodoro_checkpoints', 'generation', '1000000000000001', 'pomodoro_checkpoints_generation_check'),
  ('pomodoro_checkpoints', 'session_type', '"focus"', 'pomodoro_checkpoints_session_type_check'),
  ('pomodoro_checkpoints', 'round_number', '0', 'pomodoro_checkpoints_round_number_check'),
  ('pomodoro_checkpoints', 'preset_type', '"a\u0001"', 'pomodoro_checkpoints_preset_type_check'),
  ('pomodoro_checkpoints', 'remaining_time', '0', null),
  ('pomodoro_checkpoints', 'remaining_time', '-1', 'pomodoro_checkpoints_remaining_time_check'),
  ('pomodoro_checkpoints', 'remaining_time', '604800001', 'pomodoro_checkpoints_remaining_time_check'),
  ('pomodoro_checkpoints', 'added_time', '300000', null),
  ('pomodoro_checkpoints', 'added_time', '-300000', 'pomodoro_checkpoints_added_time_check'),
  ('pomodoro_checkpoints', 'added_time', '604800001', 'pomodoro_checkpoints_added_time_check'),
  ('devices', 'name', to_jsonb(repeat('n', 100)), null),
  ('devices', 'name', to_jsonb(repeat('n', 101)), 'devices_name_check'),
  ('devices', 'name', '" "', 'devices_name_check'),
  ('devices', 'chosen_name', 'null', null),
  ('devices', 'chosen_name', '"W"', null),
  ('devices', 'chosen_name', to_jsonb(repeat('😀', 60)), null),
  ('devices', 'chosen_name', to_jsonb(repeat('n', 61)), 'devices_chosen_name_check'),
  ('devices', 'chosen_name', '""', 'devices_chosen_name_check'),
  ('devices', 'chosen_name', '"\u3000"', 'devices_chosen_name_check'),
  ('devices', 'chosen_name', '" Work"', 'devices_chosen_name_check'),
  ('devices', 'chosen_name', '"Work\nbench"', 'devices_chosen_name_check'),
  ('devices', 'platform', to_jsonb(repeat('p', 101)), 'devices_platform_check'),
  ('devices', 'removed_at', '"1999-01-01T00:00:00Z"', 'devices_times_check');

-- The same plans are tried as the plan of a checkpoint and as a preset in the settings.
create temporary table plans (plan jsonb, fits boolean);

insert into plans
select
  '{"work_duration": 25, "short_break": 5, "long_break": 15, "sessions_before_long_break": 4}'::jsonb || p.change,
  p.fits
from (
  values
    ('{"work_duration": 180}'::jsonb, true),
    ('{"work_duration": 0.05}', true),
    ('{"work_duration": 0}', false),
    ('{"work_duration": -25}', false),
    ('{"work_duration": 180.01}', false),
    ('{"work_duration": "25"}', false),
    ('{"work_duration": null}', false),
    ('{"work_duration": [25]}', false),
    ('{"short_break": 181}', false),
    ('{"long_break": 0}', false),
    ('{"sessions_before_long_break": 1}', true),
    ('{"sessions_before_long_break": 12}', true),
    ('{"sessions_before_long_break": 0}', false),
    ('{"sessions_before_long_break": 13}', false),
    ('{"sessions_before_long_break": 2.5}', false),
    ('{"name": "Deep work"}', true)
) as p (change, fits);

insert into cases
select 'pomodoro_checkpoints', 'plan', p.plan, case when not p.fits then 'pomodoro_checkpoints_plan_check' end
from plans p
union all
select 'pomodoro_checkpoints', 'plan', p.plan - 'long_break', 'pomodoro_checkpoints_plan_check'
from plans p where p.plan ? 'name'
union all
select 'pomodoro_checkpoints', 'plan', w.wrong::jsonb, 'pomodoro_checkpoints_plan_check'
from unnest(array['[]', '{}', '25', '"short"']) as w (wrong);

create temporary table settings (given jsonb, fits boolean);

insert into settings
select jsonb_build_object('mine', p.plan), p.fits from plans p
union all
values
  ('{}'::jsonb, true),
  ('{"mine": null, "preset": "mine", "daily_goal": 120, "blocked": ["example.test"]}', true),
  ('{"mine": {}}', false),
  ('[]', false),
  ('null', false),
  ('"short"', false),
  (jsonb_build_object('note', repeat('a', 65536)), false);

select plan(
  (select count(*) from cases)::integer + (select count(*) from settings)::integer + 13
);

-- The constraint that refuses a row, or the column that is missing. Null if the row is accepted.
create function pg_temp.refused(relation text, given jsonb) returns text
language plpgsql
set search_path = ''
as $$
declare
  rule text;
  field text;
begin
  execute format(
    'insert into public.%1$I (%2$s) select %2$s from jsonb_populate_record(null::public.%1$I, $1)',
    relation, (select string_agg(quote_ident(key), ', ') from jsonb_object_keys(given) as key)
  ) using given;
  raise exception using errcode = 'ZZ000';
exception
  when sqlstate 'ZZ000' then
    return null;
  when others then
    get stacked diagnostics rule = constraint_name, field = column_name;
    return coalesce(nullif(rule, ''), nullif(field, ''), sqlstate);
end
$$;

select is(
  pg_temp.refused(
    c.relation,
    b.given
    || jsonb_build_object('user_id', '00000000-0000-4000-8000-00000000000a', 'id', gen_random_uuid())
    || jsonb_build_object(c.field, c.given)
  ),
  c.refused,
  format(
    'DB-29 %s.%s %s %s', c.relation, c.field, left(replace(c.given::text, '#', ''), 60),
    case when c.refused is null then 'is taken' else 'is refused' end
  )
)
from cases c
join base b using (relation);

create function pg_temp.settings_refused(given jsonb) returns boolean
language plpgsql
set search_path = ''
as $$
begin
  update public.users set pomodoro_settings = given;
  raise exception using errcode = 'ZZ000';
exception
  when sqlstate 'ZZ000' then
    return false;
  when check_violation or not_null_violation then
    return true;
end
$$;

select is(
  pg_temp.settings_refused(s.given), not s.fits,
  format('DB-29 settings %s %s', left(s.given::text, 100), case when s.fits then 'are taken' else 'are refused' end)
)
from settings s;

create function pg_temp.name_refused(given text) returns boolean
language plpgsql
set search_path = ''
as $$
begin
  update public.users set username = given;
  raise exception using errcode = 'ZZ000';
exception
  when sqlstate 'ZZ000' then
    return false;
  when check_violation or not_null_violation then
    return true;
end
$$;

select is(pg_temp.name_refused(n.given), n.refused, format('DB-29 username %s', to_jsonb(n.given)))
from (
  values
    ('a', false), ('zoë-42', false), ('名前', false), (repeat('a', 40), false),
    ('', true), ('two words', true), (repeat('a', 41), true), (E'a\nb', true)
) as n (given, refused);

-- pgls-ignore lint/safety/banUpdateWithoutWhere: there is one person
update public.users set edited = '{"short": "yesterday", "unknown": 5}';

select is((select edited from public.users), '{}', 'DB-29 a time of an edit that is no number counts as none');

select throws_ok(
  $$update public.users set edited = '[]'$$, '23514', null, 'DB-29 times of edits in a list are refused'
);

select throws_ok(
  $$select '{"title": "a\u0000b"}'::jsonb$$, '22P05', null, 'DB-17 NUL cannot come in as JSON'
);

select throws_ok(
  $$select '{"title": "\ud83d"}'::jsonb$$, '22P02', null, 'DB-17 half a surrogate pair cannot come in as JSON'
);

select is_empty(
  $$select c.conrelid::regclass, c.conname
    from pg_constraint c
    where c.connamespace = 'public'::regnamespace and c.contype = 'c' and c.conrelid <> 'public.sync_heads'::regclass
      and c.conname <> 'tasks_completed_pomodoros_check'
      and obj_description(c.oid, 'pg_constraint') is null$$,
  'DB-29 every check has a sentence for a person'
);

select * from finish();

rollback;
