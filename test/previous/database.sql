-- The database of a release, made by `npm run release:keep`: first its migrations, then its rows.

-- Migration 20261122120000_initial
create schema if not exists baton;

comment on schema baton is
  'Baton''s machinery: triggers and helpers. Never exposed by the API; definer code lives here and nowhere else.';

revoke all on schema baton from public;

grant usage on schema baton to authenticated, service_role;

create table public.sync_heads (
  user_id uuid not null,
  head bigint not null default 0,
  began bigint not null default 0,
  writer xid8,
  epoch uuid not null default gen_random_uuid(),
  horizon bigint not null default 0,
  retained_at timestamptz,
  constraint sync_heads_pkey primary key (user_id),
  -- auth.users and not public.users: the first row numbered for a person is that one itself.
  constraint sync_heads_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint sync_heads_head_check check (head >= 0 and began >= 0 and horizon >= 0)
)
-- Updated with every row written: room on the page keeps these updates out of the indexes.
with (fillfactor = 50);

create index sync_heads_retained_at_idx on public.sync_heads (retained_at nulls first);

comment on table public.sync_heads is
  'One counter a person. Its row is locked before a row of that person gets its seq, so rows become visible in the order of seq whoever writes them.';
comment on column public.sync_heads.user_id is 'The person: auth.users.id.';
comment on column public.sync_heads.head is 'The newest seq given to a row of this person; 0 before the first.';
comment on column public.sync_heads.began is 'What head was before the newest writing transaction: where its broadcast counts from.';
comment on column public.sync_heads.writer is 'The newest writing transaction (pg_current_xact_id).';
comment on column public.sync_heads.epoch is
  'Random; another value tells clients that the server was wiped or restored, and that they must pull afresh.';
comment on column public.sync_heads.horizon is
  'The highest seq that retention has removed. A device whose cursor lies below has missed rows and must pull afresh.';
comment on column public.sync_heads.retained_at is 'When retention last looked at this person; null before it did.';

alter table public.sync_heads enable row level security;

create policy "Own counter is readable" on public.sync_heads
for select to authenticated
using ((select auth.uid()) = user_id);

revoke all on table public.sync_heads from anon, authenticated, service_role;

grant select on table public.sync_heads to authenticated;

grant all on table public.sync_heads to service_role;

create table public.users (
  id uuid not null,
  email text,
  username text not null,
  pomodoro_settings jsonb not null default '{
    "short": {"work_duration": 25, "short_break": 5, "long_break": 15, "sessions_before_long_break": 4},
    "long": {"work_duration": 50, "short_break": 10, "long_break": 30, "sessions_before_long_break": 4}
  }',
  edited jsonb not null default '{}',
  created_at timestamptz not null default now(),
  seq bigint not null default 0,
  constraint users_pkey primary key (id),
  constraint users_id_fkey foreign key (id) references auth.users (id) on delete cascade,
  constraint users_email_key unique (email),
  constraint users_username_check check (username ~ '^[^[:space:][:cntrl:]]{1,40}$'),
  constraint users_pomodoro_settings_check check (
    (
      jsonb_typeof(pomodoro_settings) = 'object'
      and octet_length(pomodoro_settings::text) <= 65536
      and not pomodoro_settings @? 'strict $.* ? (@.type() == "object" && !(exists (@ ? (
        @.work_duration > 0 && @.work_duration <= 180
        && @.short_break > 0 && @.short_break <= 180
        && @.long_break > 0 && @.long_break <= 180
        && @.sessions_before_long_break >= 1 && @.sessions_before_long_break <= 12
        && @.sessions_before_long_break.floor() == @.sessions_before_long_break
      ))))'
    ) is true
  ),
  constraint users_edited_check check (
    (
      jsonb_typeof(edited) = 'object'
      and octet_length(edited::text) <= 65536
      and not edited @? 'strict $.* ? (@.type() != "number")'
    ) is true
  )
);

create unique index users_username_key on public.users (lower(username));

create unique index users_seq_key on public.users (id, seq);

comment on table public.users is 'A person: made at sign-up by a trigger on auth.users, gone with it. Merges by key of pomodoro_settings.';
comment on column public.users.id is 'auth.users.id.';
comment on column public.users.email is
  'Copy of auth.users.email, kept by a trigger; null where another account has the same address (single sign-on).';
comment on column public.users.username is 'Unique whatever its case; wished for at sign-up, a free one where that was taken or missing.';
comment on column public.users.pomodoro_settings is
  'One flat object. A key that holds an object is a preset: work_duration, short_break, long_break in minutes (above 0 to 180), sessions_before_long_break (1 to 12). A key that holds null was a preset and is deleted; all others are preferences.';
comment on column public.users.edited is 'When a person last edited each key of pomodoro_settings, milliseconds since the epoch. The later edit of a key wins.';
comment on column public.users.created_at is 'When the row was made, by the server''s clock.';
comment on column public.users.seq is 'Place in the order of this person''s changes, from sync_heads; given by a trigger.';
comment on constraint users_username_check on public.users is 'A username has 1 to 40 characters and no spaces.';
comment on constraint users_pomodoro_settings_check on public.users is
  'Settings are one object of at most 64 KB; durations of a preset are above 0 and at most 180 minutes, its rounds 1 to 12.';
comment on constraint users_edited_check on public.users is 'The times of edits are numbers, in milliseconds.';

alter table public.users enable row level security;

create policy "Own row is readable" on public.users
for select to authenticated
using ((select auth.uid()) = id);

create policy "Own row can be changed" on public.users
for update to authenticated
using ((select auth.uid()) = id)
with check ((select auth.uid()) = id);

revoke all on table public.users from anon, authenticated, service_role;

grant select on table public.users to authenticated;

-- seq stands here for sync(): a trigger replaces whatever is written to it.
grant update (username, pomodoro_settings, edited, seq) on table public.users to authenticated;

grant all on table public.users to service_role;

create table public.tasks (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null default auth.uid(),
  title text not null,
  description text,
  estimated_pomodoros integer not null default 1,
  completed_pomodoros integer not null default 0,
  created_at timestamptz not null default now(),
  completed_at timestamptz,
  is_active boolean not null default true,
  position text collate "C" not null default '',
  deleted_at timestamptz,
  edited jsonb not null default '{}',
  seq bigint not null default 0,
  constraint tasks_pkey primary key (user_id, id),
  constraint tasks_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint tasks_title_check check (char_length(title) >= 1 and char_length(title) <= 500 and title ~ '[^[:space:]]'),
  constraint tasks_description_check check (char_length(description) <= 10000),
  constraint tasks_estimated_pomodoros_check check (estimated_pomodoros between 0 and 999),
  constraint tasks_completed_pomodoros_check check (completed_pomodoros >= 0),
  constraint tasks_times_check check (
    created_at >= '2000-01-01 00:00:00+00'
    and (completed_at is null or completed_at >= '2000-01-01 00:00:00+00')
    and (deleted_at is null or deleted_at >= '2000-01-01 00:00:00+00')
  ),
  -- A key of the npm package fractional-indexing: the first letter says how many digits its whole part has.
  constraint tasks_position_check check (
    char_length(position) <= 200
    and position ~ '^[A-Za-z][0-9A-Za-z]+$'
    and char_length(position) >= case
      when ascii(position) >= 97 then ascii(position) - 95
      else 92 - ascii(position)
    end
    and substr(position, case when ascii(position) >= 97 then ascii(position) - 94 else 93 - ascii(position) end) !~ '0$'
    and position <> 'A00000000000000000000000000'
  ),
  constraint tasks_edited_check check (
    (
      jsonb_typeof(edited) = 'object'
      and octet_length(edited::text) <= 2000
      and not edited @? 'strict $.* ? (@.type() != "number")'
    ) is true
  )
);

create unique index tasks_seq_key on public.tasks (user_id, seq);

comment on table public.tasks is 'Something to work on. Merges field by field: the later edit of a field wins.';
comment on column public.tasks.id is 'Made by the device.';
comment on column public.tasks.user_id is 'Whose task.';
comment on column public.tasks.title is '1 to 500 characters.';
comment on column public.tasks.description is 'At most 10,000 characters.';
comment on column public.tasks.estimated_pomodoros is 'How many focus sessions it is thought to take, 0 to 999.';
comment on column public.tasks.completed_pomodoros is
  'How many completed focus sessions name this task: counted here from pomodoro_sessions, what is written is ignored.';
comment on column public.tasks.created_at is 'When the person added it, by their device''s corrected clock; never in the future.';
comment on column public.tasks.completed_at is 'When the person checked it off; null while it is open.';
comment on column public.tasks.is_active is 'False once it was put away.';
comment on column public.tasks.position is
  'Place in the list: a fractional index (fractional-indexing, base 62) that sorts by byte. It was a number, 999999 where none was given; now a task without one goes last.';
comment on column public.tasks.deleted_at is 'When it was deleted. The row stays as a mark until every device can have seen it.';
comment on column public.tasks.edited is
  'When a person last edited each field, milliseconds since the epoch: title, description, estimated_pomodoros, completed_at, is_active, position, deleted_at.';
comment on column public.tasks.seq is 'Place in the order of this person''s changes, from sync_heads; given by a trigger.';
comment on constraint tasks_pkey on public.tasks is 'There is such a task already.';
comment on constraint tasks_title_check on public.tasks is 'A title has 1 to 500 characters.';
comment on constraint tasks_description_check on public.tasks is 'A description has at most 10,000 characters.';
comment on constraint tasks_estimated_pomodoros_check on public.tasks is 'An estimate is 0 to 999 pomodoros.';
comment on constraint tasks_times_check on public.tasks is 'The dates of a task lie after 1999.';
comment on constraint tasks_position_check on public.tasks is 'A position is a fractional index of at most 200 characters.';
comment on constraint tasks_edited_check on public.tasks is 'The times of edits are numbers, in milliseconds.';

alter table public.tasks enable row level security;

create policy "Own tasks are readable" on public.tasks
for select to authenticated
using ((select auth.uid()) = user_id);

create policy "Own tasks can be added" on public.tasks
for insert to authenticated
with check ((select auth.uid()) = user_id);

create policy "Own tasks can be changed" on public.tasks
for update to authenticated
using ((select auth.uid()) = user_id)
with check ((select auth.uid()) = user_id);

-- A trigger turns the delete into a mark; a mark itself stays.
create policy "Own tasks can be deleted" on public.tasks
for delete to authenticated
using ((select auth.uid()) = user_id and deleted_at is null);

revoke all on table public.tasks from anon, authenticated, service_role;

grant select, insert, update, delete on table public.tasks to authenticated;

grant all on table public.tasks to service_role;

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
  constraint pomodoro_sessions_rules_check check (rules between 0 and 1000000)
);

create unique index pomodoro_sessions_seq_key on public.pomodoro_sessions (user_id, seq);

create index pomodoro_sessions_completed_idx on public.pomodoro_sessions (user_id, task_id)
where completed and session_type = 'work';

comment on table public.pomodoro_sessions is
  'One run of a phase, from its start to its end: a projection of pomodoro_checkpoints, written by the devices. The last write wins.';
comment on column public.pomodoro_sessions.id is 'Made by the device: the session_id of its checkpoints.';
comment on column public.pomodoro_sessions.user_id is 'Whose session.';
comment on column public.pomodoro_sessions.task_id is 'What it was for. No foreign key: the task may be deleted, or come later.';
comment on column public.pomodoro_sessions.start_time is 'When the phase began.';
comment on column public.pomodoro_sessions.end_time is 'When it ended; null while it has not, and for a void one.';
comment on column public.pomodoro_sessions.session_type is 'The phase: work, short_break or long_break.';
comment on column public.pomodoro_sessions.completed is 'True if it ran to its end: outcome is completed.';
comment on column public.pomodoro_sessions.current_session_number is 'The round: which focus session of the cycle it is, from 1; a break carries the round that it follows.';
comment on column public.pomodoro_sessions.active_time is 'How long it ran, pauses not counted: milliseconds, at most a week.';
comment on column public.pomodoro_sessions.outcome is
  'running, paused, completed, interrupted (another session took over), stopped, skipped, or void (a begin that came to nothing).';
comment on column public.pomodoro_sessions.preset_type is 'Key of the preset in users.pomodoro_settings at its start.';
comment on column public.pomodoro_sessions.rules is 'Version of the replay''s rules that wrote the row; 0 for a row that no replay wrote.';
comment on column public.pomodoro_sessions.seq is 'Place in the order of this person''s changes, from sync_heads; given by a trigger.';
comment on constraint pomodoro_sessions_pkey on public.pomodoro_sessions is 'There is such a session already.';
comment on constraint pomodoro_sessions_session_type_check on public.pomodoro_sessions is 'A phase is work, short_break or long_break.';
comment on constraint pomodoro_sessions_outcome_check on public.pomodoro_sessions is
  'An outcome is running, paused, completed, interrupted, stopped, skipped or void.';
comment on constraint pomodoro_sessions_completed_check on public.pomodoro_sessions is 'A session is completed when its outcome is.';
comment on constraint pomodoro_sessions_times_check on public.pomodoro_sessions is 'A session ends after it starts, between 2000 and 2200.';
comment on constraint pomodoro_sessions_current_session_number_check on public.pomodoro_sessions is 'A round is 1 to 1000.';
comment on constraint pomodoro_sessions_active_time_check on public.pomodoro_sessions is 'A session runs for at most a week.';
comment on constraint pomodoro_sessions_preset_type_check on public.pomodoro_sessions is 'The key of a preset has 1 to 64 characters.';
comment on constraint pomodoro_sessions_rules_check on public.pomodoro_sessions is 'The version of the rules is a number from 0.';

alter table public.pomodoro_sessions enable row level security;

create policy "Own sessions are readable" on public.pomodoro_sessions
for select to authenticated
using ((select auth.uid()) = user_id);

create policy "Own sessions can be added" on public.pomodoro_sessions
for insert to authenticated
with check ((select auth.uid()) = user_id);

create policy "Own sessions can be changed" on public.pomodoro_sessions
for update to authenticated
using ((select auth.uid()) = user_id)
with check ((select auth.uid()) = user_id);

revoke all on table public.pomodoro_sessions from anon, authenticated, service_role;

grant select, insert, update on table public.pomodoro_sessions to authenticated;

grant all on table public.pomodoro_sessions to service_role;

create table public.pomodoro_checkpoints (
  id uuid not null,
  user_id uuid not null default auth.uid(),
  session_id uuid not null,
  parent_id uuid,
  follows uuid,
  device_id uuid not null,
  checkpoint_type text not null,
  timestamp timestamptz not null,
  generation bigint not null,
  session_type text not null,
  task_id uuid,
  round_number integer not null,
  preset_type text not null,
  plan jsonb not null,
  remaining_time integer not null,
  added_time integer not null default 0,
  is_paused boolean not null default false,
  last_active timestamptz,
  seq bigint not null default 0,
  constraint pomodoro_checkpoints_pkey primary key (user_id, id),
  constraint pomodoro_checkpoints_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint pomodoro_checkpoints_checkpoint_type_check check (checkpoint_type ~ '^[a-z_]{1,32}$'),
  constraint pomodoro_checkpoints_times_check check (
    timestamp >= '2000-01-01 00:00:00+00'
    and (last_active is null or last_active >= '2000-01-01 00:00:00+00')
  ),
  constraint pomodoro_checkpoints_generation_check check (generation between 1 and 1000000000000000),
  constraint pomodoro_checkpoints_session_type_check check (session_type in ('work', 'short_break', 'long_break')),
  constraint pomodoro_checkpoints_round_number_check check (round_number between 1 and 1000),
  constraint pomodoro_checkpoints_preset_type_check check (preset_type ~ '^[^[:cntrl:]]{1,64}$'),
  constraint pomodoro_checkpoints_plan_check check (
    (
      octet_length(plan::text) <= 1000
      and plan @@ 'strict $.work_duration > 0 && $.work_duration <= 180
        && $.short_break > 0 && $.short_break <= 180
        && $.long_break > 0 && $.long_break <= 180
        && $.sessions_before_long_break >= 1 && $.sessions_before_long_break <= 12
        && $.sessions_before_long_break.floor() == $.sessions_before_long_break'
    ) is true
  ),
  constraint pomodoro_checkpoints_remaining_time_check check (remaining_time between 0 and 604800000),
  constraint pomodoro_checkpoints_added_time_check check (added_time between 0 and 604800000)
);

create unique index pomodoro_checkpoints_seq_key on public.pomodoro_checkpoints (user_id, seq);

comment on table public.pomodoro_checkpoints is
  'An immutable record of one act on the timer, with what the actor saw. Timer and history are one replay of this set. Insert only.';
comment on column public.pomodoro_checkpoints.id is 'Made by the device; of a begin, derived from the session it follows.';
comment on column public.pomodoro_checkpoints.user_id is 'Whose timer.';
comment on column public.pomodoro_checkpoints.session_id is 'The run of a phase that the act is about.';
comment on column public.pomodoro_checkpoints.parent_id is 'The newest checkpoint, in replay order, that the device knew. No foreign key: it may come later, or be gone.';
comment on column public.pomodoro_checkpoints.follows is 'The session before this one in the cycle; only on a start or begin.';
comment on column public.pomodoro_checkpoints.device_id is 'Where the act was made: devices.id.';
comment on column public.pomodoro_checkpoints.checkpoint_type is
  'start, begin, pause, resume, extend, skip, stop, handoff, or the name of an act that a newer version knows.';
comment on column public.pomodoro_checkpoints.timestamp is
  'When, by the device''s corrected clock. A time in the future is moved back to the server''s now, never forward.';
comment on column public.pomodoro_checkpoints.generation is '1 + the highest generation that the device knew.';
comment on column public.pomodoro_checkpoints.session_type is 'The phase: work, short_break or long_break.';
comment on column public.pomodoro_checkpoints.task_id is 'What it is for. No foreign key: an act outlives its task.';
comment on column public.pomodoro_checkpoints.round_number is 'Which focus session of the cycle, from 1; a break carries the round that it follows.';
comment on column public.pomodoro_checkpoints.preset_type is 'Key of the preset in users.pomodoro_settings at the start.';
comment on column public.pomodoro_checkpoints.plan is
  'The preset as it was at the start, never read again from settings: durations in minutes (above 0 to 180), sessions_before_long_break (1 to 12).';
comment on column public.pomodoro_checkpoints.remaining_time is 'What the actor saw left of the phase, milliseconds.';
comment on column public.pomodoro_checkpoints.added_time is 'What an extend adds, milliseconds; 0 on every other act.';
comment on column public.pomodoro_checkpoints.is_paused is 'Whether the timer stood still after the act, as the actor saw it.';
comment on column public.pomodoro_checkpoints.last_active is 'When the actor was last seen active on that device; null where that is not known.';
comment on column public.pomodoro_checkpoints.seq is 'Place in the order of this person''s changes, from sync_heads; given by a trigger.';
comment on constraint pomodoro_checkpoints_pkey on public.pomodoro_checkpoints is 'There is such a checkpoint already.';
comment on constraint pomodoro_checkpoints_checkpoint_type_check on public.pomodoro_checkpoints is
  'The name of an act has 1 to 32 lower-case letters or underscores.';
comment on constraint pomodoro_checkpoints_times_check on public.pomodoro_checkpoints is 'The time of an act lies after 1999.';
comment on constraint pomodoro_checkpoints_generation_check on public.pomodoro_checkpoints is 'A generation is a number from 1.';
comment on constraint pomodoro_checkpoints_session_type_check on public.pomodoro_checkpoints is 'A phase is work, short_break or long_break.';
comment on constraint pomodoro_checkpoints_round_number_check on public.pomodoro_checkpoints is 'A round is 1 to 1000.';
comment on constraint pomodoro_checkpoints_preset_type_check on public.pomodoro_checkpoints is 'The key of a preset has 1 to 64 characters.';
comment on constraint pomodoro_checkpoints_plan_check on public.pomodoro_checkpoints is
  'Durations of a plan are above 0 and at most 180 minutes, its rounds 1 to 12.';
comment on constraint pomodoro_checkpoints_remaining_time_check on public.pomodoro_checkpoints is 'What is left of a phase is at most a week.';
comment on constraint pomodoro_checkpoints_added_time_check on public.pomodoro_checkpoints is 'An extension is at most a week.';

alter table public.pomodoro_checkpoints enable row level security;

create policy "Own checkpoints are readable" on public.pomodoro_checkpoints
for select to authenticated
using ((select auth.uid()) = user_id);

create policy "Own checkpoints can be added" on public.pomodoro_checkpoints
for insert to authenticated
with check ((select auth.uid()) = user_id);

revoke all on table public.pomodoro_checkpoints from anon, authenticated, service_role;

grant select, insert on table public.pomodoro_checkpoints to authenticated;

grant all on table public.pomodoro_checkpoints to service_role;

create table public.devices (
  id uuid not null,
  user_id uuid not null default auth.uid(),
  name text not null,
  platform text not null default '',
  created_at timestamptz not null default now(),
  last_seen timestamptz not null default now(),
  removed_at timestamptz,
  seq bigint not null default 0,
  constraint devices_pkey primary key (user_id, id),
  constraint devices_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint devices_name_check check (name ~ '^[^[:cntrl:]]{1,100}$' and name ~ '[^[:space:]]'),
  constraint devices_platform_check check (platform ~ '^[^[:cntrl:]]{0,100}$'),
  constraint devices_times_check check (
    created_at >= '2000-01-01 00:00:00+00'
    and last_seen >= '2000-01-01 00:00:00+00'
    and (removed_at is null or removed_at >= '2000-01-01 00:00:00+00')
  )
);

create unique index devices_seq_key on public.devices (user_id, seq);

comment on table public.devices is 'A browser profile with Baton installed; registers itself with its first sync().';
comment on column public.devices.id is 'Made by the device.';
comment on column public.devices.user_id is 'Who uses it.';
comment on column public.devices.name is 'As the person sees it, 1 to 100 characters.';
comment on column public.devices.platform is 'Browser and system, for a person to read.';
comment on column public.devices.created_at is 'When it first synced, by the server''s clock.';
comment on column public.devices.last_seen is 'When it last synced, by the server''s clock, to the hour: a pull must not be news to the others.';
comment on column public.devices.removed_at is 'When the person signed it out from afar; cleared only by a new sign-in on it.';
comment on column public.devices.seq is 'Place in the order of this person''s changes, from sync_heads; given by a trigger.';
comment on constraint devices_pkey on public.devices is 'There is such a device already.';
comment on constraint devices_name_check on public.devices is 'The name of a device has 1 to 100 characters.';
comment on constraint devices_platform_check on public.devices is 'The platform of a device has at most 100 characters.';
comment on constraint devices_times_check on public.devices is 'The dates of a device lie after 1999.';

alter table public.devices enable row level security;

create policy "Own devices are readable" on public.devices
for select to authenticated
using ((select auth.uid()) = user_id);

create policy "Own devices can be added" on public.devices
for insert to authenticated
with check ((select auth.uid()) = user_id);

create policy "Own devices can be changed" on public.devices
for update to authenticated
using ((select auth.uid()) = user_id)
with check ((select auth.uid()) = user_id);

revoke all on table public.devices from anon, authenticated, service_role;

grant select, insert, update on table public.devices to authenticated;

grant all on table public.devices to service_role;

-- The login that a device last synced with, so that removing the device can end that login.
create table baton.device_sessions (
  user_id uuid not null,
  device_id uuid not null,
  session_id uuid not null,
  constraint device_sessions_pkey primary key (user_id, device_id),
  constraint device_sessions_device_fkey foreign key (user_id, device_id)
  references public.devices (user_id, id) on delete cascade
);

create index device_sessions_session_id_idx on baton.device_sessions (session_id);

comment on table baton.device_sessions is 'The login that each device last synced with.';
comment on column baton.device_sessions.user_id is 'Who uses the device.';
comment on column baton.device_sessions.device_id is 'devices.id.';
comment on column baton.device_sessions.session_id is 'auth.sessions.id, from the claim session_id of its token.';

alter table baton.device_sessions enable row level security;

-- The highest seq that a row of this person has.
create function baton.highest_seq(owner uuid) returns bigint
language plpgsql
stable
set search_path = ''
as $$
begin
  return greatest(
    0,
    (select max(t.seq) from public.users t where t.id = owner),
    (select max(t.seq) from public.tasks t where t.user_id = owner),
    (select max(t.seq) from public.pomodoro_sessions t where t.user_id = owner),
    (select max(t.seq) from public.pomodoro_checkpoints t where t.user_id = owner),
    (select max(t.seq) from public.devices t where t.user_id = owner)
  );
end
$$;

comment on function baton.highest_seq(uuid) is 'The highest seq that a row of a person has; 0 without rows.';

-- Writes down how far this transaction has counted. Counting itself goes on in a setting of the transaction,
-- which a rolled back part of it takes back too: one row updated ten thousand times would be slower each time.
create function baton.settle() returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  count text[] := string_to_array(current_setting('baton.count', true), ' ');
begin
  if count[2] = pg_current_xact_id_if_assigned()::text then
    update public.sync_heads h set head = count[3]::bigint
    where h.user_id = count[1]::uuid and h.head < count[3]::bigint;
  end if;
end
$$;

comment on function baton.settle() is 'Writes down how far this transaction has counted: sync_heads.head is right again.';

-- The next seq of a person. The row of the counter stays locked until the transaction ends, so whoever comes
-- second waits: seqs become visible in their own order, and no reader can pass one by.
create function baton.next_seq(owner uuid) returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  this_writer xid8 := pg_current_xact_id();
  count text[] := string_to_array(current_setting('baton.count', true), ' ');
  heads public.sync_heads;
  given bigint;
begin
  if count[1] = owner::text and count[2] = this_writer::text then
    given := count[3]::bigint + 1;
  else
    perform baton.settle();
    select h.* into heads from public.sync_heads h where h.user_id = owner for no key update;
    if not found then
      -- A counter that was removed begins behind the rows that are there.
      insert into public.sync_heads (user_id, head) values (owner, baton.highest_seq(owner))
      on conflict (user_id) do nothing;
      select h.* into heads from public.sync_heads h where h.user_id = owner for no key update;
    end if;
    given := heads.head + 1;
    if heads.writer is distinct from this_writer then
      update public.sync_heads h set head = given, began = heads.head, writer = this_writer where h.user_id = owner;
    end if;
  end if;
  perform set_config('baton.count', format('%s %s %s', owner, this_writer, given), true);
  return given;
end
$$;

comment on function baton.next_seq(uuid) is 'The next seq of a person; keeps their counter locked until the transaction ends.';

-- Before any row is touched: a row locked first and the counter second would be the other way round in sync(),
-- and two such writers would wait for each other.
create function baton.lock_head() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
begin
  perform from public.sync_heads h where h.user_id = uid for no key update;
  return null;
end
$$;

comment on function baton.lock_head() is
  'Trigger: locks the counter of the signed-in person, until the transaction ends, before a statement writes rows.';

create function baton.number_row() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- A row written as it is makes no news, unless somebody tried to write seq itself.
  if tg_op = 'UPDATE' then
    if new is not distinct from old then
      return new;
    end if;
  end if;
  if tg_table_name = 'users' then
    new.seq := baton.next_seq(new.id);
  else
    new.seq := baton.next_seq(new.user_id);
  end if;
  return new;
end
$$;

comment on function baton.number_row() is 'Trigger: gives a new or changed row the next seq of its person.';

revoke all on function baton.highest_seq(uuid) from public;
revoke all on function baton.settle() from public;
revoke all on function baton.next_seq(uuid) from public;
revoke all on function baton.lock_head() from public;
revoke all on function baton.number_row() from public;

grant execute on function baton.settle() to authenticated;

-- sync() has it locked already.
create trigger lock_head before insert or update or delete on public.users
for each statement
when (current_setting('baton.syncing', true) is distinct from 'on')
execute function baton.lock_head();

create trigger lock_head before insert or update or delete on public.tasks
for each statement
when (current_setting('baton.syncing', true) is distinct from 'on')
execute function baton.lock_head();

create trigger lock_head before insert or update or delete on public.pomodoro_sessions
for each statement
when (current_setting('baton.syncing', true) is distinct from 'on')
execute function baton.lock_head();

create trigger lock_head before insert or update or delete on public.pomodoro_checkpoints
for each statement
when (current_setting('baton.syncing', true) is distinct from 'on')
execute function baton.lock_head();

create trigger lock_head before insert or update or delete on public.devices
for each statement
when (current_setting('baton.syncing', true) is distinct from 'on')
execute function baton.lock_head();

-- Triggers of one event run by name: prepare_row, where there is one, is done by then.
create trigger row_number before insert or update on public.users
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.tasks
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.pomodoro_sessions
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.pomodoro_checkpoints
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.devices
for each row execute function baton.number_row();

-- Milliseconds since the epoch, by the wall and not by the start of the transaction: who waited for a lock
-- must not be taken for the earlier one.
create function baton.now_ms() returns bigint
language plpgsql
volatile
set search_path = ''
as $$
begin
  return extract(epoch from clock_timestamp()) * 1000;
end
$$;

comment on function baton.now_ms() is 'Now, milliseconds since the epoch.';

create function baton.edit_time(edited jsonb, field text) returns numeric
-- Not language sql, here and below: with a search_path of its own such a function is planned at each call.
language plpgsql
immutable
set search_path = ''
as $$
begin
  return case when jsonb_typeof(edited -> field) = 'number' then (edited ->> field)::numeric else 0 end;
end
$$;

comment on function baton.edit_time(jsonb, text) is 'When a field was last edited, milliseconds since the epoch; 0 where that is not known.';

-- Merges two versions of an object field by field. The later edit of a field wins; of two at the same
-- instant the one whose text is greater by byte, so that the order of arrival does not matter.
-- A writer that is not syncing and changes a field without saying when, changes it now.
create function baton.merge(
  stored jsonb, stored_edited jsonb, given jsonb, given_edited jsonb, fields text[], syncing boolean
)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  current_ms bigint := baton.now_ms();
  merged jsonb := stored;
  edited jsonb := stored_edited;
  field text;
  stored_at numeric;
  given_at numeric;
begin
  foreach field in array fields loop
    continue when not given ? field;
    stored_at := baton.edit_time(stored_edited, field);
    given_at := least(baton.edit_time(given_edited, field), current_ms);
    if not syncing
      and given -> field is distinct from stored -> field
      and (given_edited -> field is null or given_edited -> field = stored_edited -> field)
    then
      given_at := greatest(current_ms, stored_at + 1);
    end if;
    if given_at > stored_at
      or (
        given_at = stored_at
        and (given -> field)::text collate "C" > coalesce((stored -> field)::text, '') collate "C"
      )
    then
      merged := merged || jsonb_build_object(field, given -> field);
      if given_at > 0 then
        edited := edited || jsonb_build_object(field, given_at);
      end if;
    end if;
  end loop;
  return jsonb_build_object('row', merged, 'edited', edited);
end
$$;

comment on function baton.merge(jsonb, jsonb, jsonb, jsonb, text[], boolean) is
  'Merges a given object into a stored one, the later edit of each field winning: {"row", "edited"}.';

-- True while sync() writes: it says when each field was edited, or means that it does not know.
create function baton.is_syncing() returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return coalesce(current_setting('baton.syncing', true), '') = 'on';
end
$$;

comment on function baton.is_syncing() is 'Whether the row being written comes through sync().';

-- The times of edits of a row that is new: known fields, none in the future.
create function baton.tidy_edited(edited jsonb, fields text[]) returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
begin
  if edited = '{}' then
    return edited;
  end if;
  return (
    select coalesce(jsonb_object_agg(field, least(baton.edit_time(edited, field), baton.now_ms())), '{}')
    from unnest(fields) as field
    where baton.edit_time(edited, field) > 0
  );
end
$$;

comment on function baton.tidy_edited(jsonb, text[]) is 'Times of edits without those of unknown fields and without future ones.';

revoke all on function baton.now_ms() from public;
revoke all on function baton.edit_time(jsonb, text) from public;
revoke all on function baton.merge(jsonb, jsonb, jsonb, jsonb, text[], boolean) from public;
revoke all on function baton.is_syncing() from public;
revoke all on function baton.tidy_edited(jsonb, text[]) from public;

create function baton.prepare_user() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  given jsonb := new.pomodoro_settings;
  merged jsonb;
begin
  -- What is no object is left to the constraints, which have a sentence for it.
  if jsonb_typeof(given) is distinct from 'object' or jsonb_typeof(new.edited) is distinct from 'object' then
    return new;
  end if;
  if not baton.is_syncing() then
    -- A key that somebody left out was removed by them, and must not come back from another device.
    select given || coalesce(jsonb_object_agg(key, null), '{}') into given
    from jsonb_object_keys(old.pomodoro_settings) as key
    where not given ? key;
  end if;
  merged := baton.merge(
    old.pomodoro_settings, old.edited, given, new.edited,
    array(select jsonb_object_keys(given)), baton.is_syncing()
  );
  new.pomodoro_settings := merged -> 'row';
  new.edited := merged -> 'edited';
  return new;
end
$$;

comment on function baton.prepare_user() is 'Trigger: merges written settings into the stored ones, key by key.';

revoke all on function baton.prepare_user() from public;

create trigger prepare_row before update of pomodoro_settings, edited on public.users
for each row execute function baton.prepare_user();

-- The key behind the last one, as generateKeyBetween(last, null) of fractional-indexing makes it.
create function baton.position_after(last text) returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  digits constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  head integer := ascii(last);
  whole text := left(last, case when head >= 97 then head - 95 else 92 - head end);
  place integer;
begin
  if last is null then
    return 'a0';
  end if;
  for i in reverse char_length(whole)..2 loop
    place := strpos(digits, substr(whole, i, 1));
    if place < 62 then
      return left(whole, i - 1) || substr(digits, place + 1, 1) || repeat('0', char_length(whole) - i);
    end if;
  end loop;
  if head = ascii('z') then
    return last || 'V';
  elsif head = ascii('Z') then
    return 'a0';
  elsif head >= 97 then
    return chr(head + 1) || repeat('0', char_length(whole));
  end if;
  return chr(head + 1) || repeat('0', char_length(whole) - 2);
end
$$;

comment on function baton.position_after(text) is 'A fractional index that sorts behind the given one; the first one for null.';

create function baton.prepare_task() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  fields constant text[] := array[
    'title', 'description', 'estimated_pomodoros', 'completed_at', 'is_active', 'position', 'deleted_at'
  ];
  current_instant timestamptz := date_trunc('milliseconds', clock_timestamp());
  merged jsonb;
begin
  -- Not least(): that takes no time at all for a time.
  if new.completed_at > current_instant then
    new.completed_at := current_instant;
  end if;
  if new.deleted_at > current_instant then
    new.deleted_at := current_instant;
  end if;
  new.created_at := least(new.created_at, current_instant);
  if tg_op = 'INSERT' then
    new.edited := baton.tidy_edited(new.edited, fields);
    if new.position = '' then
      select baton.position_after(max(t.position)) into new.position
      from public.tasks t where t.user_id = new.user_id;
    end if;
  elsif (
      (new.title, new.description, new.estimated_pomodoros, new.completed_at, new.is_active, new.position, new.deleted_at, new.edited)
      is distinct from
      (old.title, old.description, old.estimated_pomodoros, old.completed_at, old.is_active, old.position, old.deleted_at, old.edited)
    )
    and jsonb_typeof(new.edited) is not distinct from 'object'
  then
    merged := baton.merge(to_jsonb(old), old.edited, to_jsonb(new), new.edited, fields, baton.is_syncing());
    new.edited := merged -> 'edited';
    merged := merged -> 'row';
    new.title := merged ->> 'title';
    new.description := merged ->> 'description';
    new.estimated_pomodoros := merged ->> 'estimated_pomodoros';
    new.completed_at := merged ->> 'completed_at';
    new.is_active := merged ->> 'is_active';
    new.position := merged ->> 'position';
    new.deleted_at := merged ->> 'deleted_at';
  end if;
  select count(*) into new.completed_pomodoros
  from public.pomodoro_sessions s
  where s.user_id = new.user_id and s.task_id = new.id and s.completed and s.session_type = 'work';
  return new;
end
$$;

comment on function baton.prepare_task() is
  'Trigger: merges a written task into the stored one, field by field, puts one without a position last, and counts its sessions.';

-- Whoever deletes a task leaves a mark, so that no other device brings it back. Deleting a mark, and deleting
-- the person, removes the row.
create function baton.mark_deleted_task() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if old.deleted_at is not null or not exists (select from public.users u where u.id = old.user_id) then
    return old;
  end if;
  update public.tasks t set deleted_at = clock_timestamp() where t.user_id = old.user_id and t.id = old.id;
  return null;
end
$$;

comment on function baton.mark_deleted_task() is 'Trigger: turns the delete of a task into a mark.';

revoke all on function baton.position_after(text) from public;
revoke all on function baton.prepare_task() from public;
revoke all on function baton.mark_deleted_task() from public;

create trigger prepare_row before insert or update on public.tasks
for each row execute function baton.prepare_task();

create trigger mark_deleted before delete on public.tasks
for each row execute function baton.mark_deleted_task();

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

create function baton.prepare_checkpoint() returns trigger
language plpgsql
set search_path = ''
as $$
declare
  current_instant timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  new.timestamp := least(date_trunc('milliseconds', new.timestamp), current_instant);
  -- Not least() again: that takes no time at all for a time.
  if new.last_active > current_instant then
    new.last_active := current_instant;
  end if;
  return new;
end
$$;

comment on function baton.prepare_checkpoint() is 'Trigger: moves times in the future back to now.';

revoke all on function baton.prepare_checkpoint() from public;

create trigger prepare_row before insert on public.pomodoro_checkpoints
for each row execute function baton.prepare_checkpoint();

create function baton.prepare_device() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.last_seen := least(new.last_seen, clock_timestamp());
  if new.removed_at > clock_timestamp() then
    new.removed_at := clock_timestamp();
  end if;
  -- A device that was signed out from afar still holds a token for an hour: that must not sign it in again.
  if tg_op = 'UPDATE' and current_user = 'authenticated' then
    new.created_at := old.created_at;
    new.removed_at := coalesce(old.removed_at, new.removed_at);
  end if;
  return new;
end
$$;

comment on function baton.prepare_device() is 'Trigger: keeps the times of a device in the past, and a removed device removed.';

-- Ends the login of a device: its refresh token is worth nothing from now on.
create function baton.end_device_session() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from auth.sessions a
  using baton.device_sessions d
  where d.user_id = new.user_id and d.device_id = new.id and a.id = d.session_id and a.user_id = new.user_id;
  return null;
end
$$;

comment on function baton.end_device_session() is 'Trigger: ends the login of a device that was removed.';

revoke all on function baton.prepare_device() from public;
revoke all on function baton.end_device_session() from public;

create trigger prepare_row before insert or update on public.devices
for each row execute function baton.prepare_device();

create trigger end_session after update of removed_at on public.devices
for each row
when (old.removed_at is null and new.removed_at is not null)
execute function baton.end_device_session();

-- Rows of a person behind a cursor, in the order of seq: {"table", "row"}. Each branch walks its own index
-- (user_id, seq), so the merge of them needs no sort and stops where the caller does.
create function baton.rows_after(owner uuid, after bigint, most integer) returns setof jsonb
-- Not language sql: that is planned anew at each call, which costs more than the rows.
language plpgsql
stable
set search_path = ''
-- A plan is kept for long, and may have been made on the first day, when reading a whole table was cheapest.
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off
as $$
begin
  return query
  select r.change
  from (
    (
      select t.seq, jsonb_build_object('table', 'users', 'row', to_jsonb(t)) as change
      from public.users t where t.id = owner and t.seq > after order by t.seq limit most
    )
    union all
    (
      select t.seq, jsonb_build_object('table', 'tasks', 'row', to_jsonb(t))
      from public.tasks t where t.user_id = owner and t.seq > after order by t.seq limit most
    )
    union all
    (
      select t.seq, jsonb_build_object('table', 'pomodoro_sessions', 'row', to_jsonb(t))
      from public.pomodoro_sessions t where t.user_id = owner and t.seq > after order by t.seq limit most
    )
    union all
    (
      select t.seq, jsonb_build_object('table', 'pomodoro_checkpoints', 'row', to_jsonb(t))
      from public.pomodoro_checkpoints t where t.user_id = owner and t.seq > after order by t.seq limit most
    )
    union all
    (
      select t.seq, jsonb_build_object('table', 'devices', 'row', to_jsonb(t))
      from public.devices t where t.user_id = owner and t.seq > after order by t.seq limit most
    )
  ) as r
  order by r.seq
  limit most;
end
$$;

comment on function baton.rows_after(uuid, bigint, integer) is 'Rows of a person with seq above a cursor, in that order: {"table", "row"}.';

-- Hints carry no truth: a broadcast that fails must not undo what it tells of.
create function baton.send(payload jsonb, event text, owner uuid) returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform realtime.send(payload, event, 'user:' || owner, true);
exception
  when others then
    raise warning 'Broadcast to % failed: %', owner, sqlerrm;
end
$$;

comment on function baton.send(jsonb, text, uuid) is 'Broadcasts to the open browsers of a person.';

-- At the end of the transaction, once for each person it wrote rows of.
create function baton.tell() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  first bigint;
  last bigint;
  news jsonb;
begin
  if coalesce(current_setting('baton.count', true), '') = '' then
    -- Somebody reset the settings of the transaction, and the count with them.
    update public.sync_heads h set head = baton.highest_seq(h.user_id)
    where h.user_id = new.user_id and h.head < baton.highest_seq(h.user_id);
  else
    perform baton.settle();
  end if;
  select h.began, h.head into first, last from public.sync_heads h where h.user_id = new.user_id;
  if not found or last = first then
    return null;
  end if;
  if last - first <= 50 then
    select jsonb_agg(change) into news from baton.rows_after(new.user_id, first, 50) as change;
    if octet_length(news::text) > 32000 then
      news := null;
    end if;
  end if;
  perform baton.send(
    jsonb_build_object('from', first, 'to', last)
    || case when news is null then '{}' else jsonb_build_object('rows', news) end,
    'changes', new.user_id
  );
  return null;
end
$$;

comment on function baton.tell() is
  'Trigger: one broadcast for each writing transaction, {from, to, rows?}; rows ride along where they are under 32 KB.';

revoke all on function baton.rows_after(uuid, bigint, integer) from public;
revoke all on function baton.send(jsonb, text, uuid) from public;
revoke all on function baton.tell() from public;

grant execute on function baton.rows_after(uuid, bigint, integer) to authenticated;

create constraint trigger tell after update of writer on public.sync_heads
deferrable initially deferred
for each row execute function baton.tell();

-- Select only: nobody sends but the database.
create policy "Own topic is readable" on realtime.messages
for select to authenticated
using (topic = 'user:' || (select auth.uid())::text);

-- Makes the row of a person: at sign-up, or later for one who signed up before Baton was installed here.
create function baton.add_user(owner uuid, address text, wished text) returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  base text := left(regexp_replace(coalesce(wished, ''), '[[:space:][:cntrl:]]+', '_', 'g'), 40);
  candidate text;
begin
  if base in ('', '_') then
    base := left(regexp_replace(split_part(coalesce(address, ''), '@', 1), '[[:space:][:cntrl:]]+', '_', 'g'), 40);
  end if;
  if base in ('', '_') then
    base := 'user';
  end if;
  candidate := base;
  for attempt in 1..10 loop
    insert into public.users (id, email, username)
    select owner, case when exists (select from public.users u where u.email = address) then null else address end, candidate
    on conflict do nothing;
    if exists (select from public.users u where u.id = owner) then
      return;
    end if;
    candidate := left(base, 33) || '-' || left(replace(gen_random_uuid()::text, '-', ''), 6);
  end loop;
  raise exception 'No free username like % was found.', base;
end
$$;

comment on function baton.add_user(uuid, text, text) is 'Makes the row of a person, with the username they wish or one like it.';

create function baton.admit(device jsonb, writing boolean) returns public.sync_heads
language plpgsql
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
  login uuid := nullif(auth.jwt() ->> 'session_id', '')::uuid;
  login_began timestamptz;
  own_device uuid;
  given_name text;
  given_platform text;
  known public.devices;
  heads public.sync_heads;
begin
  if not exists (select from public.users u where u.id = uid) then
    perform baton.add_user(a.id, a.email, a.raw_user_meta_data ->> 'username') from auth.users a where a.id = uid;
    if not found then
      raise sqlstate 'PT401' using message = 'account_deleted', detail = 'This account was deleted.';
    end if;
  end if;

  if jsonb_typeof(device) = 'object' then
    if ((device ->> 'id') ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$') is not true then
      raise sqlstate 'PT400' using message = 'bad_device', detail = 'The id of a device is a UUID.';
    end if;
    own_device := device ->> 'id';
    given_name := left(btrim(regexp_replace(device ->> 'name', '[[:cntrl:]]+', ' ', 'g')), 100);
    given_platform := left(regexp_replace(device ->> 'platform', '[[:cntrl:]]+', ' ', 'g'), 100);
    select d.* into known from public.devices d where d.user_id = uid and d.id = own_device;
  elsif jsonb_typeof(device) <> 'null' then
    raise sqlstate 'PT400' using message = 'bad_device', detail = 'A device is an object with id, name and platform.';
  end if;

  if login is not null then
    select s.created_at into login_began from auth.sessions s where s.id = login and s.user_id = uid;
  end if;

  -- Signing in anew takes a removed device back; its old login does not, under no other device's name either.
  if (known.removed_at is not null and (login_began > known.removed_at) is not true)
    or exists (
      select from baton.device_sessions s
      join public.devices d on d.user_id = s.user_id and d.id = s.device_id
      where s.session_id = login and s.user_id = uid and d.removed_at >= coalesce(login_began, d.removed_at)
    )
  then
    raise sqlstate 'PT403' using message = 'device_removed', detail = 'This device was signed out from another one.';
  end if;

  if login is not null and login_began is null then
    raise sqlstate 'PT401' using message = 'session_ended', detail = 'This login has ended: sign in again.';
  end if;

  perform baton.settle();
  -- Before any other row, as every writer does.
  if writing then
    select h.* into heads from public.sync_heads h where h.user_id = uid for no key update;
  else
    select h.* into heads from public.sync_heads h where h.user_id = uid;
  end if;

  if own_device is null then
    return heads;
  end if;

  if known.id is null then
    insert into public.devices (user_id, id, name, platform)
    values (uid, own_device, coalesce(nullif(given_name, ''), 'Browser'), coalesce(given_platform, ''))
    on conflict (user_id, id) do nothing;
  elsif known.last_seen < now() - interval '1 hour'
    or known.removed_at is not null
    or known.name <> coalesce(nullif(given_name, ''), known.name)
    or known.platform <> coalesce(given_platform, known.platform)
  then
    update public.devices d
    set
      name = coalesce(nullif(given_name, ''), d.name),
      platform = coalesce(given_platform, d.platform),
      last_seen = now(),
      removed_at = null
    where d.user_id = uid and d.id = own_device;
  end if;

  if login is not null then
    insert into baton.device_sessions as s (user_id, device_id, session_id)
    select uid, own_device, login
    where not exists (
      select from baton.device_sessions k
      where k.user_id = uid and k.device_id = own_device and k.session_id = login
    )
    on conflict (user_id, device_id) do update set session_id = excluded.session_id;
  end if;
  return heads;
end
$$;

comment on function baton.admit(jsonb, boolean) is
  'Lets the signed-in person''s device sync, and registers it: {"id", "name", "platform"}, or null for none. Returns their counter, locked where they want to write. Raises PT400, PT401 or PT403.';

revoke all on function baton.add_user(uuid, text, text) from public;
revoke all on function baton.admit(jsonb, boolean) from public;

grant execute on function baton.admit(jsonb, boolean) to authenticated;

-- Each takes one row as JSON and writes it with the caller's rights: `uid` is whose row it is to be, row-level
-- security decides. What it does not know stays as it is: an older client knows fewer columns. `cursor` is what the sender has seen: a row that loses there, and would
-- therefore not come back to it, gets a new seq.
create function baton.apply_task(uid uuid, given jsonb, cursor bigint) returns void
language plpgsql
set search_path = ''
as $$
declare
  known public.tasks;
  wanted public.tasks;
begin
  if jsonb_typeof(given -> 'edited') = 'object' then
    -- The time of an edit says something of the value that comes with it, and of no other.
    select given || jsonb_build_object('edited', coalesce(jsonb_object_agg(e.key, e.value), '{}')) into given
    from jsonb_each(given -> 'edited') as e
    where given ? e.key;
  end if;
  select t.* into known from public.tasks t where t.user_id = uid and t.id = (given ->> 'id')::uuid;
  if not found then
    wanted := jsonb_populate_record(
      null::public.tasks,
      jsonb_build_object(
        'estimated_pomodoros', 1, 'created_at', now(), 'is_active', true, 'position', '', 'edited', '{}'::jsonb
      ) || given || jsonb_build_object('user_id', uid, 'seq', 0, 'completed_pomodoros', 0)
    );
    insert into public.tasks values (wanted.*);
    return;
  end if;
  wanted := jsonb_populate_record(known, given || jsonb_build_object('user_id', uid, 'seq', known.seq));
  update public.tasks t
  set
    title = wanted.title,
    description = wanted.description,
    estimated_pomodoros = wanted.estimated_pomodoros,
    completed_at = wanted.completed_at,
    is_active = wanted.is_active,
    position = wanted.position,
    deleted_at = wanted.deleted_at,
    edited = coalesce(given -> 'edited', '{}')
  where t.user_id = uid and t.id = known.id;
  update public.tasks t
  set seq = 0
  where t.user_id = uid and t.id = known.id and t.seq <= cursor
    and (t.title, t.description, t.estimated_pomodoros, t.completed_at, t.is_active, t.position, t.deleted_at, t.edited)
    is distinct from (
      wanted.title, wanted.description, wanted.estimated_pomodoros, wanted.completed_at, wanted.is_active,
      wanted.position, wanted.deleted_at, wanted.edited
    );
end
$$;

comment on function baton.apply_task(uuid, jsonb, bigint) is 'Merges a task of the signed-in person, or adds it.';

create function baton.apply_settings(uid uuid, given jsonb, cursor bigint) returns void
language plpgsql
set search_path = ''
as $$
begin
  if (given ->> 'id')::uuid <> uid then
    raise insufficient_privilege using message = 'This row belongs to somebody else.';
  end if;
  update public.users u
  set pomodoro_settings = given -> 'pomodoro_settings', edited = coalesce(given -> 'edited', '{}')
  where u.id = uid;
  update public.users u
  set seq = 0
  where u.id = uid and u.seq <= cursor
    and not (u.pomodoro_settings @> (given -> 'pomodoro_settings') and u.edited @> coalesce(given -> 'edited', '{}'));
end
$$;

comment on function baton.apply_settings(uuid, jsonb, bigint) is 'Merges settings of the signed-in person: {"id", "pomodoro_settings", "edited"}.';

create function baton.apply_session(uid uuid, given jsonb) returns void
language plpgsql
set search_path = ''
as $$
declare
  known public.pomodoro_sessions;
  wanted public.pomodoro_sessions;
begin
  select s.* into known from public.pomodoro_sessions s where s.user_id = uid and s.id = (given ->> 'id')::uuid;
  if not found then
    wanted := jsonb_populate_record(
      null::public.pomodoro_sessions,
      '{"completed": false, "active_time": 0, "preset_type": "short", "rules": 0}'::jsonb
      || given || jsonb_build_object('user_id', uid, 'seq', 0)
    );
    insert into public.pomodoro_sessions values (wanted.*);
    return;
  end if;
  wanted := jsonb_populate_record(known, given || jsonb_build_object('user_id', uid, 'seq', known.seq));
  update public.pomodoro_sessions s
  set
    task_id = wanted.task_id,
    start_time = wanted.start_time,
    end_time = wanted.end_time,
    session_type = wanted.session_type,
    completed = wanted.completed,
    current_session_number = wanted.current_session_number,
    active_time = wanted.active_time,
    outcome = wanted.outcome,
    preset_type = wanted.preset_type,
    rules = wanted.rules
  where s.user_id = uid and s.id = known.id;
end
$$;

comment on function baton.apply_session(uuid, jsonb) is 'Writes a session of the signed-in person over the stored one, or adds it.';

create function baton.apply_checkpoint(uid uuid, given jsonb) returns void
language plpgsql
set search_path = ''
as $$
declare
  wanted public.pomodoro_checkpoints;
begin
  -- Looked for first, as a conflict would already have used a seq. The first one stays.
  if exists (
    select from public.pomodoro_checkpoints c where c.user_id = uid and c.id = (given ->> 'id')::uuid
  ) then
    return;
  end if;
  wanted := jsonb_populate_record(
    null::public.pomodoro_checkpoints,
    '{"added_time": 0, "is_paused": false}'::jsonb || given || jsonb_build_object('user_id', uid, 'seq', 0)
  );
  insert into public.pomodoro_checkpoints values (wanted.*) on conflict (user_id, id) do nothing;
end
$$;

comment on function baton.apply_checkpoint(uuid, jsonb) is 'Adds a checkpoint of the signed-in person, unless it is there.';

create function baton.apply_device(uid uuid, given jsonb) returns void
language plpgsql
set search_path = ''
as $$
begin
  update public.devices d
  set
    name = coalesce(given ->> 'name', d.name),
    platform = coalesce(given ->> 'platform', d.platform),
    removed_at = coalesce(d.removed_at, (given ->> 'removed_at')::timestamptz)
  where d.user_id = uid and d.id = (given ->> 'id')::uuid;
  if not found then
    insert into public.devices (user_id, id, name, platform, removed_at)
    values (
      uid, (given ->> 'id')::uuid, given ->> 'name', coalesce(given ->> 'platform', ''),
      (given ->> 'removed_at')::timestamptz
    );
  end if;
end
$$;

comment on function baton.apply_device(uuid, jsonb) is 'Names or removes a device of the signed-in person, or adds it.';

create function baton.apply(uid uuid, change jsonb, cursor bigint, stale boolean) returns void
language plpgsql
set search_path = ''
as $$
declare
  given jsonb := change -> 'row';
begin
  if jsonb_typeof(given) is distinct from 'object' or jsonb_typeof(change -> 'table') is distinct from 'string' then
    raise sqlstate 'PT400' using message = 'A change is an object with a table and a row.';
  end if;
  if given ->> 'id' is null then
    raise sqlstate 'PT400' using message = 'A row needs an id.';
  end if;
  if (given ->> 'user_id')::uuid <> uid then
    raise insufficient_privilege using message = 'This row belongs to somebody else.';
  end if;
  case change ->> 'table'
    when 'pomodoro_checkpoints' then perform baton.apply_checkpoint(uid, given);
    when 'pomodoro_sessions' then
      -- A device that missed rows for good has replayed half a history: its projection is worth nothing.
      if not stale then
        perform baton.apply_session(uid, given);
      end if;
    when 'tasks' then perform baton.apply_task(uid, given, cursor);
    when 'users' then perform baton.apply_settings(uid, given, cursor);
    when 'devices' then perform baton.apply_device(uid, given);
    else raise sqlstate 'PT400' using message = format('This server knows no table "%s".', left(change ->> 'table', 40));
  end case;
end
$$;

comment on function baton.apply(uuid, jsonb, bigint, boolean) is 'Writes one change, {"table", "row"}, as the signed-in person. Raises what is wrong with it.';

revoke all on function baton.apply_task(uuid, jsonb, bigint) from public;
revoke all on function baton.apply_settings(uuid, jsonb, bigint) from public;
revoke all on function baton.apply_session(uuid, jsonb) from public;
revoke all on function baton.apply_checkpoint(uuid, jsonb) from public;
revoke all on function baton.apply_device(uuid, jsonb) from public;
revoke all on function baton.apply(uuid, jsonb, bigint, boolean) from public;

grant execute on function baton.apply_task(uuid, jsonb, bigint) to authenticated;
grant execute on function baton.apply_settings(uuid, jsonb, bigint) to authenticated;
grant execute on function baton.apply_session(uuid, jsonb) to authenticated;
grant execute on function baton.apply_checkpoint(uuid, jsonb) to authenticated;
grant execute on function baton.apply_device(uuid, jsonb) to authenticated;
grant execute on function baton.apply(uuid, jsonb, bigint, boolean) to authenticated;

-- Whether a change that failed is to blame for it. A deadlock, a full disk or a timeout passes, and the caller
-- tries again; a row that the constraints refuse is refused for ever.
create function baton.is_refusal(state text) returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  return left(state, 2) in ('22', '23', '54', 'PT') or state = '42501';
end
$$;

comment on function baton.is_refusal(text) is 'Whether an SQLSTATE says that the row itself is wrong.';

-- A sentence for a person: that of the constraint, where one was broken.
create function baton.reason(state text, message text, relation text, rule text, field text) returns text
language sql
stable
set search_path = ''
as $$
  select coalesce(
    (
      select obj_description(c.oid, 'pg_constraint')
      from pg_catalog.pg_constraint c
      where c.conname = rule and c.conrelid = to_regclass(format('public.%I', relation))
    ),
    case
      when state = '23502' then format('The field "%s" is missing.', field)
      when state in ('PT400', '42501') and message not like 'new row violates%' then message
      when state = '42501' then 'This row belongs to somebody else.'
      when left(state, 2) = '22' then format('A field has a value of the wrong kind (%s).', left(message, 200))
      else format('The server refused this row (%s).', left(message, 200))
    end
  );
$$;

comment on function baton.reason(text, text, text, text, text) is 'Why a row was refused, as a sentence for a person.';

create function public.sync(cursor bigint default 0, changes jsonb default '[]', device jsonb default null)
returns jsonb
language plpgsql
security invoker
set search_path = ''
set lock_timeout = '3s'
as $$
#variable_conflict use_variable
declare
  uid uuid := auth.uid();
  seen bigint := coalesce(cursor, 0);
  writing boolean := changes <> '[]';
  heads public.sync_heads;
  stale boolean;
  failed boolean := false;
  change jsonb;
  rejected jsonb := '[]';
  state text;
  message text;
  relation text;
  rule text;
  field text;
  found_rows jsonb[];
  more boolean;
  next_cursor bigint;
begin
  if uid is null then
    raise sqlstate 'PT401' using message = 'signed_out', detail = 'Nobody is signed in.';
  end if;
  if seen < 0 then
    raise sqlstate 'PT400' using message = 'bad_cursor', detail = 'A cursor is a number from 0.';
  end if;
  if jsonb_typeof(changes) is distinct from 'array' then
    raise sqlstate 'PT400' using message = 'bad_changes', detail = 'Changes are a list of objects with a table and a row.';
  end if;
  if jsonb_array_length(changes) > 200 then
    raise sqlstate 'PT413' using message = 'too_many_changes', detail = 'One call carries at most 200 changes.';
  end if;
  if pg_column_size(changes) > 16777216 then
    raise sqlstate 'PT413' using message = 'too_much', detail = 'One call carries at most 16 MB of changes.';
  end if;

  begin
    heads := baton.admit(device, writing);
  exception
    when lock_not_available then
      raise sqlstate 'PT423' using message = 'busy', detail = 'Another change to this account is being written. Try again.';
  end;

  if seen > heads.head then
    -- Seen more than there is: the server was restored from a backup.
    heads := baton.renew_epoch();
  end if;
  stale := seen > 0 and seen < heads.horizon;

  if writing then
    perform set_config('baton.syncing', 'on', true);
    begin
      for change in select c.value from jsonb_array_elements(changes) as c loop
        perform baton.apply(uid, change, seen, stale);
      end loop;
    exception
      when others then
        get stacked diagnostics state = returned_sqlstate;
        if not baton.is_refusal(state) then
          raise;
        end if;
        failed := true;
    end;
    if failed then
      -- One of them is bad, and has taken the others back with it: now each by itself.
      for change in select c.value from jsonb_array_elements(changes) as c loop
        begin
          perform baton.apply(uid, change, seen, stale);
        exception
          when others then
            get stacked diagnostics state = returned_sqlstate, message = message_text,
              relation = table_name, rule = constraint_name, field = column_name;
            if not baton.is_refusal(state) then
              raise;
            end if;
            rejected := rejected || jsonb_build_object(
              'table', left(change ->> 'table', 40),
              'id', left(change -> 'row' ->> 'id', 40),
              'code', state,
              'reason', baton.reason(state, message, relation, rule, field)
            );
        end;
      end loop;
    end if;
    perform set_config('baton.syncing', '', true);
    perform baton.settle();
    select h.* into heads from public.sync_heads h where h.user_id = uid;
  end if;

  if stale then
    -- Another epoch than any it has seen makes the device pull afresh.
    return jsonb_build_object(
      'head', heads.head, 'rows', '[]'::jsonb, 'more', true, 'cursor', 0, 'rejected', rejected,
      'server_time', clock_timestamp(), 'epoch', gen_random_uuid()
    );
  end if;
  found_rows := array(select baton.rows_after(uid, seen, 501));
  more := cardinality(found_rows) > 500;
  found_rows := found_rows[1:500];
  next_cursor := coalesce((found_rows[cardinality(found_rows)] -> 'row' ->> 'seq')::bigint, 0);
  if not more then
    next_cursor := greatest(next_cursor, heads.head);
  end if;
  return jsonb_build_object(
    'head', greatest(heads.head, next_cursor), 'rows', to_jsonb(found_rows), 'more', more, 'cursor', next_cursor,
    'rejected', rejected, 'server_time', clock_timestamp(), 'epoch', heads.epoch
  );
end
$$;

comment on function public.sync(bigint, jsonb, jsonb) is
  'The one verb of syncing: writes at most 200 changes [{"table", "row"}], each by itself, and returns at most 500 rows behind the cursor: {"head", "rows", "more", "cursor", "rejected", "server_time", "epoch"}. Raises PT400, PT401, PT403, PT413 or PT423.';

create function baton.renew_epoch() returns public.sync_heads
language plpgsql
security definer
set search_path = ''
as $$
declare
  heads public.sync_heads;
  uid uuid := auth.uid();
begin
  update public.sync_heads h set epoch = gen_random_uuid() where h.user_id = uid returning h.* into heads;
  return heads;
end
$$;

comment on function baton.renew_epoch() is 'Makes all devices of the signed-in person pull afresh.';

revoke all on function baton.is_refusal(text) from public;
revoke all on function baton.reason(text, text, text, text, text) from public;
revoke all on function baton.renew_epoch() from public;
revoke all on function public.sync(bigint, jsonb, jsonb) from public, anon;

grant execute on function baton.is_refusal(text) to authenticated;
grant execute on function baton.reason(text, text, text, text, text) to authenticated;
grant execute on function baton.renew_epoch() to authenticated;
grant execute on function public.sync(bigint, jsonb, jsonb) to authenticated, service_role;

create function baton.on_sign_up() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform baton.add_user(new.id, new.email, new.raw_user_meta_data ->> 'username');
  return null;
end
$$;

comment on function baton.on_sign_up() is 'Trigger: makes the row of a person who signed up.';

create function baton.on_new_address() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.users u
  set email = case
    when exists (select from public.users o where o.email = new.email and o.id <> new.id) then null
    else new.email
  end
  where u.id = new.id;
  return null;
end
$$;

comment on function baton.on_new_address() is 'Trigger: copies a changed e-mail address.';

create trigger baton_sign_up after insert on auth.users
for each row execute function baton.on_sign_up();

create trigger baton_new_address after update of email on auth.users
for each row
when (old.email is distinct from new.email)
execute function baton.on_new_address();

create function baton.erase_account() returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
begin
  if uid is null then
    raise sqlstate 'PT401' using message = 'signed_out', detail = 'Nobody is signed in.';
  end if;
  -- The counter first, as every writer does: then nobody is half way through writing.
  perform from public.sync_heads h where h.user_id = uid for no key update;
  perform baton.send('{}', 'account_deleted', uid);
  delete from auth.users a where a.id = uid;
end
$$;

comment on function baton.erase_account() is 'Deletes the signed-in person, and with them all that is theirs.';

create function public.delete_account() returns void
language sql
security invoker
set search_path = ''
as $$
  select baton.erase_account();
$$;

comment on function public.delete_account() is
  'Deletes the account of the caller with everything in it, and tells their other devices (event account_deleted).';

create function public.export_account() returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
begin
  if uid is null then
    raise sqlstate 'PT401' using message = 'signed_out', detail = 'Nobody is signed in.';
  end if;
  return jsonb_build_object(
    'format', 'baton-1',
    'exported_at', clock_timestamp(),
    'users', (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from public.users t where t.id = uid),
    'tasks', (select coalesce(jsonb_agg(to_jsonb(t) order by t.position, t.id), '[]') from public.tasks t where t.user_id = uid),
    'pomodoro_sessions', (
      select coalesce(jsonb_agg(to_jsonb(t) order by t.start_time, t.id), '[]')
      from public.pomodoro_sessions t where t.user_id = uid
    ),
    'pomodoro_checkpoints', (
      select coalesce(jsonb_agg(to_jsonb(t) order by t.timestamp, t.generation, t.id), '[]')
      from public.pomodoro_checkpoints t where t.user_id = uid
    ),
    'devices', (select coalesce(jsonb_agg(to_jsonb(t) order by t.created_at, t.id), '[]') from public.devices t where t.user_id = uid)
  );
end
$$;

comment on function public.export_account() is 'Everything that is stored of the caller, as one JSON document.';

create function public.remove_device(device uuid) returns void
language plpgsql
security invoker
set search_path = ''
as $$
begin
  update public.devices d
  set removed_at = coalesce(d.removed_at, now())
  where d.user_id = (select auth.uid()) and d.id = remove_device.device;
  if not found then
    raise sqlstate 'PT404' using message = 'unknown_device', detail = 'There is no such device.';
  end if;
end
$$;

comment on function public.remove_device(uuid) is
  'Signs a device of the caller out from afar: its login ends, its sync() gets PT403, and its open browser hears of it.';

revoke all on function baton.on_sign_up() from public;
revoke all on function baton.on_new_address() from public;
revoke all on function baton.erase_account() from public;
revoke all on function public.delete_account() from public, anon;
revoke all on function public.export_account() from public, anon;
revoke all on function public.remove_device(uuid) from public, anon;

grant execute on function baton.erase_account() to authenticated;
grant execute on function public.delete_account() to authenticated;
grant execute on function public.export_account() to authenticated;
grant execute on function public.remove_device(uuid) to authenticated;

-- The sessions that a person's checkpoints are about: when each began, and when it was over for good.
create function baton.runs(owner uuid, age interval)
returns table (session_id uuid, first_act timestamptz, over_at timestamptz)
language sql
stable
set search_path = ''
as $$
  select
    c.session_id,
    min(c.timestamp),
    case
      -- The session in the slot, and what it hangs on, is among the newest acts.
      when bool_or(c.place <= 50) or max(s.outcome) in ('running', 'paused') then 'infinity'
      -- One that no device wrote down, such as a session known by a stray pause only.
      when max(s.outcome) is null then max(c.timestamp) + age
      else greatest(max(c.timestamp), max(s.end_time))
    end
  from (
    select k.session_id, k.timestamp, row_number() over (order by k.timestamp desc, k.generation desc) as place
    from public.pomodoro_checkpoints k where k.user_id = owner
  ) as c
  left join public.pomodoro_sessions s on s.user_id = owner and s.id = c.session_id
  group by c.session_id;
$$;

comment on function baton.runs(uuid, interval) is 'The sessions that a person''s checkpoints are about, with their first act and the instant they were over.';

-- Checkpoints of sessions that ended more than `age` ago go, by whole session and never a hole: all that were
-- over before the first act of whatever has to stay. So the replay of what is left says what it said before.
create function baton.retain_person(owner uuid, age interval) returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  cut timestamptz := now() - age;
  run record;
  gone bigint;
  marks bigint;
  acts integer;
  tasks integer;
begin
  for run in select r.first_act, r.over_at from baton.runs(owner, age) as r order by r.over_at desc loop
    exit when run.over_at < cut;
    cut := least(cut, run.first_act);
  end loop;

  with removed as (
    delete from public.pomodoro_checkpoints c
    using baton.runs(owner, age) r
    where c.user_id = owner and c.session_id = r.session_id and r.over_at < cut
    returning c.seq
  )
  select max(seq), count(*) into gone, acts from removed;

  -- A mark goes when every device in use has been seen after it.
  with removed as (
    delete from public.tasks t
    where t.user_id = owner
      and t.deleted_at < now() - age
      and not exists (
        select from public.devices d
        where d.user_id = owner and d.removed_at is null
          and d.last_seen > now() - interval '1 year' and d.last_seen < t.deleted_at + interval '2 hours'
      )
    returning t.seq
  )
  select max(seq), count(*) into marks, tasks from removed;

  update public.sync_heads h
  set horizon = greatest(h.horizon, gone, marks), retained_at = now()
  where h.user_id = owner;
  return acts + tasks;
end
$$;

comment on function baton.retain_person(uuid, interval) is 'Removes old checkpoints and deletion marks of one person; returns how many rows.';

create function baton.retain(people integer default 200, age interval default interval '30 days') returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  owner uuid;
  amount integer := 0;
begin
  -- Who is writing just now is left for the next time.
  for owner in
    select h.user_id from public.sync_heads h
    where h.retained_at is null or h.retained_at < now() - interval '20 hours'
    order by h.retained_at nulls first
    limit people
    for no key update skip locked
  loop
    amount := amount + baton.retain_person(owner, age);
  end loop;
  return amount;
end
$$;

comment on function baton.retain(integer, interval) is
  'Retention for the people it has not looked at for the longest time; returns how many rows it removed. Short, so that it can run often.';

create function baton.schedule_retention() returns text
language plpgsql
set search_path = ''
as $$
begin
  if not exists (select from pg_catalog.pg_extension where extname = 'pg_cron') then
    return 'pg_cron is not installed here: nothing was scheduled.';
  end if;
  execute $cron$select cron.schedule('baton-retention', '*/5 * * * *', 'select baton.retain()')$cron$;
  return 'Retention runs every five minutes.';
end
$$;

comment on function baton.schedule_retention() is 'Has pg_cron call baton.retain(), where pg_cron is installed. Says what it did.';

revoke all on function baton.runs(uuid, interval) from public;
revoke all on function baton.retain_person(uuid, interval) from public;
revoke all on function baton.retain(integer, interval) from public;
revoke all on function baton.schedule_retention() from public;


-- Migration 20261122120100_schedule_retention
-- A job and an extension are no part of the model. Hosted projects have pg_cron; elsewhere this does nothing,
-- and whoever wants the retention calls baton.retain() from outside.
do $$
begin
  if exists (select from pg_catalog.pg_available_extensions where name = 'pg_cron') then
    create extension if not exists pg_cron;
  end if;
exception
  when others then
    raise notice 'pg_cron cannot be installed here: %', sqlerrm;
end
$$;

select baton.schedule_retention();


-- Migration 20261123044049_keep_begins
SET local check_function_bodies = off;

CREATE OR REPLACE FUNCTION baton.prepare_checkpoint()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  current_instant timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  new.timestamp := date_trunc('milliseconds', new.timestamp);
  -- An automatic act is of the instant at which another phase ended and would be void at any other. The clock that
  -- named it may be fast by half of the longest round trip, which is 15 s.
  if new.checkpoint_type <> 'begin' or new.timestamp > current_instant + interval '10 seconds' then
    new.timestamp := least(new.timestamp, current_instant);
  end if;
  -- Not least() again: that takes no time at all for a time.
  if new.last_active > current_instant then
    new.last_active := current_instant;
  end if;
  return new;
end
$function$;

COMMENT ON FUNCTION "baton"."prepare_checkpoint"() IS 'Trigger: moves times in the future back to now, but for that of a begin within ten seconds.';


-- Migration 20261129040143_keep_what_follows
SET local check_function_bodies = off;

CREATE OR REPLACE FUNCTION baton.runs (
  owner uuid,
  age   interval
)
  RETURNS TABLE (
    session_id uuid,
    first_act  timestamp with time zone,
    over_at    timestamp with time zone
  )
  LANGUAGE sql
  STABLE
  SET search_path TO ''
  AS $function$
  with acts as (
    select
      k.session_id, k.follows, k.timestamp,
      row_number() over (order by k.timestamp desc, k.generation desc) as place
    from public.pomodoro_checkpoints k where k.user_id = owner
  ),
  spans as (
    select a.session_id, min(a.timestamp) as first_act, max(a.timestamp) as last_act, min(a.place) as place
    from acts a group by a.session_id
  ),
  -- What follows a session may vouch for it, so it stays for as long.
  followed as (
    select a.follows as session_id, min(f.first_act) as first_act
    from acts a join spans f on f.session_id = a.session_id
    where a.follows is not null group by a.follows
  )
  select
    c.session_id,
    least(c.first_act, f.first_act),
    case
      -- The session in the slot, and what it hangs on, is among the newest acts.
      when c.place <= 50 or s.outcome in ('running', 'paused') then 'infinity'
      -- One that no device wrote down, such as a session known by a stray pause only.
      when s.outcome is null then c.last_act + age
      else greatest(c.last_act, s.end_time)
    end
  from spans c
  left join followed f on f.session_id = c.session_id
  left join public.pomodoro_sessions s on s.user_id = owner and s.id = c.session_id;
$function$;


-- Migration 20261129041715_name_the_rule
SET local check_function_bodies = off;

CREATE OR REPLACE FUNCTION baton.apply (
  uid    uuid,
  change jsonb,
  cursor bigint,
  stale  boolean
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  given jsonb := change -> 'row';
begin
  if jsonb_typeof(given) is distinct from 'object' or jsonb_typeof(change -> 'table') is distinct from 'string' then
    raise sqlstate 'PT400' using message = 'A change is an object with a table and a row.';
  end if;
  if given ->> 'id' is null then
    raise sqlstate 'PT400' using message = 'A row needs an id.';
  end if;
  if (given ->> 'user_id')::uuid <> uid then
    raise insufficient_privilege using message = 'This row belongs to somebody else.';
  end if;
  case change ->> 'table'
    when 'pomodoro_checkpoints' then perform baton.apply_checkpoint(uid, given);
    when 'pomodoro_sessions' then
      -- A device that missed rows for good has replayed half a history: its projection is worth nothing.
      if not stale then
        perform baton.apply_session(uid, given);
      end if;
    when 'tasks' then perform baton.apply_task(uid, given, cursor);
    when 'users' then perform baton.apply_settings(uid, given, cursor);
    when 'devices' then perform baton.apply_device(uid, given);
    else raise sqlstate 'PT400' using
      message = format('This server knows no table "%s".', left(change ->> 'table', 40)), constraint = 'known_table';
  end case;
end
$function$;

CREATE OR REPLACE FUNCTION public.sync (
  cursor  bigint DEFAULT 0,
  changes jsonb  DEFAULT '[]'::jsonb,
  device  jsonb  DEFAULT NULL::jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SET search_path TO ''
  SET lock_timeout TO '3s'
  AS $function$
#variable_conflict use_variable
declare
  uid uuid := auth.uid();
  seen bigint := coalesce(cursor, 0);
  writing boolean := changes <> '[]';
  heads public.sync_heads;
  stale boolean;
  failed boolean := false;
  change jsonb;
  rejected jsonb := '[]';
  state text;
  message text;
  relation text;
  rule text;
  field text;
  found_rows jsonb[];
  more boolean;
  next_cursor bigint;
begin
  if uid is null then
    raise sqlstate 'PT401' using message = 'signed_out', detail = 'Nobody is signed in.';
  end if;
  if seen < 0 then
    raise sqlstate 'PT400' using message = 'bad_cursor', detail = 'A cursor is a number from 0.';
  end if;
  if jsonb_typeof(changes) is distinct from 'array' then
    raise sqlstate 'PT400' using message = 'bad_changes', detail = 'Changes are a list of objects with a table and a row.';
  end if;
  if jsonb_array_length(changes) > 200 then
    raise sqlstate 'PT413' using message = 'too_many_changes', detail = 'One call carries at most 200 changes.';
  end if;
  if pg_column_size(changes) > 16777216 then
    raise sqlstate 'PT413' using message = 'too_much', detail = 'One call carries at most 16 MB of changes.';
  end if;

  begin
    heads := baton.admit(device, writing);
  exception
    when lock_not_available then
      raise sqlstate 'PT423' using message = 'busy', detail = 'Another change to this account is being written. Try again.';
  end;

  if seen > heads.head then
    -- Seen more than there is: the server was restored from a backup.
    heads := baton.renew_epoch();
  end if;
  stale := seen > 0 and seen < heads.horizon;

  if writing then
    perform set_config('baton.syncing', 'on', true);
    begin
      for change in select c.value from jsonb_array_elements(changes) as c loop
        perform baton.apply(uid, change, seen, stale);
      end loop;
    exception
      when others then
        get stacked diagnostics state = returned_sqlstate;
        if not baton.is_refusal(state) then
          raise;
        end if;
        failed := true;
    end;
    if failed then
      -- One of them is bad, and has taken the others back with it: now each by itself.
      for change in select c.value from jsonb_array_elements(changes) as c loop
        begin
          perform baton.apply(uid, change, seen, stale);
        exception
          when others then
            get stacked diagnostics state = returned_sqlstate, message = message_text,
              relation = table_name, rule = constraint_name, field = column_name;
            if not baton.is_refusal(state) then
              raise;
            end if;
            rejected := rejected || jsonb_build_object(
              'table', left(change ->> 'table', 40),
              'id', left(change -> 'row' ->> 'id', 40),
              'code', state,
              'rule', nullif(rule, ''),
              'reason', baton.reason(state, message, relation, rule, field)
            );
        end;
      end loop;
    end if;
    perform set_config('baton.syncing', '', true);
    perform baton.settle();
    select h.* into heads from public.sync_heads h where h.user_id = uid;
  end if;

  if stale then
    -- Another epoch than any it has seen makes the device pull afresh.
    return jsonb_build_object(
      'head', heads.head, 'rows', '[]'::jsonb, 'more', true, 'cursor', 0, 'rejected', rejected,
      'server_time', clock_timestamp(), 'epoch', gen_random_uuid()
    );
  end if;
  found_rows := array(select baton.rows_after(uid, seen, 501));
  more := cardinality(found_rows) > 500;
  found_rows := found_rows[1:500];
  next_cursor := coalesce((found_rows[cardinality(found_rows)] -> 'row' ->> 'seq')::bigint, 0);
  if not more then
    next_cursor := greatest(next_cursor, heads.head);
  end if;
  return jsonb_build_object(
    'head', greatest(heads.head, next_cursor), 'rows', to_jsonb(found_rows), 'more', more, 'cursor', next_cursor,
    'rejected', rejected, 'server_time', clock_timestamp(), 'epoch', heads.epoch
  );
end
$function$;


-- The history of the migrations

create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);

-- The rows, past every trigger

set session_replication_role = replica;

insert into auth.audit_log_entries (id, payload, created_at, ip_address) overriding system value values
  ('01a22ee1-5dba-74e1-980c-f01962ce8b51', '{"action":"login","actor_id":"01a22ee1-5be8-7038-8646-79417986b67f","actor_username":"previous@baton.example","actor_via_sso":false,"log_type":"account","traits":{"provider":"email"}}', '2026-11-30 23:54:11.258+00', ''),
  ('01a22ee1-5dc3-72eb-8a3b-fb940a46de7e', '{"action":"user_signedup","actor_id":"01a22ee1-5be8-7038-8646-79417986b67f","actor_username":"previous@baton.example","actor_via_sso":false,"log_type":"team","traits":{"provider":"email"}}', '2026-11-30 23:54:11.267+00', ''),
  ('01a22ee1-61e8-7538-b59d-22d79480e73c', '{"action":"login","actor_id":"01a22ee1-5be8-7038-8646-79417986b67f","actor_username":"previous@baton.example","actor_via_sso":false,"log_type":"account","traits":{"provider":"email"}}', '2026-11-30 23:54:12.328+00', ''),
  ('01a22ee1-8929-72bc-a2ec-71054ae67ec9', '{"action":"token_refreshed","actor_id":"01a22ee1-5be8-7038-8646-79417986b67f","actor_username":"previous@baton.example","actor_via_sso":false,"log_type":"token"}', '2026-11-30 23:54:22.377+00', ''),
  ('01a22ee1-892a-703f-94e8-626fbaa74b2f', '{"action":"token_revoked","actor_id":"01a22ee1-5be8-7038-8646-79417986b67f","actor_username":"previous@baton.example","actor_via_sso":false,"log_type":"token"}', '2026-11-30 23:54:22.378+00', ''),
  ('01a22ee1-8a69-7032-b3c8-31c26be4862f', '{"action":"token_refreshed","actor_id":"01a22ee1-5be8-7038-8646-79417986b67f","actor_username":"previous@baton.example","actor_via_sso":false,"log_type":"token"}', '2026-11-30 23:54:22.697+00', ''),
  ('01a22ee1-8a71-7349-a08f-01acfe17b4ad', '{"action":"token_revoked","actor_id":"01a22ee1-5be8-7038-8646-79417986b67f","actor_username":"previous@baton.example","actor_via_sso":false,"log_type":"token"}', '2026-11-30 23:54:22.705+00', ''),
  ('01a22ee1-afd9-731d-b8bc-aef646c93dbb', '{"action":"logout","actor_id":"01a22ee1-5be8-7038-8646-79417986b67f","actor_username":"previous@baton.example","actor_via_sso":false,"log_type":"account"}', '2026-11-30 23:54:32.281+00', ''),
  ('01a22ee1-b010-77d9-9ff4-69f23060a7c4', '{"action":"token_refreshed","actor_id":"01a22ee1-5be8-7038-8646-79417986b67f","actor_username":"previous@baton.example","actor_via_sso":false,"log_type":"token"}', '2026-11-30 23:54:32.336+00', ''),
  ('01a22ee1-b01b-74f9-b128-55fbbd083adf', '{"action":"token_revoked","actor_id":"01a22ee1-5be8-7038-8646-79417986b67f","actor_username":"previous@baton.example","actor_via_sso":false,"log_type":"token"}', '2026-11-30 23:54:32.347+00', ''),
  ('01a22ee1-b027-765f-8c88-734dbceada65', '{"action":"login","actor_id":"01a22ee1-5be8-7038-8646-79417986b67f","actor_username":"previous@baton.example","actor_via_sso":false,"log_type":"account","traits":{"provider":"email"}}', '2026-11-30 23:54:32.359+00', '');

insert into auth.identities (id, provider, provider_id, user_id, identity_data, last_sign_in_at, created_at, updated_at) overriding system value values
  ('01a22ee1-5da8-71f6-a606-5f884ef89666', 'email', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-5be8-7038-8646-79417986b67f', '{"sub": "01a22ee1-5be8-7038-8646-79417986b67f", "email": "previous@baton.example", "email_verified": false, "phone_verified": false}', '2026-11-30 23:54:11.24+00', '2026-11-30 23:54:11.24+00', '2026-11-30 23:54:11.24+00'),
  ('4726d331-48e1-4b59-8e76-2e7974fbf250', 'email', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000001', '{"sub": "0193d000-0000-7000-8000-000000000001", "email": "demo@example.test"}', '2026-11-30 23:54:35.712392+00', '2026-11-30 23:54:35.712392+00', '2026-11-30 23:54:35.712392+00');

insert into auth.refresh_tokens (id, token, user_id, session_id, revoked, parent, created_at, updated_at) overriding system value values
  ('01a22ee1-5db7-71b8-9922-11cd2dcefa98', 'fake-refresh-3', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-5db4-7495-b41c-b196a11dbfce', 'true', NULL, '2026-11-30 23:54:11.255+00', '2026-11-30 23:54:22.354+00'),
  ('01a22ee1-8927-702e-9977-776d0dbfdce7', 'fake-refresh-5', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-5db4-7495-b41c-b196a11dbfce', 'true', 'fake-refresh-3', '2026-11-30 23:54:22.375+00', '2026-11-30 23:54:32.054+00'),
  ('01a22ee1-b001-7239-9d5a-6ca4991d114b', 'fake-refresh-1', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-5db4-7495-b41c-b196a11dbfce', 'false', 'fake-refresh-5', '2026-11-30 23:54:32.321+00', '2026-11-30 23:54:32.321+00'),
  ('01a22ee1-b01b-74f9-b128-5c3508543cc9', 'fake-refresh-2', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-b012-70ed-8111-201df5e8a404', 'false', NULL, '2026-11-30 23:54:32.347+00', '2026-11-30 23:54:32.347+00');

insert into auth.sessions (id, user_id, not_after, refreshed_at, user_agent, ip, tag, refresh_token_hmac_key, refresh_token_counter, scopes, created_at, updated_at, aal, factor_id) overriding system value values
  ('01a22ee1-5db4-7495-b41c-b196a11dbfce', '01a22ee1-5be8-7038-8646-79417986b67f', NULL, '2026-11-30 23:54:32.054', NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-30 23:54:11.252+00', '2026-11-30 23:54:32.054+00', 'aal1', NULL),
  ('01a22ee1-b012-70ed-8111-201df5e8a404', '01a22ee1-5be8-7038-8646-79417986b67f', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-30 23:54:32.338+00', '2026-11-30 23:54:32.338+00', 'aal1', NULL);

insert into auth.users (id, aud, role, email, encrypted_password, phone, email_confirmed_at, invited_at, confirmation_token, confirmation_sent_at, recovery_token, recovery_sent_at, email_change, email_change_token_new, email_change_token_current, email_change_sent_at, email_change_confirm_status, phone_confirmed_at, phone_change, phone_change_token, phone_change_sent_at, reauthentication_token, reauthentication_sent_at, raw_app_meta_data, raw_user_meta_data, banned_until, deleted_at, is_sso_user, is_anonymous, last_sign_in_at, created_at, updated_at) overriding system value values
  ('0193d000-0000-7000-8000-000000000001', 'authenticated', 'authenticated', 'demo@example.test', '$2a$06$vt3GsLBJNiZMuCqA0FDpC.qg2V1B24diL6cpdd1hVbOY.wAdZUPGy', NULL, '2026-11-30 23:54:35.712392+00', NULL, '', NULL, '', NULL, '', '', NULL, NULL, '0', NULL, NULL, NULL, NULL, NULL, NULL, '{"provider": "email", "providers": ["email"]}', '{"username": "demo"}', NULL, NULL, 'false', 'false', NULL, '2026-11-30 23:54:35.712392+00', '2026-11-30 23:54:35.712392+00'),
  ('01a22ee1-5be8-7038-8646-79417986b67f', 'authenticated', 'authenticated', 'previous@baton.example', '$2b$10$cXLhndOy2hTyXkznA0m4J.nZPD7seDdNWniCC.3XQ7QR4dkUObGQa', NULL, '2026-11-30 23:54:11.18+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '0', NULL, NULL, NULL, NULL, NULL, NULL, '{"provider": "email", "providers": ["email"]}', '{"sub": "01a22ee1-5be8-7038-8646-79417986b67f", "email": "previous@baton.example", "email_verified": true, "phone_verified": false}', NULL, NULL, 'false', 'false', '2026-11-30 23:54:32.054+00', '2026-11-30 23:54:11.18+00', '2026-11-30 23:54:32.358+00');

insert into baton.device_sessions (user_id, device_id, session_id) overriding system value values
  ('01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-1190-74a7-a128-cffa2a46943b', '01a22ee1-5db4-7495-b41c-b196a11dbfce'),
  ('01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', '01a22ee1-b012-70ed-8111-201df5e8a404');

insert into public.devices (id, user_id, name, platform, created_at, last_seen, removed_at, seq) overriding system value values
  ('01a22ee1-1190-74a7-a128-cffa2a46943b', '01a22ee1-5be8-7038-8646-79417986b67f', 'Chromium · Linux', 'Linux', '2026-11-30 23:54:11.640881+00', '2026-11-30 23:54:11.640881+00', NULL, '2'),
  ('01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', '01a22ee1-5be8-7038-8646-79417986b67f', 'Firefox · Linux', 'Linux', '2026-11-30 23:54:12.45802+00', '2026-11-30 23:54:12.45802+00', NULL, '21');

insert into public.pomodoro_checkpoints (id, user_id, session_id, parent_id, follows, device_id, checkpoint_type, "timestamp", generation, session_type, task_id, round_number, preset_type, plan, remaining_time, added_time, is_paused, last_active, seq) overriding system value values
  ('01a22ee1-3120-7277-9c54-7da2948ce896', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-3121-7f9e-868c-ce5d528e7c69', NULL, NULL, '01a22ee1-1190-74a7-a128-cffa2a46943b', 'start', '2026-11-30 23:53:59.84+00', '1', 'work', '01a22ee1-2fa8-754d-9f3b-0de3b135650f', '1', 'short', '{"long_break": 0.2, "short_break": 0.2, "work_duration": 0.1, "sessions_before_long_break": 4}', '6000', '0', 'false', '2026-11-30 23:53:59.841+00', '8'),
  ('01a22ee1-33ba-739f-828a-563002d8e6c6', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-33ba-75ed-8087-352907b5008d', NULL, NULL, '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'start', '2026-11-30 23:54:00.501+00', '1', 'work', '01a22ee1-3058-7fa2-8a84-dbcf0f3c80a1', '1', 'short', '{"long_break": 0.2, "short_break": 0.2, "work_duration": 0.1, "sessions_before_long_break": 4}', '6000', '0', 'false', '2026-11-30 23:54:00.506+00', '27'),
  ('01a22ee1-4b7c-7bf2-9677-7566c3ee3455', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4b7c-7da0-b732-fc9139fd3e40', '01a22ee1-3120-7277-9c54-7da2948ce896', '01a22ee1-3121-7f9e-868c-ce5d528e7c69', '01a22ee1-1190-74a7-a128-cffa2a46943b', 'start', '2026-11-30 23:54:06.588+00', '2', 'short_break', '01a22ee1-2fa8-754d-9f3b-0de3b135650f', '1', 'short', '{"long_break": 0.2, "short_break": 0.2, "work_duration": 0.1, "sessions_before_long_break": 4}', '12000', '0', 'false', '2026-11-30 23:54:06.589+00', '9'),
  ('01a22ee1-4bb5-7d2e-b974-7ba6172089c4', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4b7c-7da0-b732-fc9139fd3e40', '01a22ee1-4b7c-7bf2-9677-7566c3ee3455', NULL, '01a22ee1-1190-74a7-a128-cffa2a46943b', 'skip', '2026-11-30 23:54:06.643+00', '3', 'short_break', '01a22ee1-2fa8-754d-9f3b-0de3b135650f', '1', 'short', '{"long_break": 0.2, "short_break": 0.2, "work_duration": 0.1, "sessions_before_long_break": 4}', '11945', '0', 'false', '2026-11-30 23:54:06.645+00', '10'),
  ('01a22ee1-4c1c-7ae9-9577-3d62997c2421', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4c1c-75a7-9206-040bf524a1f5', '01a22ee1-4bb5-7d2e-b974-7ba6172089c4', '01a22ee1-4b7c-7da0-b732-fc9139fd3e40', '01a22ee1-1190-74a7-a128-cffa2a46943b', 'start', '2026-11-30 23:54:06.747+00', '4', 'work', '01a22ee1-2fa8-754d-9f3b-0de3b135650f', '2', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1500000', '0', 'false', '2026-11-30 23:54:06.748+00', '11'),
  ('01a22ee1-4ca1-7451-8c1c-e71cd59bbad7', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4ca1-7361-b378-958313d04683', '01a22ee1-33ba-739f-828a-563002d8e6c6', '01a22ee1-33ba-75ed-8087-352907b5008d', '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'start', '2026-11-30 23:54:06.879+00', '2', 'short_break', '01a22ee1-3058-7fa2-8a84-dbcf0f3c80a1', '1', 'short', '{"long_break": 0.2, "short_break": 0.2, "work_duration": 0.1, "sessions_before_long_break": 4}', '12000', '0', 'false', '2026-11-30 23:54:06.881+00', '28'),
  ('01a22ee1-4cfe-7ef5-b70c-f952c25c7827', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4ca1-7361-b378-958313d04683', '01a22ee1-4ca1-7451-8c1c-e71cd59bbad7', NULL, '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'skip', '2026-11-30 23:54:06.973+00', '3', 'short_break', '01a22ee1-3058-7fa2-8a84-dbcf0f3c80a1', '1', 'short', '{"long_break": 0.2, "short_break": 0.2, "work_duration": 0.1, "sessions_before_long_break": 4}', '11906', '0', 'false', '2026-11-30 23:54:06.975+00', '29'),
  ('01a22ee1-4d40-7290-b8a9-31e7b909eed2', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4d40-756f-ad37-1921c84dd196', '01a22ee1-4c1c-7ae9-9577-3d62997c2421', '01a22ee1-4c1c-75a7-9206-040bf524a1f5', '01a22ee1-1190-74a7-a128-cffa2a46943b', 'start', '2026-11-30 23:54:07.035+00', '5', 'work', '01a22ee1-2fce-72a2-924f-a2116ff38d75', '2', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1500000', '0', 'false', '2026-11-30 23:54:07.043+00', '12'),
  ('01a22ee1-4d70-77ae-a38d-f3d3e7203575', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4d70-7882-8ec9-8eeca8184c95', '01a22ee1-4cfe-7ef5-b70c-f952c25c7827', '01a22ee1-4ca1-7361-b378-958313d04683', '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'start', '2026-11-30 23:54:07.087+00', '4', 'work', '01a22ee1-3058-7fa2-8a84-dbcf0f3c80a1', '2', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1500000', '0', 'false', '2026-11-30 23:54:07.089+00', '30'),
  ('01a22ee1-4dbd-796f-8c05-935d76afe207', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4dbd-763f-b526-8648d3927ab6', '01a22ee1-4d70-77ae-a38d-f3d3e7203575', '01a22ee1-4d70-7882-8ec9-8eeca8184c95', '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'start', '2026-11-30 23:54:07.163+00', '5', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '2', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1500000', '0', 'false', '2026-11-30 23:54:07.167+00', '31'),
  ('01a22ee1-4e01-7dbc-919d-9518bf5fcb50', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4dbd-763f-b526-8648d3927ab6', '01a22ee1-4dbd-796f-8c05-935d76afe207', NULL, '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'stop', '2026-11-30 23:54:07.232+00', '6', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '2', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1499931', '0', 'false', '2026-11-30 23:54:07.234+00', '32'),
  ('01a22ee1-4e58-7e69-bc14-c8a753f8fdd4', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4e58-7ccb-b826-671440c615ad', '01a22ee1-4e01-7dbc-919d-9518bf5fcb50', '01a22ee1-4dbd-763f-b526-8648d3927ab6', '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'start', '2026-11-30 23:54:07.317+00', '7', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '2', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1500000', '0', 'false', '2026-11-30 23:54:07.32+00', '33'),
  ('01a22ee1-4e7c-7881-b5bf-84a54420ba1b', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4d40-756f-ad37-1921c84dd196', '01a22ee1-4d40-7290-b8a9-31e7b909eed2', NULL, '01a22ee1-1190-74a7-a128-cffa2a46943b', 'stop', '2026-11-30 23:54:07.337+00', '6', 'work', '01a22ee1-2fce-72a2-924f-a2116ff38d75', '2', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1499698', '0', 'false', '2026-11-30 23:54:07.356+00', '13'),
  ('01a22ee1-4ef9-7640-bc7b-300b13b7b4f8', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4e58-7ccb-b826-671440c615ad', '01a22ee1-4e58-7e69-bc14-c8a753f8fdd4', NULL, '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'extend', '2026-11-30 23:54:07.475+00', '8', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '2', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1559842', '60000', 'false', '2026-11-30 23:54:07.482+00', '34'),
  ('01a22ee1-4f63-7c8f-a3c8-fa191998f3b6', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4e58-7ccb-b826-671440c615ad', '01a22ee1-4ef9-7640-bc7b-300b13b7b4f8', NULL, '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'pause', '2026-11-30 23:54:07.586+00', '9', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '2', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1559731', '0', 'true', '2026-11-30 23:54:07.588+00', '35'),
  ('01a22ee1-4f7e-7079-b994-e1980a39df8a', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4f7e-7f84-b7ce-05332b3f7d5b', '01a22ee1-4e7c-7881-b5bf-84a54420ba1b', '01a22ee1-4d40-756f-ad37-1921c84dd196', '01a22ee1-1190-74a7-a128-cffa2a46943b', 'start', '2026-11-30 23:54:07.611+00', '7', 'work', '01a22ee1-2fce-72a2-924f-a2116ff38d75', '2', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1500000', '0', 'false', '2026-11-30 23:54:07.623+00', '14'),
  ('01a22ee1-4fe9-78bb-8035-8585e65e4bf0', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4f7e-7f84-b7ce-05332b3f7d5b', '01a22ee1-4f7e-7079-b994-e1980a39df8a', NULL, '01a22ee1-1190-74a7-a128-cffa2a46943b', 'extend', '2026-11-30 23:54:07.72+00', '8', 'work', '01a22ee1-2fce-72a2-924f-a2116ff38d75', '2', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1559891', '60000', 'false', '2026-11-30 23:54:07.722+00', '15'),
  ('01a22ee1-6564-7fe9-a537-6b8867e843d5', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-4f7e-7f84-b7ce-05332b3f7d5b', '01a22ee1-4fe9-78bb-8035-8585e65e4bf0', NULL, '01a22ee1-1190-74a7-a128-cffa2a46943b', 'stop', '2026-11-30 23:54:13.219+00', '10', 'work', '01a22ee1-2fce-72a2-924f-a2116ff38d75', '2', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1554392', '0', 'false', '2026-11-30 23:54:13.22+00', '46'),
  ('01a22ee1-65a0-702a-bc49-07b73af4684b', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-65a0-7ecd-8dc5-105d1a8785f8', '01a22ee1-6564-7fe9-a537-6b8867e843d5', '01a22ee1-4f7e-7f84-b7ce-05332b3f7d5b', '01a22ee1-1190-74a7-a128-cffa2a46943b', 'start', '2026-11-30 23:54:13.279+00', '11', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '2', 'short', '{"long_break": 0.2, "short_break": 0.2, "work_duration": 0.1, "sessions_before_long_break": 4}', '6000', '0', 'false', '2026-11-30 23:54:13.281+00', '49'),
  ('01a22ee1-7ee8-7cf8-9451-37b58730cfcf', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-7ee8-7708-b5b2-2a8b372910c8', '01a22ee1-65a0-702a-bc49-07b73af4684b', '01a22ee1-65a0-7ecd-8dc5-105d1a8785f8', '01a22ee1-1190-74a7-a128-cffa2a46943b', 'start', '2026-11-30 23:54:19.751+00', '12', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '3', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1500000', '0', 'false', '2026-11-30 23:54:19.753+00', '53'),
  ('01a22ee1-80b9-7347-af1d-60e879516535', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-7ee8-7708-b5b2-2a8b372910c8', '01a22ee1-7ee8-7cf8-9451-37b58730cfcf', NULL, '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'handoff', '2026-11-30 23:54:20.214+00', '13', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '3', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1499537', '0', 'false', '2026-11-30 23:54:20.218+00', '54'),
  ('01a22ee1-820c-7e2c-b465-79fc1d68660a', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-7ee8-7708-b5b2-2a8b372910c8', '01a22ee1-80b9-7347-af1d-60e879516535', NULL, '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'pause', '2026-11-30 23:54:20.553+00', '14', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '3', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1499198', '0', 'true', '2026-11-30 23:54:20.557+00', '55'),
  ('01a22ee1-83b9-74d7-ae56-15c6a1cb8eec', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-7ee8-7708-b5b2-2a8b372910c8', '01a22ee1-820c-7e2c-b465-79fc1d68660a', NULL, '01a22ee1-1190-74a7-a128-cffa2a46943b', 'resume', '2026-11-30 23:54:20.984+00', '15', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '3', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1499198', '0', 'false', '2026-11-30 23:54:20.986+00', '56'),
  ('01a22ee1-86bb-742f-ac8d-61bc0cc96bc2', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-7ee8-7708-b5b2-2a8b372910c8', '01a22ee1-83b9-74d7-ae56-15c6a1cb8eec', NULL, '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'extend', '2026-11-30 23:54:21.751+00', '16', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '3', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1558431', '60000', 'false', '2026-11-30 23:54:21.755+00', '57'),
  ('01a22ee1-889d-7968-82a5-fb9a1c071ba4', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-7ee8-7708-b5b2-2a8b372910c8', '01a22ee1-86bb-742f-ac8d-61bc0cc96bc2', NULL, '01a22ee1-1190-74a7-a128-cffa2a46943b', 'skip', '2026-11-30 23:54:22.235+00', '17', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '3', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1557947', '0', 'false', '2026-11-30 23:54:22.238+00', '58'),
  ('01a22ee1-8bd8-7cc9-9d57-b7c4c75c931d', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-8bd8-7f45-a004-5c13de725c3e', '01a22ee1-889d-7968-82a5-fb9a1c071ba4', '01a22ee1-7ee8-7708-b5b2-2a8b372910c8', '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'start', '2026-11-30 23:54:23.051+00', '18', 'short_break', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '3', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '300000', '0', 'false', '2026-11-30 23:54:23.065+00', '60'),
  ('01a22ee1-8d96-78ab-a6c2-15bc21449b6f', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-8bd8-7f45-a004-5c13de725c3e', '01a22ee1-8bd8-7cc9-9d57-b7c4c75c931d', NULL, '01a22ee1-1190-74a7-a128-cffa2a46943b', 'stop', '2026-11-30 23:54:23.508+00', '19', 'short_break', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '3', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '299543', '0', 'false', '2026-11-30 23:54:23.51+00', '61'),
  ('01a22ee1-918c-70ca-9e82-3873a13ab35b', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-918c-7f1d-abcd-20b58bda4322', '01a22ee1-8d96-78ab-a6c2-15bc21449b6f', '01a22ee1-8bd8-7f45-a004-5c13de725c3e', '01a22ee1-1190-74a7-a128-cffa2a46943b', 'start', '2026-11-30 23:54:24.522+00', '20', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '4', 'short', '{"long_break": 0.2, "short_break": 25, "work_duration": 0.1, "sessions_before_long_break": 4}', '6000', '0', 'false', '2026-11-30 23:54:24.524+00', '65'),
  ('01a22ee1-ac0e-7ca1-8590-224dbb237c19', '01a22ee1-5be8-7038-8646-79417986b67f', 'bc4ad6ff-61f1-553c-a970-845493bfd484', '35aab2d1-2a6a-5a91-9628-9c6c3ee3a600', NULL, '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'drop', '2026-11-30 23:54:31.308+00', '22', 'long_break', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '4', 'short', '{"long_break": 0.2, "short_break": 25, "work_duration": 0.1, "sessions_before_long_break": 4}', '11214', '0', 'false', '2026-11-30 23:54:31.311+00', '69'),
  ('01a22ee1-b6bf-78b9-95eb-8a8f09ae8f4d', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-b6bf-7fed-8a89-7ef94ef4cecd', '01a22ee1-ac0e-7ca1-8590-224dbb237c19', '01a22ee1-918c-7f1d-abcd-20b58bda4322', '01a22ee1-1190-74a7-a128-cffa2a46943b', 'start', '2026-11-30 23:54:34.045+00', '23', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '1', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1500000', '0', 'false', '2026-11-30 23:54:34.047+00', '80'),
  ('01a22ee1-b6da-7aa2-a0c6-5d7418317abb', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-b6da-701a-b412-7aa65f9f270e', '01a22ee1-ac0e-7ca1-8590-224dbb237c19', '01a22ee1-918c-7f1d-abcd-20b58bda4322', '01a22ee1-2d3a-7105-9dfe-648a5e5e98b1', 'start', '2026-11-30 23:54:34.073+00', '23', 'work', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '1', 'short', '{"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}', '1500000', '0', 'false', '2026-11-30 23:54:34.075+00', '79'),
  ('35aab2d1-2a6a-5a91-9628-9c6c3ee3a600', '01a22ee1-5be8-7038-8646-79417986b67f', 'bc4ad6ff-61f1-553c-a970-845493bfd484', '01a22ee1-918c-70ca-9e82-3873a13ab35b', '01a22ee1-918c-7f1d-abcd-20b58bda4322', '01a22ee1-1190-74a7-a128-cffa2a46943b', 'begin', '2026-11-30 23:54:30.522+00', '21', 'long_break', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '4', 'short', '{"long_break": 0.2, "short_break": 25, "work_duration": 0.1, "sessions_before_long_break": 4}', '12000', '0', 'false', NULL, '68');

insert into public.pomodoro_sessions (id, user_id, task_id, start_time, end_time, session_type, completed, current_session_number, active_time, outcome, preset_type, rules, seq) overriding system value values
  ('01a22ee1-3121-7f9e-868c-ce5d528e7c69', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-2fa8-754d-9f3b-0de3b135650f', '2026-11-30 23:53:59.84+00', '2026-11-30 23:54:00.501+00', 'work', 'false', '1', '661', 'interrupted', 'short', '1', '41'),
  ('01a22ee1-33ba-75ed-8087-352907b5008d', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-3058-7fa2-8a84-dbcf0f3c80a1', '2026-11-30 23:54:00.501+00', '2026-11-30 23:54:06.501+00', 'work', 'true', '1', '6000', 'completed', 'short', '1', '36'),
  ('01a22ee1-4b7c-7da0-b732-fc9139fd3e40', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-2fa8-754d-9f3b-0de3b135650f', '2026-11-30 23:54:06.588+00', '2026-11-30 23:54:06.643+00', 'short_break', 'false', '1', '55', 'skipped', 'short', '1', '18'),
  ('01a22ee1-4c1c-75a7-9206-040bf524a1f5', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-2fa8-754d-9f3b-0de3b135650f', '2026-11-30 23:54:06.747+00', '2026-11-30 23:54:06.879+00', 'work', 'false', '2', '132', 'interrupted', 'short', '1', '43'),
  ('01a22ee1-4ca1-7361-b378-958313d04683', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-3058-7fa2-8a84-dbcf0f3c80a1', '2026-11-30 23:54:06.879+00', '2026-11-30 23:54:06.973+00', 'short_break', 'false', '1', '94', 'skipped', 'short', '1', '38'),
  ('01a22ee1-4d40-756f-ad37-1921c84dd196', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-2fce-72a2-924f-a2116ff38d75', '2026-11-30 23:54:07.035+00', '2026-11-30 23:54:07.087+00', 'work', 'false', '2', '52', 'interrupted', 'short', '1', '44'),
  ('01a22ee1-4d70-7882-8ec9-8eeca8184c95', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-3058-7fa2-8a84-dbcf0f3c80a1', '2026-11-30 23:54:07.087+00', '2026-11-30 23:54:07.163+00', 'work', 'false', '2', '76', 'interrupted', 'short', '1', '39'),
  ('01a22ee1-4dbd-763f-b526-8648d3927ab6', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '2026-11-30 23:54:07.163+00', '2026-11-30 23:54:07.232+00', 'work', 'false', '2', '69', 'stopped', 'short', '1', '40'),
  ('01a22ee1-4e58-7ccb-b826-671440c615ad', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '2026-11-30 23:54:07.317+00', '2026-11-30 23:54:07.611+00', 'work', 'false', '2', '269', 'interrupted', 'short', '1', '45'),
  ('01a22ee1-4f7e-7f84-b7ce-05332b3f7d5b', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-2fce-72a2-924f-a2116ff38d75', '2026-11-30 23:54:07.611+00', '2026-11-30 23:54:13.219+00', 'work', 'false', '2', '5608', 'stopped', 'short', '1', '47'),
  ('01a22ee1-65a0-7ecd-8dc5-105d1a8785f8', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '2026-11-30 23:54:13.279+00', '2026-11-30 23:54:19.279+00', 'work', 'true', '2', '6000', 'completed', 'short', '1', '50'),
  ('01a22ee1-7ee8-7708-b5b2-2a8b372910c8', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '2026-11-30 23:54:19.751+00', '2026-11-30 23:54:22.235+00', 'work', 'false', '3', '2053', 'skipped', 'short', '1', '59'),
  ('01a22ee1-8bd8-7f45-a004-5c13de725c3e', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '2026-11-30 23:54:23.051+00', '2026-11-30 23:54:23.508+00', 'short_break', 'false', '3', '457', 'stopped', 'short', '1', '62'),
  ('01a22ee1-918c-7f1d-abcd-20b58bda4322', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '2026-11-30 23:54:24.522+00', '2026-11-30 23:54:30.522+00', 'work', 'true', '4', '6000', 'completed', 'short', '1', '66'),
  ('01a22ee1-b6bf-7fed-8a89-7ef94ef4cecd', '01a22ee1-5be8-7038-8646-79417986b67f', '01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '2026-11-30 23:54:34.045+00', '2026-11-30 23:54:34.073+00', 'work', 'false', '1', '28', 'interrupted', 'short', '1', '81'),
  ('02dc2bc8-b4b6-4109-9645-9a8fdadf52a3', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000012', '2026-11-27 10:00:00+00', '2026-11-27 10:25:00+00', 'work', 'true', '2', '1500000', 'completed', 'short', '0', '42'),
  ('05edea5d-29eb-4aa1-a4f0-ef3a65516d28', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-20 10:30:00+00', '2026-11-20 10:41:00+00', 'work', 'false', '3', '660000', 'stopped', 'short', '0', '23'),
  ('131b1302-17fa-42d1-9db1-ceb65e5bcefb', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-25 09:30:00+00', '2026-11-25 09:55:00+00', 'work', 'true', '1', '1500000', 'completed', 'short', '0', '33'),
  ('172813d5-1175-415f-8fa6-31faf9164964', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-16 10:30:00+00', '2026-11-16 10:41:00+00', 'work', 'false', '3', '660000', 'stopped', 'short', '0', '7'),
  ('1c2dc095-4758-4cae-91ef-d320452397a8', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-20 09:30:00+00', '2026-11-20 09:55:00+00', 'work', 'true', '1', '1500000', 'completed', 'short', '0', '21'),
  ('1cf97c4a-b02c-4c99-bb8d-549b18436343', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-17 09:30:00+00', '2026-11-17 09:55:00+00', 'work', 'true', '1', '1500000', 'completed', 'short', '0', '9'),
  ('1ec2dd5c-0a89-4e30-be1f-971040755c2a', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-19 10:30:00+00', '2026-11-19 10:41:00+00', 'work', 'false', '3', '660000', 'stopped', 'short', '0', '19'),
  ('2c52ace1-e911-4d0a-96a0-851e2fd8c246', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000012', '2026-11-27 09:30:00+00', '2026-11-27 09:55:00+00', 'work', 'true', '1', '1500000', 'completed', 'short', '0', '41'),
  ('2e5c1599-28d0-475a-a9f9-8513f37e6048', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-23 09:30:00+00', '2026-11-23 09:55:00+00', 'work', 'true', '1', '1500000', 'completed', 'short', '0', '25'),
  ('31b6b97a-5b53-4389-91a3-d2cbf7882423', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000012', '2026-11-24 11:00:00+00', '2026-11-24 11:25:00+00', 'work', 'true', '4', '1500000', 'completed', 'short', '0', '32'),
  ('34b6b775-1b50-4a69-9e98-833e00b3a63b', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000012', '2026-11-24 10:30:00+00', '2026-11-24 10:41:00+00', 'work', 'false', '3', '660000', 'stopped', 'short', '0', '31'),
  ('362560b7-4dd3-4f4c-a509-ac851c27f88d', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000012', '2026-11-18 10:30:00+00', '2026-11-18 10:41:00+00', 'work', 'false', '3', '660000', 'stopped', 'short', '0', '15'),
  ('42fd23a1-e70c-4c3d-b373-b2edc7a1beeb', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-17 10:30:00+00', '2026-11-17 10:41:00+00', 'work', 'false', '3', '660000', 'stopped', 'short', '0', '11'),
  ('43b19eb6-20e3-4a85-8f23-3c09e1a6e422', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000012', '2026-11-27 11:00:00+00', '2026-11-27 11:25:00+00', 'work', 'true', '4', '1500000', 'completed', 'short', '0', '44'),
  ('4f4c7274-c6f2-4a1f-ab3d-be925386a6ff', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-16 10:00:00+00', '2026-11-16 10:25:00+00', 'work', 'true', '2', '1500000', 'completed', 'short', '0', '6'),
  ('5cdd86a5-3613-4d55-93d4-e2c9ff6e7f25', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-20 10:00:00+00', '2026-11-20 10:25:00+00', 'work', 'true', '2', '1500000', 'completed', 'short', '0', '22'),
  ('73f75696-899e-45f3-a8d9-cb9766f182c7', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-19 11:00:00+00', '2026-11-19 11:25:00+00', 'work', 'true', '4', '1500000', 'completed', 'short', '0', '20'),
  ('78beabaf-e05e-4d3e-9e0c-a0121eb8b49b', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-16 11:00:00+00', '2026-11-16 11:25:00+00', 'work', 'true', '4', '1500000', 'completed', 'short', '0', '8'),
  ('7beb04bd-485e-46cf-80b6-0bf0679d09db', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000012', '2026-11-24 10:00:00+00', '2026-11-24 10:25:00+00', 'work', 'true', '2', '1500000', 'completed', 'short', '0', '30'),
  ('8b63ff89-7402-4d3a-8f2b-1fe658e06a28', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000012', '2026-11-27 10:30:00+00', '2026-11-27 10:41:00+00', 'work', 'false', '3', '660000', 'stopped', 'short', '0', '43'),
  ('983e28e5-d149-42bd-be69-9d40727f22ec', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000012', '2026-11-18 10:00:00+00', '2026-11-18 10:25:00+00', 'work', 'true', '2', '1500000', 'completed', 'short', '0', '14'),
  ('9e83fad1-dd1f-49f3-8bde-090cf4f54173', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-19 09:30:00+00', '2026-11-19 09:55:00+00', 'work', 'true', '1', '1500000', 'completed', 'short', '0', '17'),
  ('a0cef7e0-179e-42c6-8fb5-3c538f70e62d', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000012', '2026-11-18 09:30:00+00', '2026-11-18 09:55:00+00', 'work', 'true', '1', '1500000', 'completed', 'short', '0', '13'),
  ('aebe2c93-873f-4038-8b76-56a858c72a38', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-26 10:30:00+00', '2026-11-26 10:41:00+00', 'work', 'false', '3', '660000', 'stopped', 'short', '0', '39'),
  ('af470c8c-d7aa-4926-ad0d-2fec5e2127a7', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-26 11:00:00+00', '2026-11-26 11:25:00+00', 'work', 'true', '4', '1500000', 'completed', 'short', '0', '40'),
  ('b366b3a5-c4f3-4307-a67c-e9486273f319', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-23 10:00:00+00', '2026-11-23 10:25:00+00', 'work', 'true', '2', '1500000', 'completed', 'short', '0', '26'),
  ('c65ba6a7-6e45-4a62-942d-9cf07f3df599', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-20 11:00:00+00', '2026-11-20 11:25:00+00', 'work', 'true', '4', '1500000', 'completed', 'short', '0', '24'),
  ('c9b17f4b-36ee-4677-ae86-2bd3921ebda2', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000012', '2026-11-24 09:30:00+00', '2026-11-24 09:55:00+00', 'work', 'true', '1', '1500000', 'completed', 'short', '0', '29'),
  ('cf3081ef-7c0f-415b-a166-40ba01656fda', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000012', '2026-11-18 11:00:00+00', '2026-11-18 11:25:00+00', 'work', 'true', '4', '1500000', 'completed', 'short', '0', '16'),
  ('d6b56eb3-32a1-48d5-8514-4e58fcc86f2c', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-25 10:30:00+00', '2026-11-25 10:41:00+00', 'work', 'false', '3', '660000', 'stopped', 'short', '0', '35'),
  ('d8c244af-a2b5-4294-9d3e-ee743c95dcad', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-17 10:00:00+00', '2026-11-17 10:25:00+00', 'work', 'true', '2', '1500000', 'completed', 'short', '0', '10'),
  ('db3e1374-d5c2-418c-b6a9-5650dd6208ec', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-26 09:30:00+00', '2026-11-26 09:55:00+00', 'work', 'true', '1', '1500000', 'completed', 'short', '0', '37'),
  ('e2dfcb19-73c7-4a9b-a9a6-c85effa52596', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-25 11:00:00+00', '2026-11-25 11:25:00+00', 'work', 'true', '4', '1500000', 'completed', 'short', '0', '36'),
  ('e7759092-f892-444d-adab-90f569a5e056', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-23 11:00:00+00', '2026-11-23 11:25:00+00', 'work', 'true', '4', '1500000', 'completed', 'short', '0', '28'),
  ('eadc7468-07bd-48c6-8b75-014a5bb07615', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-19 10:00:00+00', '2026-11-19 10:25:00+00', 'work', 'true', '2', '1500000', 'completed', 'short', '0', '18'),
  ('f0d207bd-f2c6-4f13-8d7a-164b024677be', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-23 10:30:00+00', '2026-11-23 10:41:00+00', 'work', 'false', '3', '660000', 'stopped', 'short', '0', '27'),
  ('f906274d-f9b5-4d61-993b-31dd85a34ba3', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-26 10:00:00+00', '2026-11-26 10:25:00+00', 'work', 'true', '2', '1500000', 'completed', 'short', '0', '38'),
  ('f9ffd48d-b05a-48bb-928f-2a71b7003781', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-25 10:00:00+00', '2026-11-25 10:25:00+00', 'work', 'true', '2', '1500000', 'completed', 'short', '0', '34'),
  ('fa18cbcc-2901-4bc9-9f89-5dbb58ad27c7', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-16 09:30:00+00', '2026-11-16 09:55:00+00', 'work', 'true', '1', '1500000', 'completed', 'short', '0', '5'),
  ('fef27c39-87b0-467c-a2d0-45a153fa3f8b', '0193d000-0000-7000-8000-000000000001', '0193d000-0000-7000-8000-000000000011', '2026-11-17 11:00:00+00', '2026-11-17 11:25:00+00', 'work', 'true', '4', '1500000', 'completed', 'short', '0', '12');

insert into public.sync_heads (user_id, head, began, writer, epoch, horizon, retained_at) overriding system value values
  ('0193d000-0000-7000-8000-000000000001', '46', '0', '1002', 'b5607045-c123-4b5c-921c-45889b931595', '0', NULL),
  ('01a22ee1-5be8-7038-8646-79417986b67f', '81', '80', '986', '1ed93b8d-f06e-43a4-8b54-646adfea0cdd', '0', NULL);

insert into public.tasks (id, user_id, title, description, estimated_pomodoros, completed_pomodoros, created_at, completed_at, is_active, "position", deleted_at, edited, seq) overriding system value values
  ('0193d000-0000-7000-8000-000000000011', '0193d000-0000-7000-8000-000000000001', 'Write the report', NULL, '8', '21', '2026-11-16 23:54:35.712392+00', NULL, 'true', 'a0', NULL, '{}', '45'),
  ('0193d000-0000-7000-8000-000000000012', '0193d000-0000-7000-8000-000000000001', 'Review the figures', NULL, '3', '9', '2026-11-21 23:54:35.712392+00', NULL, 'true', 'a1', NULL, '{}', '46'),
  ('0193d000-0000-7000-8000-000000000013', '0193d000-0000-7000-8000-000000000001', 'Plan the next month', NULL, '2', '0', '2026-11-28 23:54:35.712392+00', NULL, 'true', 'a2', NULL, '{}', '4'),
  ('01a22ee1-2fa8-754d-9f3b-0de3b135650f', '01a22ee1-5be8-7038-8646-79417986b67f', 'Write in chromium', 'First the outline.
Then the rest.', '4', '0', '2026-11-30 23:53:59.459+00', NULL, 'true', 'a0', NULL, '{"description": 1796082839631, "estimated_pomodoros": 1796082839631}', '42'),
  ('01a22ee1-2fce-72a2-924f-a2116ff38d75', '01a22ee1-5be8-7038-8646-79417986b67f', 'Read in chromium', NULL, '1', '0', '2026-11-30 23:53:59.501+00', NULL, 'true', 'Zz', NULL, '{"position": 1796082839661}', '5'),
  ('01a22ee1-2fe4-7deb-9e87-e1643d7e2142', '01a22ee1-5be8-7038-8646-79417986b67f', 'Tidy up in chromium', NULL, '1', '0', '2026-11-30 23:53:59.523+00', '2026-11-30 23:53:59.689+00', 'true', 'a2', NULL, '{"completed_at": 1796082839689}', '6'),
  ('01a22ee1-3011-732b-9ac1-15ba854f1f3d', '01a22ee1-5be8-7038-8646-79417986b67f', 'Forget in chromium', NULL, '2', '0', '2026-11-30 23:53:59.567+00', NULL, 'true', 'a3', '2026-11-30 23:53:59.729+00', '{"deleted_at": 1796082839729}', '7'),
  ('01a22ee1-3058-7fa2-8a84-dbcf0f3c80a1', '01a22ee1-5be8-7038-8646-79417986b67f', 'Write in firefox', 'First the outline.
Then the rest.', '4', '1', '2026-11-30 23:53:59.623+00', NULL, 'true', 'a0', NULL, '{"description": 1796082840111, "estimated_pomodoros": 1796082840111}', '37'),
  ('01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4', '01a22ee1-5be8-7038-8646-79417986b67f', 'Read in firefox', NULL, '1', '2', '2026-11-30 23:53:59.765+00', NULL, 'true', 'Zz', NULL, '{"position": 1796082840158}', '67'),
  ('01a22ee1-316b-77ef-8f2a-5816454df3a8', '01a22ee1-5be8-7038-8646-79417986b67f', 'Tidy up in firefox', NULL, '1', '0', '2026-11-30 23:53:59.914+00', '2026-11-30 23:54:00.219+00', 'true', 'a2', NULL, '{"completed_at": 1796082840219}', '25'),
  ('01a22ee1-3194-7c40-b81c-b818b7c98fb1', '01a22ee1-5be8-7038-8646-79417986b67f', 'Forget in firefox', NULL, '2', '0', '2026-11-30 23:53:59.95+00', NULL, 'true', 'a3', '2026-11-30 23:54:00.269+00', '{"deleted_at": 1796082840269}', '26'),
  ('01a22ee1-b0c3-7d55-b5b4-47139fe0996a', '01a22ee1-5be8-7038-8646-79417986b67f', 'Answer two letters', 'The old ones.', '5', '0', '2026-11-30 23:54:32.514+00', NULL, 'true', 'a3', NULL, '{"title": 1796082873482, "deleted_at": 1796082873011, "description": 1796082873482, "completed_at": 1796082872964, "estimated_pomodoros": 1796082873410}', '76');

insert into public.users (id, email, username, pomodoro_settings, edited, created_at, seq) overriding system value values
  ('0193d000-0000-7000-8000-000000000001', 'demo@example.test', 'demo', '{"long": {"long_break": 30, "short_break": 10, "work_duration": 50, "sessions_before_long_break": 4}, "short": {"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}}', '{}', '2026-11-30 23:54:35.712392+00', '1'),
  ('01a22ee1-5be8-7038-8646-79417986b67f', 'previous@baton.example', 'previous', '{"long": null, "short": {"long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}, "evening": {"name": "Evening", "long_break": 0.2, "short_break": 0.2, "work_duration": 0.1, "sessions_before_long_break": 4}, "daily_goal": 120, "focus_mode": true, "current_task": "01a22ee1-30e2-73d1-81e3-e7ba2cd5d3d4", "deep-firefox": {"name": "Deep", "long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}, "day_starts_at": 4, "deep-chromium": {"name": "Deep", "long_break": 15, "short_break": 5, "work_duration": 25, "sessions_before_long_break": 4}, "auto_start_breaks": false, "site:news.example": true}', '{"long": 1796082873447, "short": 1796082871408, "evening": 1796082873542, "daily_goal": 1796082839289, "focus_mode": 1796082839289, "current_task": 1796082847129, "deep-firefox": 1796082839538, "day_starts_at": 1796082839289, "deep-chromium": 1796082839385, "auto_start_breaks": 1796082871438, "site:news.example": 1796082839289}', '2026-11-30 23:54:11.202709+00', '78');

insert into supabase_migrations.schema_migrations (version, statements, name) overriding system value values
  ('20261122120000', E'{"create schema if not exists baton;

comment on schema baton is
  ''Baton''''s machinery: triggers and helpers. Never exposed by the API; definer code lives here and nowhere else.'';

revoke all on schema baton from public;

grant usage on schema baton to authenticated, service_role;

create table public.sync_heads (
  user_id uuid not null,
  head bigint not null default 0,
  began bigint not null default 0,
  writer xid8,
  epoch uuid not null default gen_random_uuid(),
  horizon bigint not null default 0,
  retained_at timestamptz,
  constraint sync_heads_pkey primary key (user_id),
  -- auth.users and not public.users: the first row numbered for a person is that one itself.
  constraint sync_heads_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint sync_heads_head_check check (head >= 0 and began >= 0 and horizon >= 0)
)
-- Updated with every row written: room on the page keeps these updates out of the indexes.
with (fillfactor = 50);

create index sync_heads_retained_at_idx on public.sync_heads (retained_at nulls first);

comment on table public.sync_heads is
  ''One counter a person. Its row is locked before a row of that person gets its seq, so rows become visible in the order of seq whoever writes them.'';
comment on column public.sync_heads.user_id is ''The person: auth.users.id.'';
comment on column public.sync_heads.head is ''The newest seq given to a row of this person; 0 before the first.'';
comment on column public.sync_heads.began is ''What head was before the newest writing transaction: where its broadcast counts from.'';
comment on column public.sync_heads.writer is ''The newest writing transaction (pg_current_xact_id).'';
comment on column public.sync_heads.epoch is
  ''Random; another value tells clients that the server was wiped or restored, and that they must pull afresh.'';
comment on column public.sync_heads.horizon is
  ''The highest seq that retention has removed. A device whose cursor lies below has missed rows and must pull afresh.'';
comment on column public.sync_heads.retained_at is ''When retention last looked at this person; null before it did.'';

alter table public.sync_heads enable row level security;

create policy \\"Own counter is readable\\" on public.sync_heads
for select to authenticated
using ((select auth.uid()) = user_id);

revoke all on table public.sync_heads from anon, authenticated, service_role;

grant select on table public.sync_heads to authenticated;

grant all on table public.sync_heads to service_role;

create table public.users (
  id uuid not null,
  email text,
  username text not null,
  pomodoro_settings jsonb not null default ''{
    \\"short\\": {\\"work_duration\\": 25, \\"short_break\\": 5, \\"long_break\\": 15, \\"sessions_before_long_break\\": 4},
    \\"long\\": {\\"work_duration\\": 50, \\"short_break\\": 10, \\"long_break\\": 30, \\"sessions_before_long_break\\": 4}
  }'',
  edited jsonb not null default ''{}'',
  created_at timestamptz not null default now(),
  seq bigint not null default 0,
  constraint users_pkey primary key (id),
  constraint users_id_fkey foreign key (id) references auth.users (id) on delete cascade,
  constraint users_email_key unique (email),
  constraint users_username_check check (username ~ ''^[^[:space:][:cntrl:]]{1,40}$''),
  constraint users_pomodoro_settings_check check (
    (
      jsonb_typeof(pomodoro_settings) = ''object''
      and octet_length(pomodoro_settings::text) <= 65536
      and not pomodoro_settings @? ''strict $.* ? (@.type() == \\"object\\" && !(exists (@ ? (
        @.work_duration > 0 && @.work_duration <= 180
        && @.short_break > 0 && @.short_break <= 180
        && @.long_break > 0 && @.long_break <= 180
        && @.sessions_before_long_break >= 1 && @.sessions_before_long_break <= 12
        && @.sessions_before_long_break.floor() == @.sessions_before_long_break
      ))))''
    ) is true
  ),
  constraint users_edited_check check (
    (
      jsonb_typeof(edited) = ''object''
      and octet_length(edited::text) <= 65536
      and not edited @? ''strict $.* ? (@.type() != \\"number\\")''
    ) is true
  )
);

create unique index users_username_key on public.users (lower(username));

create unique index users_seq_key on public.users (id, seq);

comment on table public.users is ''A person: made at sign-up by a trigger on auth.users, gone with it. Merges by key of pomodoro_settings.'';
comment on column public.users.id is ''auth.users.id.'';
comment on column public.users.email is
  ''Copy of auth.users.email, kept by a trigger; null where another account has the same address (single sign-on).'';
comment on column public.users.username is ''Unique whatever its case; wished for at sign-up, a free one where that was taken or missing.'';
comment on column public.users.pomodoro_settings is
  ''One flat object. A key that holds an object is a preset: work_duration, short_break, long_break in minutes (above 0 to 180), sessions_before_long_break (1 to 12). A key that holds null was a preset and is deleted; all others are preferences.'';
comment on column public.users.edited is ''When a person last edited each key of pomodoro_settings, milliseconds since the epoch. The later edit of a key wins.'';
comment on column public.users.created_at is ''When the row was made, by the server''''s clock.'';
comment on column public.users.seq is ''Place in the order of this person''''s changes, from sync_heads; given by a trigger.'';
comment on constraint users_username_check on public.users is ''A username has 1 to 40 characters and no spaces.'';
comment on constraint users_pomodoro_settings_check on public.users is
  ''Settings are one object of at most 64 KB; durations of a preset are above 0 and at most 180 minutes, its rounds 1 to 12.'';
comment on constraint users_edited_check on public.users is ''The times of edits are numbers, in milliseconds.'';

alter table public.users enable row level security;

create policy \\"Own row is readable\\" on public.users
for select to authenticated
using ((select auth.uid()) = id);

create policy \\"Own row can be changed\\" on public.users
for update to authenticated
using ((select auth.uid()) = id)
with check ((select auth.uid()) = id);

revoke all on table public.users from anon, authenticated, service_role;

grant select on table public.users to authenticated;

-- seq stands here for sync(): a trigger replaces whatever is written to it.
grant update (username, pomodoro_settings, edited, seq) on table public.users to authenticated;

grant all on table public.users to service_role;

create table public.tasks (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null default auth.uid(),
  title text not null,
  description text,
  estimated_pomodoros integer not null default 1,
  completed_pomodoros integer not null default 0,
  created_at timestamptz not null default now(),
  completed_at timestamptz,
  is_active boolean not null default true,
  position text collate \\"C\\" not null default '''',
  deleted_at timestamptz,
  edited jsonb not null default ''{}'',
  seq bigint not null default 0,
  constraint tasks_pkey primary key (user_id, id),
  constraint tasks_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint tasks_title_check check (char_length(title) >= 1 and char_length(title) <= 500 and title ~ ''[^[:space:]]''),
  constraint tasks_description_check check (char_length(description) <= 10000),
  constraint tasks_estimated_pomodoros_check check (estimated_pomodoros between 0 and 999),
  constraint tasks_completed_pomodoros_check check (completed_pomodoros >= 0),
  constraint tasks_times_check check (
    created_at >= ''2000-01-01 00:00:00+00''
    and (completed_at is null or completed_at >= ''2000-01-01 00:00:00+00'')
    and (deleted_at is null or deleted_at >= ''2000-01-01 00:00:00+00'')
  ),
  -- A key of the npm package fractional-indexing: the first letter says how many digits its whole part has.
  constraint tasks_position_check check (
    char_length(position) <= 200
    and position ~ ''^[A-Za-z][0-9A-Za-z]+$''
    and char_length(position) >= case
      when ascii(position) >= 97 then ascii(position) - 95
      else 92 - ascii(position)
    end
    and substr(position, case when ascii(position) >= 97 then ascii(position) - 94 else 93 - ascii(position) end) !~ ''0$''
    and position <> ''A00000000000000000000000000''
  ),
  constraint tasks_edited_check check (
    (
      jsonb_typeof(edited) = ''object''
      and octet_length(edited::text) <= 2000
      and not edited @? ''strict $.* ? (@.type() != \\"number\\")''
    ) is true
  )
);

create unique index tasks_seq_key on public.tasks (user_id, seq);

comment on table public.tasks is ''Something to work on. Merges field by field: the later edit of a field wins.'';
comment on column public.tasks.id is ''Made by the device.'';
comment on column public.tasks.user_id is ''Whose task.'';
comment on column public.tasks.title is ''1 to 500 characters.'';
comment on column public.tasks.description is ''At most 10,000 characters.'';
comment on column public.tasks.estimated_pomodoros is ''How many focus sessions it is thought to take, 0 to 999.'';
comment on column public.tasks.completed_pomodoros is
  ''How many completed focus sessions name this task: counted here from pomodoro_sessions, what is written is ignored.'';
comment on column public.tasks.created_at is ''When the person added it, by their device''''s corrected clock; never in the future.'';
comment on column public.tasks.completed_at is ''When the person checked it off; null while it is open.'';
comment on column public.tasks.is_active is ''False once it was put away.'';
comment on column public.tasks.position is
  ''Place in the list: a fractional index (fractional-indexing, base 62) that sorts by byte. It was a number, 999999 where none was given; now a task without one goes last.'';
comment on column public.tasks.deleted_at is ''When it was deleted. The row stays as a mark until every device can have seen it.'';
comment on column public.tasks.edited is
  ''When a person last edited each field, milliseconds since the epoch: title, description, estimated_pomodoros, completed_at, is_active, position, deleted_at.'';
comment on column public.tasks.seq is ''Place in the order of this person''''s changes, from sync_heads; given by a trigger.'';
comment on constraint tasks_pkey on public.tasks is ''There is such a task already.'';
comment on constraint tasks_title_check on public.tasks is ''A title has 1 to 500 characters.'';
comment on constraint tasks_description_check on public.tasks is ''A description has at most 10,000 characters.'';
comment on constraint tasks_estimated_pomodoros_check on public.tasks is ''An estimate is 0 to 999 pomodoros.'';
comment on constraint tasks_times_check on public.tasks is ''The dates of a task lie after 1999.'';
comment on constraint tasks_position_check on public.tasks is ''A position is a fractional index of at most 200 characters.'';
comment on constraint tasks_edited_check on public.tasks is ''The times of edits are numbers, in milliseconds.'';

alter table public.tasks enable row level security;

create policy \\"Own tasks are readable\\" on public.tasks
for select to authenticated
using ((select auth.uid()) = user_id);

create policy \\"Own tasks can be added\\" on public.tasks
for insert to authenticated
with check ((select auth.uid()) = user_id);

create policy \\"Own tasks can be changed\\" on public.tasks
for update to authenticated
using ((select auth.uid()) = user_id)
with check ((select auth.uid()) = user_id);

-- A trigger turns the delete into a mark; a mark itself stays.
create policy \\"Own tasks can be deleted\\" on public.tasks
for delete to authenticated
using ((select auth.uid()) = user_id and deleted_at is null);

revoke all on table public.tasks from anon, authenticated, service_role;

grant select, insert, update, delete on table public.tasks to authenticated;

grant all on table public.tasks to service_role;

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
  outcome text not null default '''',
  preset_type text not null default ''short'',
  rules integer not null default 0,
  seq bigint not null default 0,
  constraint pomodoro_sessions_pkey primary key (user_id, id),
  constraint pomodoro_sessions_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint pomodoro_sessions_session_type_check check (session_type in (''work'', ''short_break'', ''long_break'')),
  constraint pomodoro_sessions_outcome_check check (
    outcome in (''running'', ''paused'', ''completed'', ''interrupted'', ''stopped'', ''skipped'', ''void'')
  ),
  constraint pomodoro_sessions_completed_check check (completed = (outcome = ''completed'')),
  constraint pomodoro_sessions_times_check check (
    start_time >= ''2000-01-01 00:00:00+00''
    and start_time < ''2200-01-01 00:00:00+00''
    and (end_time is null or (end_time >= start_time and end_time < ''2200-01-01 00:00:00+00''))
  ),
  constraint pomodoro_sessions_current_session_number_check check (current_session_number between 1 and 1000),
  constraint pomodoro_sessions_active_time_check check (active_time between 0 and 604800000),
  constraint pomodoro_sessions_preset_type_check check (preset_type ~ ''^[^[:cntrl:]]{1,64}$''),
  constraint pomodoro_sessions_rules_check check (rules between 0 and 1000000)
);

create unique index pomodoro_sessions_seq_key on public.pomodoro_sessions (user_id, seq);

create index pomodoro_sessions_completed_idx on public.pomodoro_sessions (user_id, task_id)
where completed and session_type = ''work'';

comment on table public.pomodoro_sessions is
  ''One run of a phase, from its start to its end: a projection of pomodoro_checkpoints, written by the devices. The last write wins.'';
comment on column public.pomodoro_sessions.id is ''Made by the device: the session_id of its checkpoints.'';
comment on column public.pomodoro_sessions.user_id is ''Whose session.'';
comment on column public.pomodoro_sessions.task_id is ''What it was for. No foreign key: the task may be deleted, or come later.'';
comment on column public.pomodoro_sessions.start_time is ''When the phase began.'';
comment on column public.pomodoro_sessions.end_time is ''When it ended; null while it has not, and for a void one.'';
comment on column public.pomodoro_sessions.session_type is ''The phase: work, short_break or long_break.'';
comment on column public.pomodoro_sessions.completed is ''True if it ran to its end: outcome is completed.'';
comment on column public.pomodoro_sessions.current_session_number is ''The round: which focus session of the cycle it is, from 1; a break carries the round that it follows.'';
comment on column public.pomodoro_sessions.active_time is ''How long it ran, pauses not counted: milliseconds, at most a week.'';
comment on column public.pomodoro_sessions.outcome is
  ''running, paused, completed, interrupted (another session took over), stopped, skipped, or void (a begin that came to nothing).'';
comment on column public.pomodoro_sessions.preset_type is ''Key of the preset in users.pomodoro_settings at its start.'';
comment on column public.pomodoro_sessions.rules is ''Version of the replay''''s rules that wrote the row; 0 for a row that no replay wrote.'';
comment on column public.pomodoro_sessions.seq is ''Place in the order of this person''''s changes, from sync_heads; given by a trigger.'';
comment on constraint pomodoro_sessions_pkey on public.pomodoro_sessions is ''There is such a session already.'';
comment on constraint pomodoro_sessions_session_type_check on public.pomodoro_sessions is ''A phase is work, short_break or long_break.'';
comment on constraint pomodoro_sessions_outcome_check on public.pomodoro_sessions is
  ''An outcome is running, paused, completed, interrupted, stopped, skipped or void.'';
comment on constraint pomodoro_sessions_completed_check on public.pomodoro_sessions is ''A session is completed when its outcome is.'';
comment on constraint pomodoro_sessions_times_check on public.pomodoro_sessions is ''A session ends after it starts, between 2000 and 2200.'';
comment on constraint pomodoro_sessions_current_session_number_check on public.pomodoro_sessions is ''A round is 1 to 1000.'';
comment on constraint pomodoro_sessions_active_time_check on public.pomodoro_sessions is ''A session runs for at most a week.'';
comment on constraint pomodoro_sessions_preset_type_check on public.pomodoro_sessions is ''The key of a preset has 1 to 64 characters.'';
comment on constraint pomodoro_sessions_rules_check on public.pomodoro_sessions is ''The version of the rules is a number from 0.'';

alter table public.pomodoro_sessions enable row level security;

create policy \\"Own sessions are readable\\" on public.pomodoro_sessions
for select to authenticated
using ((select auth.uid()) = user_id);

create policy \\"Own sessions can be added\\" on public.pomodoro_sessions
for insert to authenticated
with check ((select auth.uid()) = user_id);

create policy \\"Own sessions can be changed\\" on public.pomodoro_sessions
for update to authenticated
using ((select auth.uid()) = user_id)
with check ((select auth.uid()) = user_id);

revoke all on table public.pomodoro_sessions from anon, authenticated, service_role;

grant select, insert, update on table public.pomodoro_sessions to authenticated;

grant all on table public.pomodoro_sessions to service_role;

create table public.pomodoro_checkpoints (
  id uuid not null,
  user_id uuid not null default auth.uid(),
  session_id uuid not null,
  parent_id uuid,
  follows uuid,
  device_id uuid not null,
  checkpoint_type text not null,
  timestamp timestamptz not null,
  generation bigint not null,
  session_type text not null,
  task_id uuid,
  round_number integer not null,
  preset_type text not null,
  plan jsonb not null,
  remaining_time integer not null,
  added_time integer not null default 0,
  is_paused boolean not null default false,
  last_active timestamptz,
  seq bigint not null default 0,
  constraint pomodoro_checkpoints_pkey primary key (user_id, id),
  constraint pomodoro_checkpoints_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint pomodoro_checkpoints_checkpoint_type_check check (checkpoint_type ~ ''^[a-z_]{1,32}$''),
  constraint pomodoro_checkpoints_times_check check (
    timestamp >= ''2000-01-01 00:00:00+00''
    and (last_active is null or last_active >= ''2000-01-01 00:00:00+00'')
  ),
  constraint pomodoro_checkpoints_generation_check check (generation between 1 and 1000000000000000),
  constraint pomodoro_checkpoints_session_type_check check (session_type in (''work'', ''short_break'', ''long_break'')),
  constraint pomodoro_checkpoints_round_number_check check (round_number between 1 and 1000),
  constraint pomodoro_checkpoints_preset_type_check check (preset_type ~ ''^[^[:cntrl:]]{1,64}$''),
  constraint pomodoro_checkpoints_plan_check check (
    (
      octet_length(plan::text) <= 1000
      and plan @@ ''strict $.work_duration > 0 && $.work_duration <= 180
        && $.short_break > 0 && $.short_break <= 180
        && $.long_break > 0 && $.long_break <= 180
        && $.sessions_before_long_break >= 1 && $.sessions_before_long_break <= 12
        && $.sessions_before_long_break.floor() == $.sessions_before_long_break''
    ) is true
  ),
  constraint pomodoro_checkpoints_remaining_time_check check (remaining_time between 0 and 604800000),
  constraint pomodoro_checkpoints_added_time_check check (added_time between 0 and 604800000)
);

create unique index pomodoro_checkpoints_seq_key on public.pomodoro_checkpoints (user_id, seq);

comment on table public.pomodoro_checkpoints is
  ''An immutable record of one act on the timer, with what the actor saw. Timer and history are one replay of this set. Insert only.'';
comment on column public.pomodoro_checkpoints.id is ''Made by the device; of a begin, derived from the session it follows.'';
comment on column public.pomodoro_checkpoints.user_id is ''Whose timer.'';
comment on column public.pomodoro_checkpoints.session_id is ''The run of a phase that the act is about.'';
comment on column public.pomodoro_checkpoints.parent_id is ''The newest checkpoint, in replay order, that the device knew. No foreign key: it may come later, or be gone.'';
comment on column public.pomodoro_checkpoints.follows is ''The session before this one in the cycle; only on a start or begin.'';
comment on column public.pomodoro_checkpoints.device_id is ''Where the act was made: devices.id.'';
comment on column public.pomodoro_checkpoints.checkpoint_type is
  ''start, begin, pause, resume, extend, skip, stop, handoff, or the name of an act that a newer version knows.'';
comment on column public.pomodoro_checkpoints.timestamp is
  ''When, by the device''''s corrected clock. A time in the future is moved back to the server''''s now, never forward.'';
comment on column public.pomodoro_checkpoints.generation is ''1 + the highest generation that the device knew.'';
comment on column public.pomodoro_checkpoints.session_type is ''The phase: work, short_break or long_break.'';
comment on column public.pomodoro_checkpoints.task_id is ''What it is for. No foreign key: an act outlives its task.'';
comment on column public.pomodoro_checkpoints.round_number is ''Which focus session of the cycle, from 1; a break carries the round that it follows.'';
comment on column public.pomodoro_checkpoints.preset_type is ''Key of the preset in users.pomodoro_settings at the start.'';
comment on column public.pomodoro_checkpoints.plan is
  ''The preset as it was at the start, never read again from settings: durations in minutes (above 0 to 180), sessions_before_long_break (1 to 12).'';
comment on column public.pomodoro_checkpoints.remaining_time is ''What the actor saw left of the phase, milliseconds.'';
comment on column public.pomodoro_checkpoints.added_time is ''What an extend adds, milliseconds; 0 on every other act.'';
comment on column public.pomodoro_checkpoints.is_paused is ''Whether the timer stood still after the act, as the actor saw it.'';
comment on column public.pomodoro_checkpoints.last_active is ''When the actor was last seen active on that device; null where that is not known.'';
comment on column public.pomodoro_checkpoints.seq is ''Place in the order of this person''''s changes, from sync_heads; given by a trigger.'';
comment on constraint pomodoro_checkpoints_pkey on public.pomodoro_checkpoints is ''There is such a checkpoint already.'';
comment on constraint pomodoro_checkpoints_checkpoint_type_check on public.pomodoro_checkpoints is
  ''The name of an act has 1 to 32 lower-case letters or underscores.'';
comment on constraint pomodoro_checkpoints_times_check on public.pomodoro_checkpoints is ''The time of an act lies after 1999.'';
comment on constraint pomodoro_checkpoints_generation_check on public.pomodoro_checkpoints is ''A generation is a number from 1.'';
comment on constraint pomodoro_checkpoints_session_type_check on public.pomodoro_checkpoints is ''A phase is work, short_break or long_break.'';
comment on constraint pomodoro_checkpoints_round_number_check on public.pomodoro_checkpoints is ''A round is 1 to 1000.'';
comment on constraint pomodoro_checkpoints_preset_type_check on public.pomodoro_checkpoints is ''The key of a preset has 1 to 64 characters.'';
comment on constraint pomodoro_checkpoints_plan_check on public.pomodoro_checkpoints is
  ''Durations of a plan are above 0 and at most 180 minutes, its rounds 1 to 12.'';
comment on constraint pomodoro_checkpoints_remaining_time_check on public.pomodoro_checkpoints is ''What is left of a phase is at most a week.'';
comment on constraint pomodoro_checkpoints_added_time_check on public.pomodoro_checkpoints is ''An extension is at most a week.'';

alter table public.pomodoro_checkpoints enable row level security;

create policy \\"Own checkpoints are readable\\" on public.pomodoro_checkpoints
for select to authenticated
using ((select auth.uid()) = user_id);

create policy \\"Own checkpoints can be added\\" on public.pomodoro_checkpoints
for insert to authenticated
with check ((select auth.uid()) = user_id);

revoke all on table public.pomodoro_checkpoints from anon, authenticated, service_role;

grant select, insert on table public.pomodoro_checkpoints to authenticated;

grant all on table public.pomodoro_checkpoints to service_role;

create table public.devices (
  id uuid not null,
  user_id uuid not null default auth.uid(),
  name text not null,
  platform text not null default '''',
  created_at timestamptz not null default now(),
  last_seen timestamptz not null default now(),
  removed_at timestamptz,
  seq bigint not null default 0,
  constraint devices_pkey primary key (user_id, id),
  constraint devices_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint devices_name_check check (name ~ ''^[^[:cntrl:]]{1,100}$'' and name ~ ''[^[:space:]]''),
  constraint devices_platform_check check (platform ~ ''^[^[:cntrl:]]{0,100}$''),
  constraint devices_times_check check (
    created_at >= ''2000-01-01 00:00:00+00''
    and last_seen >= ''2000-01-01 00:00:00+00''
    and (removed_at is null or removed_at >= ''2000-01-01 00:00:00+00'')
  )
);

create unique index devices_seq_key on public.devices (user_id, seq);

comment on table public.devices is ''A browser profile with Baton installed; registers itself with its first sync().'';
comment on column public.devices.id is ''Made by the device.'';
comment on column public.devices.user_id is ''Who uses it.'';
comment on column public.devices.name is ''As the person sees it, 1 to 100 characters.'';
comment on column public.devices.platform is ''Browser and system, for a person to read.'';
comment on column public.devices.created_at is ''When it first synced, by the server''''s clock.'';
comment on column public.devices.last_seen is ''When it last synced, by the server''''s clock, to the hour: a pull must not be news to the others.'';
comment on column public.devices.removed_at is ''When the person signed it out from afar; cleared only by a new sign-in on it.'';
comment on column public.devices.seq is ''Place in the order of this person''''s changes, from sync_heads; given by a trigger.'';
comment on constraint devices_pkey on public.devices is ''There is such a device already.'';
comment on constraint devices_name_check on public.devices is ''The name of a device has 1 to 100 characters.'';
comment on constraint devices_platform_check on public.devices is ''The platform of a device has at most 100 characters.'';
comment on constraint devices_times_check on public.devices is ''The dates of a device lie after 1999.'';

alter table public.devices enable row level security;

create policy \\"Own devices are readable\\" on public.devices
for select to authenticated
using ((select auth.uid()) = user_id);

create policy \\"Own devices can be added\\" on public.devices
for insert to authenticated
with check ((select auth.uid()) = user_id);

create policy \\"Own devices can be changed\\" on public.devices
for update to authenticated
using ((select auth.uid()) = user_id)
with check ((select auth.uid()) = user_id);

revoke all on table public.devices from anon, authenticated, service_role;

grant select, insert, update on table public.devices to authenticated;

grant all on table public.devices to service_role;

-- The login that a device last synced with, so that removing the device can end that login.
create table baton.device_sessions (
  user_id uuid not null,
  device_id uuid not null,
  session_id uuid not null,
  constraint device_sessions_pkey primary key (user_id, device_id),
  constraint device_sessions_device_fkey foreign key (user_id, device_id)
  references public.devices (user_id, id) on delete cascade
);

create index device_sessions_session_id_idx on baton.device_sessions (session_id);

comment on table baton.device_sessions is ''The login that each device last synced with.'';
comment on column baton.device_sessions.user_id is ''Who uses the device.'';
comment on column baton.device_sessions.device_id is ''devices.id.'';
comment on column baton.device_sessions.session_id is ''auth.sessions.id, from the claim session_id of its token.'';

alter table baton.device_sessions enable row level security;

-- The highest seq that a row of this person has.
create function baton.highest_seq(owner uuid) returns bigint
language plpgsql
stable
set search_path = ''''
as $$
begin
  return greatest(
    0,
    (select max(t.seq) from public.users t where t.id = owner),
    (select max(t.seq) from public.tasks t where t.user_id = owner),
    (select max(t.seq) from public.pomodoro_sessions t where t.user_id = owner),
    (select max(t.seq) from public.pomodoro_checkpoints t where t.user_id = owner),
    (select max(t.seq) from public.devices t where t.user_id = owner)
  );
end
$$;

comment on function baton.highest_seq(uuid) is ''The highest seq that a row of a person has; 0 without rows.'';

-- Writes down how far this transaction has counted. Counting itself goes on in a setting of the transaction,
-- which a rolled back part of it takes back too: one row updated ten thousand times would be slower each time.
create function baton.settle() returns void
language plpgsql
security definer
set search_path = ''''
as $$
declare
  count text[] := string_to_array(current_setting(''baton.count'', true), '' '');
begin
  if count[2] = pg_current_xact_id_if_assigned()::text then
    update public.sync_heads h set head = count[3]::bigint
    where h.user_id = count[1]::uuid and h.head < count[3]::bigint;
  end if;
end
$$;

comment on function baton.settle() is ''Writes down how far this transaction has counted: sync_heads.head is right again.'';

-- The next seq of a person. The row of the counter stays locked until the transaction ends, so whoever comes
-- second waits: seqs become visible in their own order, and no reader can pass one by.
create function baton.next_seq(owner uuid) returns bigint
language plpgsql
security definer
set search_path = ''''
as $$
declare
  this_writer xid8 := pg_current_xact_id();
  count text[] := string_to_array(current_setting(''baton.count'', true), '' '');
  heads public.sync_heads;
  given bigint;
begin
  if count[1] = owner::text and count[2] = this_writer::text then
    given := count[3]::bigint + 1;
  else
    perform baton.settle();
    select h.* into heads from public.sync_heads h where h.user_id = owner for no key update;
    if not found then
      -- A counter that was removed begins behind the rows that are there.
      insert into public.sync_heads (user_id, head) values (owner, baton.highest_seq(owner))
      on conflict (user_id) do nothing;
      select h.* into heads from public.sync_heads h where h.user_id = owner for no key update;
    end if;
    given := heads.head + 1;
    if heads.writer is distinct from this_writer then
      update public.sync_heads h set head = given, began = heads.head, writer = this_writer where h.user_id = owner;
    end if;
  end if;
  perform set_config(''baton.count'', format(''%s %s %s'', owner, this_writer, given), true);
  return given;
end
$$;

comment on function baton.next_seq(uuid) is ''The next seq of a person; keeps their counter locked until the transaction ends.'';

-- Before any row is touched: a row locked first and the counter second would be the other way round in sync(),
-- and two such writers would wait for each other.
create function baton.lock_head() returns trigger
language plpgsql
security definer
set search_path = ''''
as $$
declare
  uid uuid := auth.uid();
begin
  perform from public.sync_heads h where h.user_id = uid for no key update;
  return null;
end
$$;

comment on function baton.lock_head() is
  ''Trigger: locks the counter of the signed-in person, until the transaction ends, before a statement writes rows.'';

create function baton.number_row() returns trigger
language plpgsql
security definer
set search_path = ''''
as $$
begin
  -- A row written as it is makes no news, unless somebody tried to write seq itself.
  if tg_op = ''UPDATE'' then
    if new is not distinct from old then
      return new;
    end if;
  end if;
  if tg_table_name = ''users'' then
    new.seq := baton.next_seq(new.id);
  else
    new.seq := baton.next_seq(new.user_id);
  end if;
  return new;
end
$$;

comment on function baton.number_row() is ''Trigger: gives a new or changed row the next seq of its person.'';

revoke all on function baton.highest_seq(uuid) from public;
revoke all on function baton.settle() from public;
revoke all on function baton.next_seq(uuid) from public;
revoke all on function baton.lock_head() from public;
revoke all on function baton.number_row() from public;

grant execute on function baton.settle() to authenticated;

-- sync() has it locked already.
create trigger lock_head before insert or update or delete on public.users
for each statement
when (current_setting(''baton.syncing'', true) is distinct from ''on'')
execute function baton.lock_head();

create trigger lock_head before insert or update or delete on public.tasks
for each statement
when (current_setting(''baton.syncing'', true) is distinct from ''on'')
execute function baton.lock_head();

create trigger lock_head before insert or update or delete on public.pomodoro_sessions
for each statement
when (current_setting(''baton.syncing'', true) is distinct from ''on'')
execute function baton.lock_head();

create trigger lock_head before insert or update or delete on public.pomodoro_checkpoints
for each statement
when (current_setting(''baton.syncing'', true) is distinct from ''on'')
execute function baton.lock_head();

create trigger lock_head before insert or update or delete on public.devices
for each statement
when (current_setting(''baton.syncing'', true) is distinct from ''on'')
execute function baton.lock_head();

-- Triggers of one event run by name: prepare_row, where there is one, is done by then.
create trigger row_number before insert or update on public.users
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.tasks
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.pomodoro_sessions
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.pomodoro_checkpoints
for each row execute function baton.number_row();

create trigger row_number before insert or update on public.devices
for each row execute function baton.number_row();

-- Milliseconds since the epoch, by the wall and not by the start of the transaction: who waited for a lock
-- must not be taken for the earlier one.
create function baton.now_ms() returns bigint
language plpgsql
volatile
set search_path = ''''
as $$
begin
  return extract(epoch from clock_timestamp()) * 1000;
end
$$;

comment on function baton.now_ms() is ''Now, milliseconds since the epoch.'';

create function baton.edit_time(edited jsonb, field text) returns numeric
-- Not language sql, here and below: with a search_path of its own such a function is planned at each call.
language plpgsql
immutable
set search_path = ''''
as $$
begin
  return case when jsonb_typeof(edited -> field) = ''number'' then (edited ->> field)::numeric else 0 end;
end
$$;

comment on function baton.edit_time(jsonb, text) is ''When a field was last edited, milliseconds since the epoch; 0 where that is not known.'';

-- Merges two versions of an object field by field. The later edit of a field wins; of two at the same
-- instant the one whose text is greater by byte, so that the order of arrival does not matter.
-- A writer that is not syncing and changes a field without saying when, changes it now.
create function baton.merge(
  stored jsonb, stored_edited jsonb, given jsonb, given_edited jsonb, fields text[], syncing boolean
)
returns jsonb
language plpgsql
volatile
set search_path = ''''
as $$
declare
  current_ms bigint := baton.now_ms();
  merged jsonb := stored;
  edited jsonb := stored_edited;
  field text;
  stored_at numeric;
  given_at numeric;
begin
  foreach field in array fields loop
    continue when not given ? field;
    stored_at := baton.edit_time(stored_edited, field);
    given_at := least(baton.edit_time(given_edited, field), current_ms);
    if not syncing
      and given -> field is distinct from stored -> field
      and (given_edited -> field is null or given_edited -> field = stored_edited -> field)
    then
      given_at := greatest(current_ms, stored_at + 1);
    end if;
    if given_at > stored_at
      or (
        given_at = stored_at
        and (given -> field)::text collate \\"C\\" > coalesce((stored -> field)::text, '''') collate \\"C\\"
      )
    then
      merged := merged || jsonb_build_object(field, given -> field);
      if given_at > 0 then
        edited := edited || jsonb_build_object(field, given_at);
      end if;
    end if;
  end loop;
  return jsonb_build_object(''row'', merged, ''edited'', edited);
end
$$;

comment on function baton.merge(jsonb, jsonb, jsonb, jsonb, text[], boolean) is
  ''Merges a given object into a stored one, the later edit of each field winning: {\\"row\\", \\"edited\\"}.'';

-- True while sync() writes: it says when each field was edited, or means that it does not know.
create function baton.is_syncing() returns boolean
language plpgsql
stable
set search_path = ''''
as $$
begin
  return coalesce(current_setting(''baton.syncing'', true), '''') = ''on'';
end
$$;

comment on function baton.is_syncing() is ''Whether the row being written comes through sync().'';

-- The times of edits of a row that is new: known fields, none in the future.
create function baton.tidy_edited(edited jsonb, fields text[]) returns jsonb
language plpgsql
volatile
set search_path = ''''
as $$
begin
  if edited = ''{}'' then
    return edited;
  end if;
  return (
    select coalesce(jsonb_object_agg(field, least(baton.edit_time(edited, field), baton.now_ms())), ''{}'')
    from unnest(fields) as field
    where baton.edit_time(edited, field) > 0
  );
end
$$;

comment on function baton.tidy_edited(jsonb, text[]) is ''Times of edits without those of unknown fields and without future ones.'';

revoke all on function baton.now_ms() from public;
revoke all on function baton.edit_time(jsonb, text) from public;
revoke all on function baton.merge(jsonb, jsonb, jsonb, jsonb, text[], boolean) from public;
revoke all on function baton.is_syncing() from public;
revoke all on function baton.tidy_edited(jsonb, text[]) from public;

create function baton.prepare_user() returns trigger
language plpgsql
security definer
set search_path = ''''
as $$
declare
  given jsonb := new.pomodoro_settings;
  merged jsonb;
begin
  -- What is no object is left to the constraints, which have a sentence for it.
  if jsonb_typeof(given) is distinct from ''object'' or jsonb_typeof(new.edited) is distinct from ''object'' then
    return new;
  end if;
  if not baton.is_syncing() then
    -- A key that somebody left out was removed by them, and must not come back from another device.
    select given || coalesce(jsonb_object_agg(key, null), ''{}'') into given
    from jsonb_object_keys(old.pomodoro_settings) as key
    where not given ? key;
  end if;
  merged := baton.merge(
    old.pomodoro_settings, old.edited, given, new.edited,
    array(select jsonb_object_keys(given)), baton.is_syncing()
  );
  new.pomodoro_settings := merged -> ''row'';
  new.edited := merged -> ''edited'';
  return new;
end
$$;

comment on function baton.prepare_user() is ''Trigger: merges written settings into the stored ones, key by key.'';

revoke all on function baton.prepare_user() from public;

create trigger prepare_row before update of pomodoro_settings, edited on public.users
for each row execute function baton.prepare_user();

-- The key behind the last one, as generateKeyBetween(last, null) of fractional-indexing makes it.
create function baton.position_after(last text) returns text
language plpgsql
immutable
set search_path = ''''
as $$
declare
  digits constant text := ''0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'';
  head integer := ascii(last);
  whole text := left(last, case when head >= 97 then head - 95 else 92 - head end);
  place integer;
begin
  if last is null then
    return ''a0'';
  end if;
  for i in reverse char_length(whole)..2 loop
    place := strpos(digits, substr(whole, i, 1));
    if place < 62 then
      return left(whole, i - 1) || substr(digits, place + 1, 1) || repeat(''0'', char_length(whole) - i);
    end if;
  end loop;
  if head = ascii(''z'') then
    return last || ''V'';
  elsif head = ascii(''Z'') then
    return ''a0'';
  elsif head >= 97 then
    return chr(head + 1) || repeat(''0'', char_length(whole));
  end if;
  return chr(head + 1) || repeat(''0'', char_length(whole) - 2);
end
$$;

comment on function baton.position_after(text) is ''A fractional index that sorts behind the given one; the first one for null.'';

create function baton.prepare_task() returns trigger
language plpgsql
security definer
set search_path = ''''
as $$
declare
  fields constant text[] := array[
    ''title'', ''description'', ''estimated_pomodoros'', ''completed_at'', ''is_active'', ''position'', ''deleted_at''
  ];
  current_instant timestamptz := date_trunc(''milliseconds'', clock_timestamp());
  merged jsonb;
begin
  -- Not least(): that takes no time at all for a time.
  if new.completed_at > current_instant then
    new.completed_at := current_instant;
  end if;
  if new.deleted_at > current_instant then
    new.deleted_at := current_instant;
  end if;
  new.created_at := least(new.created_at, current_instant);
  if tg_op = ''INSERT'' then
    new.edited := baton.tidy_edited(new.edited, fields);
    if new.position = '''' then
      select baton.position_after(max(t.position)) into new.position
      from public.tasks t where t.user_id = new.user_id;
    end if;
  elsif (
      (new.title, new.description, new.estimated_pomodoros, new.completed_at, new.is_active, new.position, new.deleted_at, new.edited)
      is distinct from
      (old.title, old.description, old.estimated_pomodoros, old.completed_at, old.is_active, old.position, old.deleted_at, old.edited)
    )
    and jsonb_typeof(new.edited) is not distinct from ''object''
  then
    merged := baton.merge(to_jsonb(old), old.edited, to_jsonb(new), new.edited, fields, baton.is_syncing());
    new.edited := merged -> ''edited'';
    merged := merged -> ''row'';
    new.title := merged ->> ''title'';
    new.description := merged ->> ''description'';
    new.estimated_pomodoros := merged ->> ''estimated_pomodoros'';
    new.completed_at := merged ->> ''completed_at'';
    new.is_active := merged ->> ''is_active'';
    new.position := merged ->> ''position'';
    new.deleted_at := merged ->> ''deleted_at'';
  end if;
  select count(*) into new.completed_pomodoros
  from public.pomodoro_sessions s
  where s.user_id = new.user_id and s.task_id = new.id and s.completed and s.session_type = ''work'';
  return new;
end
$$;

comment on function baton.prepare_task() is
  ''Trigger: merges a written task into the stored one, field by field, puts one without a position last, and counts its sessions.'';

-- Whoever deletes a task leaves a mark, so that no other device brings it back. Deleting a mark, and deleting
-- the person, removes the row.
create function baton.mark_deleted_task() returns trigger
language plpgsql
security definer
set search_path = ''''
as $$
begin
  if old.deleted_at is not null or not exists (select from public.users u where u.id = old.user_id) then
    return old;
  end if;
  update public.tasks t set deleted_at = clock_timestamp() where t.user_id = old.user_id and t.id = old.id;
  return null;
end
$$;

comment on function baton.mark_deleted_task() is ''Trigger: turns the delete of a task into a mark.'';

revoke all on function baton.position_after(text) from public;
revoke all on function baton.prepare_task() from public;
revoke all on function baton.mark_deleted_task() from public;

create trigger prepare_row before insert or update on public.tasks
for each row execute function baton.prepare_task();

create trigger mark_deleted before delete on public.tasks
for each row execute function baton.mark_deleted_task();

-- sync() writes every column. A script or the dashboard may know the columns of old only: `completed` says
-- what came of the session, its start and end how long it ran.
create function baton.prepare_session() returns trigger
language plpgsql
set search_path = ''''
as $$
begin
  new.start_time := date_trunc(''milliseconds'', new.start_time);
  new.end_time := date_trunc(''milliseconds'', new.end_time);
  if current_setting(''baton.syncing'', true) = ''on'' then
    return new;
  end if;
  if tg_op = ''UPDATE'' then
    if new.completed <> old.completed and new.outcome = old.outcome then
      new.outcome := case when new.completed then ''completed'' else ''stopped'' end;
    elsif new.outcome <> old.outcome then
      new.completed := new.outcome = ''completed'';
    end if;
  elsif new.outcome = '''' then
    new.outcome := case
      when new.completed then ''completed''
      when new.end_time is null then ''running''
      else ''stopped''
    end;
  end if;
  if new.active_time = 0 and new.outcome in (''completed'', ''stopped'') and new.end_time > new.start_time then
    new.active_time := least(extract(epoch from new.end_time - new.start_time) * 1000, 604800000);
  end if;
  return new;
end
$$;

comment on function baton.prepare_session() is ''Trigger: fills what a writer that knows only the columns of old left out.'';

-- The task counts for itself whenever it is written.
create function baton.count_pomodoros(owner uuid, task uuid) returns void
language plpgsql
security definer
set search_path = ''''
as $$
begin
  update public.tasks t
  set completed_pomodoros = t.completed_pomodoros
  where t.user_id = owner and t.id = task
    and t.completed_pomodoros <> (
      select count(*) from public.pomodoro_sessions s
      where s.user_id = owner and s.task_id = task and s.completed and s.session_type = ''work''
    );
end
$$;

comment on function baton.count_pomodoros(uuid, uuid) is ''Has a task count its completed focus sessions anew.'';

-- Once a statement, not once a row: a task that a thousand imported sessions name is written once.
create function baton.count_added() returns trigger
language plpgsql
security definer
set search_path = ''''
as $$
declare
  named record;
begin
  for named in
    select distinct s.user_id, s.task_id from added s
    where s.completed and s.session_type = ''work'' and s.task_id is not null
  loop
    perform baton.count_pomodoros(named.user_id, named.task_id);
  end loop;
  return null;
end
$$;

comment on function baton.count_added() is ''Trigger: counts anew the sessions of the tasks that added sessions name.'';

create function baton.count_changed() returns trigger
language plpgsql
security definer
set search_path = ''''
as $$
declare
  named record;
begin
  for named in
    select distinct c.user_id, c.task_id
    from (
      (
        select s.user_id, s.id, s.task_id from added s where s.completed and s.session_type = ''work''
        except
        select s.user_id, s.id, s.task_id from removed s where s.completed and s.session_type = ''work''
      )
      union all
      (
        select s.user_id, s.id, s.task_id from removed s where s.completed and s.session_type = ''work''
        except
        select s.user_id, s.id, s.task_id from added s where s.completed and s.session_type = ''work''
      )
    ) as c
    where c.task_id is not null
  loop
    perform baton.count_pomodoros(named.user_id, named.task_id);
  end loop;
  return null;
end
$$;

comment on function baton.count_changed() is ''Trigger: counts anew the sessions of the tasks that changed sessions name.'';

create function baton.count_removed() returns trigger
language plpgsql
security definer
set search_path = ''''
as $$
declare
  named record;
begin
  for named in
    select distinct s.user_id, s.task_id from removed s
    where s.completed and s.session_type = ''work'' and s.task_id is not null
  loop
    perform baton.count_pomodoros(named.user_id, named.task_id);
  end loop;
  return null;
end
$$;

comment on function baton.count_removed() is ''Trigger: counts anew the sessions of the tasks that removed sessions name.'';

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

create function baton.prepare_checkpoint() returns trigger
language plpgsql
set search_path = ''''
as $$
declare
  current_instant timestamptz := date_trunc(''milliseconds'', clock_timestamp());
begin
  new.timestamp := least(date_trunc(''milliseconds'', new.timestamp), current_instant);
  -- Not least() again: that takes no time at all for a time.
  if new.last_active > current_instant then
    new.last_active := current_instant;
  end if;
  return new;
end
$$;

comment on function baton.prepare_checkpoint() is ''Trigger: moves times in the future back to now.'';

revoke all on function baton.prepare_checkpoint() from public;

create trigger prepare_row before insert on public.pomodoro_checkpoints
for each row execute function baton.prepare_checkpoint();

create function baton.prepare_device() returns trigger
language plpgsql
set search_path = ''''
as $$
begin
  new.last_seen := least(new.last_seen, clock_timestamp());
  if new.removed_at > clock_timestamp() then
    new.removed_at := clock_timestamp();
  end if;
  -- A device that was signed out from afar still holds a token for an hour: that must not sign it in again.
  if tg_op = ''UPDATE'' and current_user = ''authenticated'' then
    new.created_at := old.created_at;
    new.removed_at := coalesce(old.removed_at, new.removed_at);
  end if;
  return new;
end
$$;

comment on function baton.prepare_device() is ''Trigger: keeps the times of a device in the past, and a removed device removed.'';

-- Ends the login of a device: its refresh token is worth nothing from now on.
create function baton.end_device_session() returns trigger
language plpgsql
security definer
set search_path = ''''
as $$
begin
  delete from auth.sessions a
  using baton.device_sessions d
  where d.user_id = new.user_id and d.device_id = new.id and a.id = d.session_id and a.user_id = new.user_id;
  return null;
end
$$;

comment on function baton.end_device_session() is ''Trigger: ends the login of a device that was removed.'';

revoke all on function baton.prepare_device() from public;
revoke all on function baton.end_device_session() from public;

create trigger prepare_row before insert or update on public.devices
for each row execute function baton.prepare_device();

create trigger end_session after update of removed_at on public.devices
for each row
when (old.removed_at is null and new.removed_at is not null)
execute function baton.end_device_session();

-- Rows of a person behind a cursor, in the order of seq: {\\"table\\", \\"row\\"}. Each branch walks its own index
-- (user_id, seq), so the merge of them needs no sort and stops where the caller does.
create function baton.rows_after(owner uuid, after bigint, most integer) returns setof jsonb
-- Not language sql: that is planned anew at each call, which costs more than the rows.
language plpgsql
stable
set search_path = ''''
-- A plan is kept for long, and may have been made on the first day, when reading a whole table was cheapest.
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off
as $$
begin
  return query
  select r.change
  from (
    (
      select t.seq, jsonb_build_object(''table'', ''users'', ''row'', to_jsonb(t)) as change
      from public.users t where t.id = owner and t.seq > after order by t.seq limit most
    )
    union all
    (
      select t.seq, jsonb_build_object(''table'', ''tasks'', ''row'', to_jsonb(t))
      from public.tasks t where t.user_id = owner and t.seq > after order by t.seq limit most
    )
    union all
    (
      select t.seq, jsonb_build_object(''table'', ''pomodoro_sessions'', ''row'', to_jsonb(t))
      from public.pomodoro_sessions t where t.user_id = owner and t.seq > after order by t.seq limit most
    )
    union all
    (
      select t.seq, jsonb_build_object(''table'', ''pomodoro_checkpoints'', ''row'', to_jsonb(t))
      from public.pomodoro_checkpoints t where t.user_id = owner and t.seq > after order by t.seq limit most
    )
    union all
    (
      select t.seq, jsonb_build_object(''table'', ''devices'', ''row'', to_jsonb(t))
      from public.devices t where t.user_id = owner and t.seq > after order by t.seq limit most
    )
  ) as r
  order by r.seq
  limit most;
end
$$;

comment on function baton.rows_after(uuid, bigint, integer) is ''Rows of a person with seq above a cursor, in that order: {\\"table\\", \\"row\\"}.'';

-- Hints carry no truth: a broadcast that fails must not undo what it tells of.
create function baton.send(payload jsonb, event text, owner uuid) returns void
language plpgsql
security definer
set search_path = ''''
as $$
begin
  perform realtime.send(payload, event, ''user:'' || owner, true);
exception
  when others then
    raise warning ''Broadcast to % failed: %'', owner, sqlerrm;
end
$$;

comment on function baton.send(jsonb, text, uuid) is ''Broadcasts to the open browsers of a person.'';

-- At the end of the transaction, once for each person it wrote rows of.
create function baton.tell() returns trigger
language plpgsql
security definer
set search_path = ''''
as $$
declare
  first bigint;
  last bigint;
  news jsonb;
begin
  if coalesce(current_setting(''baton.count'', true), '''') = '''' then
    -- Somebody reset the settings of the transaction, and the count with them.
    update public.sync_heads h set head = baton.highest_seq(h.user_id)
    where h.user_id = new.user_id and h.head < baton.highest_seq(h.user_id);
  else
    perform baton.settle();
  end if;
  select h.began, h.head into first, last from public.sync_heads h where h.user_id = new.user_id;
  if not found or last = first then
    return null;
  end if;
  if last - first <= 50 then
    select jsonb_agg(change) into news from baton.rows_after(new.user_id, first, 50) as change;
    if octet_length(news::text) > 32000 then
      news := null;
    end if;
  end if;
  perform baton.send(
    jsonb_build_object(''from'', first, ''to'', last)
    || case when news is null then ''{}'' else jsonb_build_object(''rows'', news) end,
    ''changes'', new.user_id
  );
  return null;
end
$$;

comment on function baton.tell() is
  ''Trigger: one broadcast for each writing transaction, {from, to, rows?}; rows ride along where they are under 32 KB.'';

revoke all on function baton.rows_after(uuid, bigint, integer) from public;
revoke all on function baton.send(jsonb, text, uuid) from public;
revoke all on function baton.tell() from public;

grant execute on function baton.rows_after(uuid, bigint, integer) to authenticated;

create constraint trigger tell after update of writer on public.sync_heads
deferrable initially deferred
for each row execute function baton.tell();

-- Select only: nobody sends but the database.
create policy \\"Own topic is readable\\" on realtime.messages
for select to authenticated
using (topic = ''user:'' || (select auth.uid())::text);

-- Makes the row of a person: at sign-up, or later for one who signed up before Baton was installed here.
create function baton.add_user(owner uuid, address text, wished text) returns void
language plpgsql
security definer
set search_path = ''''
as $$
declare
  base text := left(regexp_replace(coalesce(wished, ''''), ''[[:space:][:cntrl:]]+'', ''_'', ''g''), 40);
  candidate text;
begin
  if base in ('''', ''_'') then
    base := left(regexp_replace(split_part(coalesce(address, ''''), ''@'', 1), ''[[:space:][:cntrl:]]+'', ''_'', ''g''), 40);
  end if;
  if base in ('''', ''_'') then
    base := ''user'';
  end if;
  candidate := base;
  for attempt in 1..10 loop
    insert into public.users (id, email, username)
    select owner, case when exists (select from public.users u where u.email = address) then null else address end, candidate
    on conflict do nothing;
    if exists (select from public.users u where u.id = owner) then
      return;
    end if;
    candidate := left(base, 33) || ''-'' || left(replace(gen_random_uuid()::text, ''-'', ''''), 6);
  end loop;
  raise exception ''No free username like % was found.'', base;
end
$$;

comment on function baton.add_user(uuid, text, text) is ''Makes the row of a person, with the username they wish or one like it.'';

create function baton.admit(device jsonb, writing boolean) returns public.sync_heads
language plpgsql
security definer
set search_path = ''''
as $$
declare
  uid uuid := auth.uid();
  login uuid := nullif(auth.jwt() ->> ''session_id'', '''')::uuid;
  login_began timestamptz;
  own_device uuid;
  given_name text;
  given_platform text;
  known public.devices;
  heads public.sync_heads;
begin
  if not exists (select from public.users u where u.id = uid) then
    perform baton.add_user(a.id, a.email, a.raw_user_meta_data ->> ''username'') from auth.users a where a.id = uid;
    if not found then
      raise sqlstate ''PT401'' using message = ''account_deleted'', detail = ''This account was deleted.'';
    end if;
  end if;

  if jsonb_typeof(device) = ''object'' then
    if ((device ->> ''id'') ~* ''^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'') is not true then
      raise sqlstate ''PT400'' using message = ''bad_device'', detail = ''The id of a device is a UUID.'';
    end if;
    own_device := device ->> ''id'';
    given_name := left(btrim(regexp_replace(device ->> ''name'', ''[[:cntrl:]]+'', '' '', ''g'')), 100);
    given_platform := left(regexp_replace(device ->> ''platform'', ''[[:cntrl:]]+'', '' '', ''g''), 100);
    select d.* into known from public.devices d where d.user_id = uid and d.id = own_device;
  elsif jsonb_typeof(device) <> ''null'' then
    raise sqlstate ''PT400'' using message = ''bad_device'', detail = ''A device is an object with id, name and platform.'';
  end if;

  if login is not null then
    select s.created_at into login_began from auth.sessions s where s.id = login and s.user_id = uid;
  end if;

  -- Signing in anew takes a removed device back; its old login does not, under no other device''s name either.
  if (known.removed_at is not null and (login_began > known.removed_at) is not true)
    or exists (
      select from baton.device_sessions s
      join public.devices d on d.user_id = s.user_id and d.id = s.device_id
      where s.session_id = login and s.user_id = uid and d.removed_at >= coalesce(login_began, d.removed_at)
    )
  then
    raise sqlstate ''PT403'' using message = ''device_removed'', detail = ''This device was signed out from another one.'';
  end if;

  if login is not null and login_began is null then
    raise sqlstate ''PT401'' using message = ''session_ended'', detail = ''This login has ended: sign in again.'';
  end if;

  perform baton.settle();
  -- Before any other row, as every writer does.
  if writing then
    select h.* into heads from public.sync_heads h where h.user_id = uid for no key update;
  else
    select h.* into heads from public.sync_heads h where h.user_id = uid;
  end if;

  if own_device is null then
    return heads;
  end if;

  if known.id is null then
    insert into public.devices (user_id, id, name, platform)
    values (uid, own_device, coalesce(nullif(given_name, ''''), ''Browser''), coalesce(given_platform, ''''))
    on conflict (user_id, id) do nothing;
  elsif known.last_seen < now() - interval ''1 hour''
    or known.removed_at is not null
    or known.name <> coalesce(nullif(given_name, ''''), known.name)
    or known.platform <> coalesce(given_platform, known.platform)
  then
    update public.devices d
    set
      name = coalesce(nullif(given_name, ''''), d.name),
      platform = coalesce(given_platform, d.platform),
      last_seen = now(),
      removed_at = null
    where d.user_id = uid and d.id = own_device;
  end if;

  if login is not null then
    insert into baton.device_sessions as s (user_id, device_id, session_id)
    select uid, own_device, login
    where not exists (
      select from baton.device_sessions k
      where k.user_id = uid and k.device_id = own_device and k.session_id = login
    )
    on conflict (user_id, device_id) do update set session_id = excluded.session_id;
  end if;
  return heads;
end
$$;

comment on function baton.admit(jsonb, boolean) is
  ''Lets the signed-in person''''s device sync, and registers it: {\\"id\\", \\"name\\", \\"platform\\"}, or null for none. Returns their counter, locked where they want to write. Raises PT400, PT401 or PT403.'';

revoke all on function baton.add_user(uuid, text, text) from public;
revoke all on function baton.admit(jsonb, boolean) from public;

grant execute on function baton.admit(jsonb, boolean) to authenticated;

-- Each takes one row as JSON and writes it with the caller''s rights: `uid` is whose row it is to be, row-level
-- security decides. What it does not know stays as it is: an older client knows fewer columns. `cursor` is what the sender has seen: a row that loses there, and would
-- therefore not come back to it, gets a new seq.
create function baton.apply_task(uid uuid, given jsonb, cursor bigint) returns void
language plpgsql
set search_path = ''''
as $$
declare
  known public.tasks;
  wanted public.tasks;
begin
  if jsonb_typeof(given -> ''edited'') = ''object'' then
    -- The time of an edit says something of the value that comes with it, and of no other.
    select given || jsonb_build_object(''edited'', coalesce(jsonb_object_agg(e.key, e.value), ''{}'')) into given
    from jsonb_each(given -> ''edited'') as e
    where given ? e.key;
  end if;
  select t.* into known from public.tasks t where t.user_id = uid and t.id = (given ->> ''id'')::uuid;
  if not found then
    wanted := jsonb_populate_record(
      null::public.tasks,
      jsonb_build_object(
        ''estimated_pomodoros'', 1, ''created_at'', now(), ''is_active'', true, ''position'', '''', ''edited'', ''{}''::jsonb
      ) || given || jsonb_build_object(''user_id'', uid, ''seq'', 0, ''completed_pomodoros'', 0)
    );
    insert into public.tasks values (wanted.*);
    return;
  end if;
  wanted := jsonb_populate_record(known, given || jsonb_build_object(''user_id'', uid, ''seq'', known.seq));
  update public.tasks t
  set
    title = wanted.title,
    description = wanted.description,
    estimated_pomodoros = wanted.estimated_pomodoros,
    completed_at = wanted.completed_at,
    is_active = wanted.is_active,
    position = wanted.position,
    deleted_at = wanted.deleted_at,
    edited = coalesce(given -> ''edited'', ''{}'')
  where t.user_id = uid and t.id = known.id;
  update public.tasks t
  set seq = 0
  where t.user_id = uid and t.id = known.id and t.seq <= cursor
    and (t.title, t.description, t.estimated_pomodoros, t.completed_at, t.is_active, t.position, t.deleted_at, t.edited)
    is distinct from (
      wanted.title, wanted.description, wanted.estimated_pomodoros, wanted.completed_at, wanted.is_active,
      wanted.position, wanted.deleted_at, wanted.edited
    );
end
$$;

comment on function baton.apply_task(uuid, jsonb, bigint) is ''Merges a task of the signed-in person, or adds it.'';

create function baton.apply_settings(uid uuid, given jsonb, cursor bigint) returns void
language plpgsql
set search_path = ''''
as $$
begin
  if (given ->> ''id'')::uuid <> uid then
    raise insufficient_privilege using message = ''This row belongs to somebody else.'';
  end if;
  update public.users u
  set pomodoro_settings = given -> ''pomodoro_settings'', edited = coalesce(given -> ''edited'', ''{}'')
  where u.id = uid;
  update public.users u
  set seq = 0
  where u.id = uid and u.seq <= cursor
    and not (u.pomodoro_settings @> (given -> ''pomodoro_settings'') and u.edited @> coalesce(given -> ''edited'', ''{}''));
end
$$;

comment on function baton.apply_settings(uuid, jsonb, bigint) is ''Merges settings of the signed-in person: {\\"id\\", \\"pomodoro_settings\\", \\"edited\\"}.'';

create function baton.apply_session(uid uuid, given jsonb) returns void
language plpgsql
set search_path = ''''
as $$
declare
  known public.pomodoro_sessions;
  wanted public.pomodoro_sessions;
begin
  select s.* into known from public.pomodoro_sessions s where s.user_id = uid and s.id = (given ->> ''id'')::uuid;
  if not found then
    wanted := jsonb_populate_record(
      null::public.pomodoro_sessions,
      ''{\\"completed\\": false, \\"active_time\\": 0, \\"preset_type\\": \\"short\\", \\"rules\\": 0}''::jsonb
      || given || jsonb_build_object(''user_id'', uid, ''seq'', 0)
    );
    insert into public.pomodoro_sessions values (wanted.*);
    return;
  end if;
  wanted := jsonb_populate_record(known, given || jsonb_build_object(''user_id'', uid, ''seq'', known.seq));
  update public.pomodoro_sessions s
  set
    task_id = wanted.task_id,
    start_time = wanted.start_time,
    end_time = wanted.end_time,
    session_type = wanted.session_type,
    completed = wanted.completed,
    current_session_number = wanted.current_session_number,
    active_time = wanted.active_time,
    outcome = wanted.outcome,
    preset_type = wanted.preset_type,
    rules = wanted.rules
  where s.user_id = uid and s.id = known.id;
end
$$;

comment on function baton.apply_session(uuid, jsonb) is ''Writes a session of the signed-in person over the stored one, or adds it.'';

create function baton.apply_checkpoint(uid uuid, given jsonb) returns void
language plpgsql
set search_path = ''''
as $$
declare
  wanted public.pomodoro_checkpoints;
begin
  -- Looked for first, as a conflict would already have used a seq. The first one stays.
  if exists (
    select from public.pomodoro_checkpoints c where c.user_id = uid and c.id = (given ->> ''id'')::uuid
  ) then
    return;
  end if;
  wanted := jsonb_populate_record(
    null::public.pomodoro_checkpoints,
    ''{\\"added_time\\": 0, \\"is_paused\\": false}''::jsonb || given || jsonb_build_object(''user_id'', uid, ''seq'', 0)
  );
  insert into public.pomodoro_checkpoints values (wanted.*) on conflict (user_id, id) do nothing;
end
$$;

comment on function baton.apply_checkpoint(uuid, jsonb) is ''Adds a checkpoint of the signed-in person, unless it is there.'';

create function baton.apply_device(uid uuid, given jsonb) returns void
language plpgsql
set search_path = ''''
as $$
begin
  update public.devices d
  set
    name = coalesce(given ->> ''name'', d.name),
    platform = coalesce(given ->> ''platform'', d.platform),
    removed_at = coalesce(d.removed_at, (given ->> ''removed_at'')::timestamptz)
  where d.user_id = uid and d.id = (given ->> ''id'')::uuid;
  if not found then
    insert into public.devices (user_id, id, name, platform, removed_at)
    values (
      uid, (given ->> ''id'')::uuid, given ->> ''name'', coalesce(given ->> ''platform'', ''''),
      (given ->> ''removed_at'')::timestamptz
    );
  end if;
end
$$;

comment on function baton.apply_device(uuid, jsonb) is ''Names or removes a device of the signed-in person, or adds it.'';

create function baton.apply(uid uuid, change jsonb, cursor bigint, stale boolean) returns void
language plpgsql
set search_path = ''''
as $$
declare
  given jsonb := change -> ''row'';
begin
  if jsonb_typeof(given) is distinct from ''object'' or jsonb_typeof(change -> ''table'') is distinct from ''string'' then
    raise sqlstate ''PT400'' using message = ''A change is an object with a table and a row.'';
  end if;
  if given ->> ''id'' is null then
    raise sqlstate ''PT400'' using message = ''A row needs an id.'';
  end if;
  if (given ->> ''user_id'')::uuid <> uid then
    raise insufficient_privilege using message = ''This row belongs to somebody else.'';
  end if;
  case change ->> ''table''
    when ''pomodoro_checkpoints'' then perform baton.apply_checkpoint(uid, given);
    when ''pomodoro_sessions'' then
      -- A device that missed rows for good has replayed half a history: its projection is worth nothing.
      if not stale then
        perform baton.apply_session(uid, given);
      end if;
    when ''tasks'' then perform baton.apply_task(uid, given, cursor);
    when ''users'' then perform baton.apply_settings(uid, given, cursor);
    when ''devices'' then perform baton.apply_device(uid, given);
    else raise sqlstate ''PT400'' using message = format(''This server knows no table \\"%s\\".'', left(change ->> ''table'', 40));
  end case;
end
$$;

comment on function baton.apply(uuid, jsonb, bigint, boolean) is ''Writes one change, {\\"table\\", \\"row\\"}, as the signed-in person. Raises what is wrong with it.'';

revoke all on function baton.apply_task(uuid, jsonb, bigint) from public;
revoke all on function baton.apply_settings(uuid, jsonb, bigint) from public;
revoke all on function baton.apply_session(uuid, jsonb) from public;
revoke all on function baton.apply_checkpoint(uuid, jsonb) from public;
revoke all on function baton.apply_device(uuid, jsonb) from public;
revoke all on function baton.apply(uuid, jsonb, bigint, boolean) from public;

grant execute on function baton.apply_task(uuid, jsonb, bigint) to authenticated;
grant execute on function baton.apply_settings(uuid, jsonb, bigint) to authenticated;
grant execute on function baton.apply_session(uuid, jsonb) to authenticated;
grant execute on function baton.apply_checkpoint(uuid, jsonb) to authenticated;
grant execute on function baton.apply_device(uuid, jsonb) to authenticated;
grant execute on function baton.apply(uuid, jsonb, bigint, boolean) to authenticated;

-- Whether a change that failed is to blame for it. A deadlock, a full disk or a timeout passes, and the caller
-- tries again; a row that the constraints refuse is refused for ever.
create function baton.is_refusal(state text) returns boolean
language plpgsql
immutable
set search_path = ''''
as $$
begin
  return left(state, 2) in (''22'', ''23'', ''54'', ''PT'') or state = ''42501'';
end
$$;

comment on function baton.is_refusal(text) is ''Whether an SQLSTATE says that the row itself is wrong.'';

-- A sentence for a person: that of the constraint, where one was broken.
create function baton.reason(state text, message text, relation text, rule text, field text) returns text
language sql
stable
set search_path = ''''
as $$
  select coalesce(
    (
      select obj_description(c.oid, ''pg_constraint'')
      from pg_catalog.pg_constraint c
      where c.conname = rule and c.conrelid = to_regclass(format(''public.%I'', relation))
    ),
    case
      when state = ''23502'' then format(''The field \\"%s\\" is missing.'', field)
      when state in (''PT400'', ''42501'') and message not like ''new row violates%'' then message
      when state = ''42501'' then ''This row belongs to somebody else.''
      when left(state, 2) = ''22'' then format(''A field has a value of the wrong kind (%s).'', left(message, 200))
      else format(''The server refused this row (%s).'', left(message, 200))
    end
  );
$$;

comment on function baton.reason(text, text, text, text, text) is ''Why a row was refused, as a sentence for a person.'';

create function public.sync(cursor bigint default 0, changes jsonb default ''[]'', device jsonb default null)
returns jsonb
language plpgsql
security invoker
set search_path = ''''
set lock_timeout = ''3s''
as $$
#variable_conflict use_variable
declare
  uid uuid := auth.uid();
  seen bigint := coalesce(cursor, 0);
  writing boolean := changes <> ''[]'';
  heads public.sync_heads;
  stale boolean;
  failed boolean := false;
  change jsonb;
  rejected jsonb := ''[]'';
  state text;
  message text;
  relation text;
  rule text;
  field text;
  found_rows jsonb[];
  more boolean;
  next_cursor bigint;
begin
  if uid is null then
    raise sqlstate ''PT401'' using message = ''signed_out'', detail = ''Nobody is signed in.'';
  end if;
  if seen < 0 then
    raise sqlstate ''PT400'' using message = ''bad_cursor'', detail = ''A cursor is a number from 0.'';
  end if;
  if jsonb_typeof(changes) is distinct from ''array'' then
    raise sqlstate ''PT400'' using message = ''bad_changes'', detail = ''Changes are a list of objects with a table and a row.'';
  end if;
  if jsonb_array_length(changes) > 200 then
    raise sqlstate ''PT413'' using message = ''too_many_changes'', detail = ''One call carries at most 200 changes.'';
  end if;
  if pg_column_size(changes) > 16777216 then
    raise sqlstate ''PT413'' using message = ''too_much'', detail = ''One call carries at most 16 MB of changes.'';
  end if;

  begin
    heads := baton.admit(device, writing);
  exception
    when lock_not_available then
      raise sqlstate ''PT423'' using message = ''busy'', detail = ''Another change to this account is being written. Try again.'';
  end;

  if seen > heads.head then
    -- Seen more than there is: the server was restored from a backup.
    heads := baton.renew_epoch();
  end if;
  stale := seen > 0 and seen < heads.horizon;

  if writing then
    perform set_config(''baton.syncing'', ''on'', true);
    begin
      for change in select c.value from jsonb_array_elements(changes) as c loop
        perform baton.apply(uid, change, seen, stale);
      end loop;
    exception
      when others then
        get stacked diagnostics state = returned_sqlstate;
        if not baton.is_refusal(state) then
          raise;
        end if;
        failed := true;
    end;
    if failed then
      -- One of them is bad, and has taken the others back with it: now each by itself.
      for change in select c.value from jsonb_array_elements(changes) as c loop
        begin
          perform baton.apply(uid, change, seen, stale);
        exception
          when others then
            get stacked diagnostics state = returned_sqlstate, message = message_text,
              relation = table_name, rule = constraint_name, field = column_name;
            if not baton.is_refusal(state) then
              raise;
            end if;
            rejected := rejected || jsonb_build_object(
              ''table'', left(change ->> ''table'', 40),
              ''id'', left(change -> ''row'' ->> ''id'', 40),
              ''code'', state,
              ''reason'', baton.reason(state, message, relation, rule, field)
            );
        end;
      end loop;
    end if;
    perform set_config(''baton.syncing'', '''', true);
    perform baton.settle();
    select h.* into heads from public.sync_heads h where h.user_id = uid;
  end if;

  if stale then
    -- Another epoch than any it has seen makes the device pull afresh.
    return jsonb_build_object(
      ''head'', heads.head, ''rows'', ''[]''::jsonb, ''more'', true, ''cursor'', 0, ''rejected'', rejected,
      ''server_time'', clock_timestamp(), ''epoch'', gen_random_uuid()
    );
  end if;
  found_rows := array(select baton.rows_after(uid, seen, 501));
  more := cardinality(found_rows) > 500;
  found_rows := found_rows[1:500];
  next_cursor := coalesce((found_rows[cardinality(found_rows)] -> ''row'' ->> ''seq'')::bigint, 0);
  if not more then
    next_cursor := greatest(next_cursor, heads.head);
  end if;
  return jsonb_build_object(
    ''head'', greatest(heads.head, next_cursor), ''rows'', to_jsonb(found_rows), ''more'', more, ''cursor'', next_cursor,
    ''rejected'', rejected, ''server_time'', clock_timestamp(), ''epoch'', heads.epoch
  );
end
$$;

comment on function public.sync(bigint, jsonb, jsonb) is
  ''The one verb of syncing: writes at most 200 changes [{\\"table\\", \\"row\\"}], each by itself, and returns at most 500 rows behind the cursor: {\\"head\\", \\"rows\\", \\"more\\", \\"cursor\\", \\"rejected\\", \\"server_time\\", \\"epoch\\"}. Raises PT400, PT401, PT403, PT413 or PT423.'';

create function baton.renew_epoch() returns public.sync_heads
language plpgsql
security definer
set search_path = ''''
as $$
declare
  heads public.sync_heads;
  uid uuid := auth.uid();
begin
  update public.sync_heads h set epoch = gen_random_uuid() where h.user_id = uid returning h.* into heads;
  return heads;
end
$$;

comment on function baton.renew_epoch() is ''Makes all devices of the signed-in person pull afresh.'';

revoke all on function baton.is_refusal(text) from public;
revoke all on function baton.reason(text, text, text, text, text) from public;
revoke all on function baton.renew_epoch() from public;
revoke all on function public.sync(bigint, jsonb, jsonb) from public, anon;

grant execute on function baton.is_refusal(text) to authenticated;
grant execute on function baton.reason(text, text, text, text, text) to authenticated;
grant execute on function baton.renew_epoch() to authenticated;
grant execute on function public.sync(bigint, jsonb, jsonb) to authenticated, service_role;

create function baton.on_sign_up() returns trigger
language plpgsql
security definer
set search_path = ''''
as $$
begin
  perform baton.add_user(new.id, new.email, new.raw_user_meta_data ->> ''username'');
  return null;
end
$$;

comment on function baton.on_sign_up() is ''Trigger: makes the row of a person who signed up.'';

create function baton.on_new_address() returns trigger
language plpgsql
security definer
set search_path = ''''
as $$
begin
  update public.users u
  set email = case
    when exists (select from public.users o where o.email = new.email and o.id <> new.id) then null
    else new.email
  end
  where u.id = new.id;
  return null;
end
$$;

comment on function baton.on_new_address() is ''Trigger: copies a changed e-mail address.'';

create trigger baton_sign_up after insert on auth.users
for each row execute function baton.on_sign_up();

create trigger baton_new_address after update of email on auth.users
for each row
when (old.email is distinct from new.email)
execute function baton.on_new_address();

create function baton.erase_account() returns void
language plpgsql
security definer
set search_path = ''''
as $$
declare
  uid uuid := auth.uid();
begin
  if uid is null then
    raise sqlstate ''PT401'' using message = ''signed_out'', detail = ''Nobody is signed in.'';
  end if;
  -- The counter first, as every writer does: then nobody is half way through writing.
  perform from public.sync_heads h where h.user_id = uid for no key update;
  perform baton.send(''{}'', ''account_deleted'', uid);
  delete from auth.users a where a.id = uid;
end
$$;

comment on function baton.erase_account() is ''Deletes the signed-in person, and with them all that is theirs.'';

create function public.delete_account() returns void
language sql
security invoker
set search_path = ''''
as $$
  select baton.erase_account();
$$;

comment on function public.delete_account() is
  ''Deletes the account of the caller with everything in it, and tells their other devices (event account_deleted).'';

create function public.export_account() returns jsonb
language plpgsql
stable
security invoker
set search_path = ''''
as $$
declare
  uid uuid := auth.uid();
begin
  if uid is null then
    raise sqlstate ''PT401'' using message = ''signed_out'', detail = ''Nobody is signed in.'';
  end if;
  return jsonb_build_object(
    ''format'', ''baton-1'',
    ''exported_at'', clock_timestamp(),
    ''users'', (select coalesce(jsonb_agg(to_jsonb(t)), ''[]'') from public.users t where t.id = uid),
    ''tasks'', (select coalesce(jsonb_agg(to_jsonb(t) order by t.position, t.id), ''[]'') from public.tasks t where t.user_id = uid),
    ''pomodoro_sessions'', (
      select coalesce(jsonb_agg(to_jsonb(t) order by t.start_time, t.id), ''[]'')
      from public.pomodoro_sessions t where t.user_id = uid
    ),
    ''pomodoro_checkpoints'', (
      select coalesce(jsonb_agg(to_jsonb(t) order by t.timestamp, t.generation, t.id), ''[]'')
      from public.pomodoro_checkpoints t where t.user_id = uid
    ),
    ''devices'', (select coalesce(jsonb_agg(to_jsonb(t) order by t.created_at, t.id), ''[]'') from public.devices t where t.user_id = uid)
  );
end
$$;

comment on function public.export_account() is ''Everything that is stored of the caller, as one JSON document.'';

create function public.remove_device(device uuid) returns void
language plpgsql
security invoker
set search_path = ''''
as $$
begin
  update public.devices d
  set removed_at = coalesce(d.removed_at, now())
  where d.user_id = (select auth.uid()) and d.id = remove_device.device;
  if not found then
    raise sqlstate ''PT404'' using message = ''unknown_device'', detail = ''There is no such device.'';
  end if;
end
$$;

comment on function public.remove_device(uuid) is
  ''Signs a device of the caller out from afar: its login ends, its sync() gets PT403, and its open browser hears of it.'';

revoke all on function baton.on_sign_up() from public;
revoke all on function baton.on_new_address() from public;
revoke all on function baton.erase_account() from public;
revoke all on function public.delete_account() from public, anon;
revoke all on function public.export_account() from public, anon;
revoke all on function public.remove_device(uuid) from public, anon;

grant execute on function baton.erase_account() to authenticated;
grant execute on function public.delete_account() to authenticated;
grant execute on function public.export_account() to authenticated;
grant execute on function public.remove_device(uuid) to authenticated;

-- The sessions that a person''s checkpoints are about: when each began, and when it was over for good.
create function baton.runs(owner uuid, age interval)
returns table (session_id uuid, first_act timestamptz, over_at timestamptz)
language sql
stable
set search_path = ''''
as $$
  select
    c.session_id,
    min(c.timestamp),
    case
      -- The session in the slot, and what it hangs on, is among the newest acts.
      when bool_or(c.place <= 50) or max(s.outcome) in (''running'', ''paused'') then ''infinity''
      -- One that no device wrote down, such as a session known by a stray pause only.
      when max(s.outcome) is null then max(c.timestamp) + age
      else greatest(max(c.timestamp), max(s.end_time))
    end
  from (
    select k.session_id, k.timestamp, row_number() over (order by k.timestamp desc, k.generation desc) as place
    from public.pomodoro_checkpoints k where k.user_id = owner
  ) as c
  left join public.pomodoro_sessions s on s.user_id = owner and s.id = c.session_id
  group by c.session_id;
$$;

comment on function baton.runs(uuid, interval) is ''The sessions that a person''''s checkpoints are about, with their first act and the instant they were over.'';

-- Checkpoints of sessions that ended more than `age` ago go, by whole session and never a hole: all that were
-- over before the first act of whatever has to stay. So the replay of what is left says what it said before.
create function baton.retain_person(owner uuid, age interval) returns integer
language plpgsql
security definer
set search_path = ''''
as $$
declare
  cut timestamptz := now() - age;
  run record;
  gone bigint;
  marks bigint;
  acts integer;
  tasks integer;
begin
  for run in select r.first_act, r.over_at from baton.runs(owner, age) as r order by r.over_at desc loop
    exit when run.over_at < cut;
    cut := least(cut, run.first_act);
  end loop;

  with removed as (
    delete from public.pomodoro_checkpoints c
    using baton.runs(owner, age) r
    where c.user_id = owner and c.session_id = r.session_id and r.over_at < cut
    returning c.seq
  )
  select max(seq), count(*) into gone, acts from removed;

  -- A mark goes when every device in use has been seen after it.
  with removed as (
    delete from public.tasks t
    where t.user_id = owner
      and t.deleted_at < now() - age
      and not exists (
        select from public.devices d
        where d.user_id = owner and d.removed_at is null
          and d.last_seen > now() - interval ''1 year'' and d.last_seen < t.deleted_at + interval ''2 hours''
      )
    returning t.seq
  )
  select max(seq), count(*) into marks, tasks from removed;

  update public.sync_heads h
  set horizon = greatest(h.horizon, gone, marks), retained_at = now()
  where h.user_id = owner;
  return acts + tasks;
end
$$;

comment on function baton.retain_person(uuid, interval) is ''Removes old checkpoints and deletion marks of one person; returns how many rows.'';

create function baton.retain(people integer default 200, age interval default interval ''30 days'') returns integer
language plpgsql
security definer
set search_path = ''''
as $$
declare
  owner uuid;
  amount integer := 0;
begin
  -- Who is writing just now is left for the next time.
  for owner in
    select h.user_id from public.sync_heads h
    where h.retained_at is null or h.retained_at < now() - interval ''20 hours''
    order by h.retained_at nulls first
    limit people
    for no key update skip locked
  loop
    amount := amount + baton.retain_person(owner, age);
  end loop;
  return amount;
end
$$;

comment on function baton.retain(integer, interval) is
  ''Retention for the people it has not looked at for the longest time; returns how many rows it removed. Short, so that it can run often.'';

create function baton.schedule_retention() returns text
language plpgsql
set search_path = ''''
as $$
begin
  if not exists (select from pg_catalog.pg_extension where extname = ''pg_cron'') then
    return ''pg_cron is not installed here: nothing was scheduled.'';
  end if;
  execute $cron$select cron.schedule(''baton-retention'', ''*/5 * * * *'', ''select baton.retain()'')$cron$;
  return ''Retention runs every five minutes.'';
end
$$;

comment on function baton.schedule_retention() is ''Has pg_cron call baton.retain(), where pg_cron is installed. Says what it did.'';

revoke all on function baton.runs(uuid, interval) from public;
revoke all on function baton.retain_person(uuid, interval) from public;
revoke all on function baton.retain(integer, interval) from public;
revoke all on function baton.schedule_retention() from public;
"}', 'initial'),
  ('20261122120100', '{"-- A job and an extension are no part of the model. Hosted projects have pg_cron; elsewhere this does nothing,
-- and whoever wants the retention calls baton.retain() from outside.
do $$
begin
  if exists (select from pg_catalog.pg_available_extensions where name = ''pg_cron'') then
    create extension if not exists pg_cron;
  end if;
exception
  when others then
    raise notice ''pg_cron cannot be installed here: %'', sqlerrm;
end
$$;

select baton.schedule_retention();
"}', 'schedule_retention'),
  ('20261123044049', E'{"SET local check_function_bodies = off;

CREATE OR REPLACE FUNCTION baton.prepare_checkpoint()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SET search_path TO ''''
  AS $function$
declare
  current_instant timestamptz := date_trunc(''milliseconds'', clock_timestamp());
begin
  new.timestamp := date_trunc(''milliseconds'', new.timestamp);
  -- An automatic act is of the instant at which another phase ended and would be void at any other. The clock that
  -- named it may be fast by half of the longest round trip, which is 15 s.
  if new.checkpoint_type <> ''begin'' or new.timestamp > current_instant + interval ''10 seconds'' then
    new.timestamp := least(new.timestamp, current_instant);
  end if;
  -- Not least() again: that takes no time at all for a time.
  if new.last_active > current_instant then
    new.last_active := current_instant;
  end if;
  return new;
end
$function$;

COMMENT ON FUNCTION \\"baton\\".\\"prepare_checkpoint\\"() IS ''Trigger: moves times in the future back to now, but for that of a begin within ten seconds.'';
"}', 'keep_begins'),
  ('20261129040143', '{"SET local check_function_bodies = off;

CREATE OR REPLACE FUNCTION baton.runs (
  owner uuid,
  age   interval
)
  RETURNS TABLE (
    session_id uuid,
    first_act  timestamp with time zone,
    over_at    timestamp with time zone
  )
  LANGUAGE sql
  STABLE
  SET search_path TO ''''
  AS $function$
  with acts as (
    select
      k.session_id, k.follows, k.timestamp,
      row_number() over (order by k.timestamp desc, k.generation desc) as place
    from public.pomodoro_checkpoints k where k.user_id = owner
  ),
  spans as (
    select a.session_id, min(a.timestamp) as first_act, max(a.timestamp) as last_act, min(a.place) as place
    from acts a group by a.session_id
  ),
  -- What follows a session may vouch for it, so it stays for as long.
  followed as (
    select a.follows as session_id, min(f.first_act) as first_act
    from acts a join spans f on f.session_id = a.session_id
    where a.follows is not null group by a.follows
  )
  select
    c.session_id,
    least(c.first_act, f.first_act),
    case
      -- The session in the slot, and what it hangs on, is among the newest acts.
      when c.place <= 50 or s.outcome in (''running'', ''paused'') then ''infinity''
      -- One that no device wrote down, such as a session known by a stray pause only.
      when s.outcome is null then c.last_act + age
      else greatest(c.last_act, s.end_time)
    end
  from spans c
  left join followed f on f.session_id = c.session_id
  left join public.pomodoro_sessions s on s.user_id = owner and s.id = c.session_id;
$function$;
"}', 'keep_what_follows'),
  ('20261129041715', E'{"SET local check_function_bodies = off;

CREATE OR REPLACE FUNCTION baton.apply (
  uid    uuid,
  change jsonb,
  cursor bigint,
  stale  boolean
)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path TO ''''
  AS $function$
declare
  given jsonb := change -> ''row'';
begin
  if jsonb_typeof(given) is distinct from ''object'' or jsonb_typeof(change -> ''table'') is distinct from ''string'' then
    raise sqlstate ''PT400'' using message = ''A change is an object with a table and a row.'';
  end if;
  if given ->> ''id'' is null then
    raise sqlstate ''PT400'' using message = ''A row needs an id.'';
  end if;
  if (given ->> ''user_id'')::uuid <> uid then
    raise insufficient_privilege using message = ''This row belongs to somebody else.'';
  end if;
  case change ->> ''table''
    when ''pomodoro_checkpoints'' then perform baton.apply_checkpoint(uid, given);
    when ''pomodoro_sessions'' then
      -- A device that missed rows for good has replayed half a history: its projection is worth nothing.
      if not stale then
        perform baton.apply_session(uid, given);
      end if;
    when ''tasks'' then perform baton.apply_task(uid, given, cursor);
    when ''users'' then perform baton.apply_settings(uid, given, cursor);
    when ''devices'' then perform baton.apply_device(uid, given);
    else raise sqlstate ''PT400'' using
      message = format(''This server knows no table \\"%s\\".'', left(change ->> ''table'', 40)), constraint = ''known_table'';
  end case;
end
$function$;

CREATE OR REPLACE FUNCTION public.sync (
  cursor  bigint DEFAULT 0,
  changes jsonb  DEFAULT ''[]''::jsonb,
  device  jsonb  DEFAULT NULL::jsonb
)
  RETURNS jsonb
  LANGUAGE plpgsql
  SET search_path TO ''''
  SET lock_timeout TO ''3s''
  AS $function$
#variable_conflict use_variable
declare
  uid uuid := auth.uid();
  seen bigint := coalesce(cursor, 0);
  writing boolean := changes <> ''[]'';
  heads public.sync_heads;
  stale boolean;
  failed boolean := false;
  change jsonb;
  rejected jsonb := ''[]'';
  state text;
  message text;
  relation text;
  rule text;
  field text;
  found_rows jsonb[];
  more boolean;
  next_cursor bigint;
begin
  if uid is null then
    raise sqlstate ''PT401'' using message = ''signed_out'', detail = ''Nobody is signed in.'';
  end if;
  if seen < 0 then
    raise sqlstate ''PT400'' using message = ''bad_cursor'', detail = ''A cursor is a number from 0.'';
  end if;
  if jsonb_typeof(changes) is distinct from ''array'' then
    raise sqlstate ''PT400'' using message = ''bad_changes'', detail = ''Changes are a list of objects with a table and a row.'';
  end if;
  if jsonb_array_length(changes) > 200 then
    raise sqlstate ''PT413'' using message = ''too_many_changes'', detail = ''One call carries at most 200 changes.'';
  end if;
  if pg_column_size(changes) > 16777216 then
    raise sqlstate ''PT413'' using message = ''too_much'', detail = ''One call carries at most 16 MB of changes.'';
  end if;

  begin
    heads := baton.admit(device, writing);
  exception
    when lock_not_available then
      raise sqlstate ''PT423'' using message = ''busy'', detail = ''Another change to this account is being written. Try again.'';
  end;

  if seen > heads.head then
    -- Seen more than there is: the server was restored from a backup.
    heads := baton.renew_epoch();
  end if;
  stale := seen > 0 and seen < heads.horizon;

  if writing then
    perform set_config(''baton.syncing'', ''on'', true);
    begin
      for change in select c.value from jsonb_array_elements(changes) as c loop
        perform baton.apply(uid, change, seen, stale);
      end loop;
    exception
      when others then
        get stacked diagnostics state = returned_sqlstate;
        if not baton.is_refusal(state) then
          raise;
        end if;
        failed := true;
    end;
    if failed then
      -- One of them is bad, and has taken the others back with it: now each by itself.
      for change in select c.value from jsonb_array_elements(changes) as c loop
        begin
          perform baton.apply(uid, change, seen, stale);
        exception
          when others then
            get stacked diagnostics state = returned_sqlstate, message = message_text,
              relation = table_name, rule = constraint_name, field = column_name;
            if not baton.is_refusal(state) then
              raise;
            end if;
            rejected := rejected || jsonb_build_object(
              ''table'', left(change ->> ''table'', 40),
              ''id'', left(change -> ''row'' ->> ''id'', 40),
              ''code'', state,
              ''rule'', nullif(rule, ''''),
              ''reason'', baton.reason(state, message, relation, rule, field)
            );
        end;
      end loop;
    end if;
    perform set_config(''baton.syncing'', '''', true);
    perform baton.settle();
    select h.* into heads from public.sync_heads h where h.user_id = uid;
  end if;

  if stale then
    -- Another epoch than any it has seen makes the device pull afresh.
    return jsonb_build_object(
      ''head'', heads.head, ''rows'', ''[]''::jsonb, ''more'', true, ''cursor'', 0, ''rejected'', rejected,
      ''server_time'', clock_timestamp(), ''epoch'', gen_random_uuid()
    );
  end if;
  found_rows := array(select baton.rows_after(uid, seen, 501));
  more := cardinality(found_rows) > 500;
  found_rows := found_rows[1:500];
  next_cursor := coalesce((found_rows[cardinality(found_rows)] -> ''row'' ->> ''seq'')::bigint, 0);
  if not more then
    next_cursor := greatest(next_cursor, heads.head);
  end if;
  return jsonb_build_object(
    ''head'', greatest(heads.head, next_cursor), ''rows'', to_jsonb(found_rows), ''more'', more, ''cursor'', next_cursor,
    ''rejected'', rejected, ''server_time'', clock_timestamp(), ''epoch'', heads.epoch
  );
end
$function$;
"}', 'name_the_rule');

set session_replication_role = default;
