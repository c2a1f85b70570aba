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

create unique index users_seq_key on public.users (id, seq);

comment on table public.users is
  'A person. A trigger on auth.users adds the row at sign-up; it is deleted with that user. pomodoro_settings merges '
  'key by key.';
comment on column public.users.id is 'auth.users.id.';
comment on column public.users.email is
  'Copy of auth.users.email, kept by a trigger. Null if another account has the same address (single sign-on).';
comment on column public.users.username is
  'The name asked for at sign-up, or "user". Others may have the same one: a name that is refused as taken would tell '
  'who is here.';
comment on column public.users.pomodoro_settings is
  'One flat object. A key that holds an object is a preset: work_duration, short_break, long_break in minutes (above '
  '0 to 180), sessions_before_long_break (1 to 12). A key that holds null was a preset and is deleted. All other keys '
  'are preferences.';
comment on column public.users.edited is
  'When a person last edited each key of pomodoro_settings, in milliseconds since the epoch. The later edit of a key '
  'wins.';
comment on column public.users.created_at is 'When the row was made, by the server''s clock.';
comment on column public.users.seq is
  'Place in the order of this person''s changes, from sync_heads. Set by a trigger.';
comment on constraint users_username_check on public.users is 'A username has 1 to 40 characters and no spaces.';
comment on constraint users_pomodoro_settings_check on public.users is
  'Settings are one object of at most 64 KB and 1000 keys; durations of a preset are above 0 and at most 180 minutes, '
  'its rounds 1 to 12.';
comment on constraint users_edited_check on public.users is 'The times of edits are numbers, in milliseconds.';

alter table public.users enable row level security;

create policy "Own row is readable" on public.users
for select to authenticated
using ((select auth.uid()) = id and (select baton.login_is_alive()));

create policy "Own row can be changed" on public.users
for update to authenticated
using ((select auth.uid()) = id and (select baton.login_is_alive()))
with check ((select auth.uid()) = id and (select baton.login_is_alive()));

revoke all on table public.users from anon, authenticated, service_role;

grant select on table public.users to authenticated;

-- seq is here because sync() writes it to get a new one: a trigger replaces the value.
grant update (username, pomodoro_settings, edited, seq) on table public.users to authenticated;

grant all on table public.users to service_role;
