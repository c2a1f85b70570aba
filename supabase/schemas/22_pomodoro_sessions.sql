create table public.pomodoro_sessions (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null default auth.uid(),
  task_id uuid,
  start_time timestamptz not null,
  end_time timestamptz,
  session_type text not null,
  completed boolean not null default false,
  current_session_number integer not null,
  active_time integer not null default 0,
  outcome text not null default '',
  preset_type text not null default 'short',
  rules integer not null default 0,
  device_id uuid,
  counts boolean,
  deleted_at timestamptz,
  note text,
  internal_interruptions integer,
  external_interruptions integer,
  edited jsonb not null default '{}',
  seq bigint not null default 0,
  constraint pomodoro_sessions_pkey primary key (user_id, id),
  constraint pomodoro_sessions_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint pomodoro_sessions_session_type_check check (session_type in ('work', 'short_break', 'long_break')),
  constraint pomodoro_sessions_outcome_check check (
    outcome in ('running', 'paused', 'completed', 'interrupted', 'stopped', 'skipped', 'void')
  ),
  constraint pomodoro_sessions_completed_check check (completed = (outcome = 'completed')),
  constraint pomodoro_sessions_times_check check (
    start_time >= '2000-01-01 00:00:00+00'
    and start_time < '2200-01-01 00:00:00+00'
    and (end_time is null or (end_time >= start_time and end_time < '2200-01-01 00:00:00+00'))
  ),
  constraint pomodoro_sessions_current_session_number_check check (current_session_number between 1 and 1000),
  constraint pomodoro_sessions_active_time_check check (active_time between 0 and 604800000),
  constraint pomodoro_sessions_preset_type_check check (preset_type ~ '^[^[:cntrl:]]{1,64}$'),
  constraint pomodoro_sessions_rules_check check (rules between 0 and 1000000),
  constraint pomodoro_sessions_deleted_at_check check (deleted_at >= '2000-01-01 00:00:00+00'),
  constraint pomodoro_sessions_note_check check (note ~ '^[^[:cntrl:]]{1,200}$' and note ~ '[^[:space:]]'),
  constraint pomodoro_sessions_internal_interruptions_check check (internal_interruptions between 0 and 1000),
  constraint pomodoro_sessions_external_interruptions_check check (external_interruptions between 0 and 1000),
  constraint pomodoro_sessions_edited_check check (
    (
      jsonb_typeof(edited) = 'object'
      and octet_length(edited::text) <= 2000
      and not edited @? 'strict $.* ? (@.type() != "number")'
    ) is true
  )
);

create unique index pomodoro_sessions_seq_key on public.pomodoro_sessions (user_id, seq);

create index pomodoro_sessions_completed_idx on public.pomodoro_sessions (user_id, task_id)
where completed and session_type = 'work';

comment on table public.pomodoro_sessions is
  'One run of a phase, from its start to its end. Devices compute it from pomodoro_checkpoints and write it here. What '
  'a person corrected stays: of each field the later correction wins. Of the rest the last write wins.';
comment on column public.pomodoro_sessions.id is 'Made by the device. The session_id of its checkpoints.';
comment on column public.pomodoro_sessions.user_id is 'Whose session.';
comment on column public.pomodoro_sessions.task_id is
  'What it was for. No foreign key: the task may be deleted or arrive later.';
comment on column public.pomodoro_sessions.start_time is 'When the phase began.';
comment on column public.pomodoro_sessions.end_time is 'When it ended. Null while it runs, and for a void session.';
comment on column public.pomodoro_sessions.session_type is 'The phase: work, short_break or long_break.';
comment on column public.pomodoro_sessions.completed is 'True if it ran to its end. Then outcome is completed.';
comment on column public.pomodoro_sessions.current_session_number is
  'The round: which focus session of the cycle it is, from 1. A break has the round of the session before it.';
comment on column public.pomodoro_sessions.active_time is
  'How long it ran without pauses, in milliseconds. At most a week.';
comment on column public.pomodoro_sessions.outcome is
  'running, paused, completed, interrupted (another session took over), stopped, skipped, or void (a begin that does '
  'not count).';
comment on column public.pomodoro_sessions.preset_type is
  'Key of the preset in users.pomodoro_settings when it started.';
comment on column public.pomodoro_sessions.rules is
  'Version of the replay rules that wrote the row. 0 if no replay wrote it, and 100000 more if a person corrected it.';
comment on column public.pomodoro_sessions.device_id is
  'The device that led it when it ended. Null where that is not known. No foreign key.';
comment on column public.pomodoro_sessions.counts is
  'Whether it counts as completed, as a person said. Null where nobody said so.';
comment on column public.pomodoro_sessions.deleted_at is
  'When a person deleted it. Then its outcome is void. The row stays as a mark.';
comment on column public.pomodoro_sessions.note is
  'What the person wrote about it, one line of 1 to 200 characters, or null.';
comment on column public.pomodoro_sessions.internal_interruptions is
  'How often a thought of the person''s own interrupted it. Null where nobody counted.';
comment on column public.pomodoro_sessions.external_interruptions is
  'How often somebody else interrupted it. Null where nobody counted.';
comment on column public.pomodoro_sessions.edited is
  'When a person last corrected each field, in milliseconds since the epoch: task_id, session_type, start_time, '
  'end_time, active_time, counts, deleted_at, note, internal_interruptions, external_interruptions.';
comment on column public.pomodoro_sessions.seq is
  'Place in the order of this person''s changes, from sync_heads. Set by a trigger.';
comment on constraint pomodoro_sessions_pkey on public.pomodoro_sessions is 'There is such a session already.';
comment on constraint pomodoro_sessions_session_type_check on public.pomodoro_sessions is
  'A phase is work, short_break or long_break.';
comment on constraint pomodoro_sessions_outcome_check on public.pomodoro_sessions is
  'An outcome is running, paused, completed, interrupted, stopped, skipped or void.';
comment on constraint pomodoro_sessions_completed_check on public.pomodoro_sessions is
  'A session is completed when its outcome is.';
comment on constraint pomodoro_sessions_times_check on public.pomodoro_sessions is
  'A session ends after it starts, between 2000 and 2200.';
comment on constraint pomodoro_sessions_current_session_number_check on public.pomodoro_sessions is
  'A round is 1 to 1000.';
comment on constraint pomodoro_sessions_active_time_check on public.pomodoro_sessions is
  'A session runs for at most a week.';
comment on constraint pomodoro_sessions_preset_type_check on public.pomodoro_sessions is
  'The key of a preset has 1 to 64 characters.';
comment on constraint pomodoro_sessions_rules_check on public.pomodoro_sessions is
  'The version of the rules is a number from 0.';
comment on constraint pomodoro_sessions_deleted_at_check on public.pomodoro_sessions is
  'A session was deleted after 1999.';
comment on constraint pomodoro_sessions_note_check on public.pomodoro_sessions is
  'A note has 1 to 200 characters in one line.';
comment on constraint pomodoro_sessions_internal_interruptions_check on public.pomodoro_sessions is
  'A session has 0 to 1000 internal interruptions.';
comment on constraint pomodoro_sessions_external_interruptions_check on public.pomodoro_sessions is
  'A session has 0 to 1000 external interruptions.';
comment on constraint pomodoro_sessions_edited_check on public.pomodoro_sessions is
  'The times of corrections are numbers, in milliseconds.';

alter table public.pomodoro_sessions enable row level security;

create policy "Own sessions are readable" on public.pomodoro_sessions
for select to authenticated
using ((select auth.uid()) = user_id and (select baton.login_is_alive()));

create policy "Own sessions can be added" on public.pomodoro_sessions
for insert to authenticated
with check ((select auth.uid()) = user_id and (select baton.login_is_alive()));

create policy "Own sessions can be changed" on public.pomodoro_sessions
for update to authenticated
using ((select auth.uid()) = user_id and (select baton.login_is_alive()))
with check ((select auth.uid()) = user_id and (select baton.login_is_alive()));

-- A trigger turns the delete into a mark. Nobody can delete a mark.
create policy "Own sessions can be deleted" on public.pomodoro_sessions
for delete to authenticated
using ((select auth.uid()) = user_id and (select baton.login_is_alive()) and deleted_at is null);

revoke all on table public.pomodoro_sessions from anon, authenticated, service_role;

grant select, insert, update, delete on table public.pomodoro_sessions to authenticated;

grant all on table public.pomodoro_sessions to service_role;
