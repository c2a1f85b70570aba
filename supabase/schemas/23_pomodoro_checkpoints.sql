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
  'One act on the timer, with what the device saw when it was made. Insert only. The timer and the history come from '
  'one replay of all of them.';
comment on column public.pomodoro_checkpoints.id is
  'Made by the device. The id of a begin is derived from the session that it follows.';
comment on column public.pomodoro_checkpoints.user_id is 'Whose timer.';
comment on column public.pomodoro_checkpoints.session_id is 'The run of a phase that the act is about.';
comment on column public.pomodoro_checkpoints.parent_id is
  'The newest checkpoint, in replay order, that the device knew. No foreign key: it may arrive later or be removed.';
comment on column public.pomodoro_checkpoints.follows is
  'The session before this one in the cycle. Only on a start or begin.';
comment on column public.pomodoro_checkpoints.device_id is 'Where the act was made: devices.id.';
comment on column public.pomodoro_checkpoints.checkpoint_type is
  'start, begin, pause, resume, extend, backdate, skip, stop, drop, handoff, or the name of an act that a newer '
  'version knows.';
comment on column public.pomodoro_checkpoints.timestamp is
  'When the act was made, by the corrected clock of the device. A time in the future is moved back to now.';
comment on column public.pomodoro_checkpoints.generation is '1 + the highest generation that the device knew.';
comment on column public.pomodoro_checkpoints.session_type is 'The phase: work, short_break or long_break.';
comment on column public.pomodoro_checkpoints.task_id is
  'What it is for. No foreign key: the act stays when its task is deleted.';
comment on column public.pomodoro_checkpoints.round_number is
  'Which focus session of the cycle, from 1. A break has the round of the session before it.';
comment on column public.pomodoro_checkpoints.preset_type is
  'Key of the preset in users.pomodoro_settings when the session started. An extend by nothing that '
  'counts an interruption has interruption:internal, interruption:external or, to take one back, interruption:none.';
comment on column public.pomodoro_checkpoints.plan is
  'The preset as it was when the session started; the settings are not read again. Durations in minutes (above 0 to '
  '180), sessions_before_long_break (1 to 12).';
comment on column public.pomodoro_checkpoints.remaining_time is
  'How much of the phase was left, as the device saw it, in milliseconds.';
comment on column public.pomodoro_checkpoints.added_time is
  'What an extend adds, or how long before its first start a backdate says that the session began, in milliseconds. 0 '
  'on every other act. An extend by 0 gives the session the task that it names, or counts an interruption.';
comment on column public.pomodoro_checkpoints.is_paused is
  'Whether the timer was paused after the act, as the device saw it.';
comment on column public.pomodoro_checkpoints.last_active is
  'When the person was last active on that device. Null if that is not known.';
comment on column public.pomodoro_checkpoints.seq is
  'Place in the order of this person''s changes, from sync_heads. Set by a trigger.';
comment on constraint pomodoro_checkpoints_pkey on public.pomodoro_checkpoints is 'There is such a checkpoint already.';
comment on constraint pomodoro_checkpoints_checkpoint_type_check on public.pomodoro_checkpoints is
  'The name of an act has 1 to 32 lower-case letters or underscores.';
comment on constraint pomodoro_checkpoints_times_check on public.pomodoro_checkpoints is
  'The time of an act lies after 1999.';
comment on constraint pomodoro_checkpoints_generation_check on public.pomodoro_checkpoints is
  'A generation is a number from 1.';
comment on constraint pomodoro_checkpoints_session_type_check on public.pomodoro_checkpoints is
  'A phase is work, short_break or long_break.';
comment on constraint pomodoro_checkpoints_round_number_check on public.pomodoro_checkpoints is 'A round is 1 to 1000.';
comment on constraint pomodoro_checkpoints_preset_type_check on public.pomodoro_checkpoints is
  'The key of a preset has 1 to 64 characters.';
comment on constraint pomodoro_checkpoints_plan_check on public.pomodoro_checkpoints is
  'Durations of a plan are above 0 and at most 180 minutes, its rounds 1 to 12.';
comment on constraint pomodoro_checkpoints_remaining_time_check on public.pomodoro_checkpoints is
  'What is left of a phase is at most a week.';
comment on constraint pomodoro_checkpoints_added_time_check on public.pomodoro_checkpoints is
  'An extension is at most a week.';

alter table public.pomodoro_checkpoints enable row level security;

create policy "Own checkpoints are readable" on public.pomodoro_checkpoints
for select to authenticated
using ((select auth.uid()) = user_id and (select baton.login_is_alive()));

create policy "Own checkpoints can be added" on public.pomodoro_checkpoints
for insert to authenticated
with check ((select auth.uid()) = user_id and (select baton.login_is_alive()));

revoke all on table public.pomodoro_checkpoints from anon, authenticated, service_role;

grant select, insert on table public.pomodoro_checkpoints to authenticated;

grant all on table public.pomodoro_checkpoints to service_role;
