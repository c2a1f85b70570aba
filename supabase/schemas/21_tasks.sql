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
  tags text not null default '',
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
    and substr(
      position, case when ascii(position) >= 97 then ascii(position) - 94 else 93 - ascii(position) end
    ) !~ '0$'
    and position <> 'A00000000000000000000000000'
  ),
  constraint tasks_tags_check check (tags ~ '^([^[:space:][:cntrl:]]{1,32}( [^[:space:][:cntrl:]]{1,32}){0,9})?$'),
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
  'How many completed focus sessions name this task. Counted from pomodoro_sessions; a written value is ignored.';
comment on column public.tasks.created_at is
  'When the person added it, by the corrected clock of their device. Never in the future.';
comment on column public.tasks.completed_at is 'When the person checked it off. Null while it is open.';
comment on column public.tasks.is_active is 'False once the task was put away.';
comment on column public.tasks.position is
  'Place in the list: a fractional index (npm package fractional-indexing, base 62) that sorts by byte. A task '
  'written without one goes last.';
comment on column public.tasks.tags is
  'Its tags, without the @, with a space between them: "home reading". Upper and lower case are the same.';
comment on column public.tasks.deleted_at is
  'When it was deleted. Such a row is in baton.deleted_tasks, until every device has had the chance to hear of it.';
comment on column public.tasks.edited is
  'When a person last edited each field, in milliseconds since the epoch: title, description, estimated_pomodoros, '
  'completed_at, is_active, position, tags, deleted_at.';
comment on column public.tasks.seq is
  'Place in the order of this person''s changes, from sync_heads. Set by a trigger.';
comment on constraint tasks_pkey on public.tasks is 'There is such a task already.';
comment on constraint tasks_title_check on public.tasks is 'A title has 1 to 500 characters.';
comment on constraint tasks_description_check on public.tasks is 'A description has at most 10,000 characters.';
comment on constraint tasks_estimated_pomodoros_check on public.tasks is 'An estimate is 0 to 999 pomodoros.';
comment on constraint tasks_times_check on public.tasks is 'The dates of a task lie after 1999.';
comment on constraint tasks_position_check on public.tasks is
  'A position is a fractional index of at most 200 characters.';
comment on constraint tasks_tags_check on public.tasks is
  'A task has at most 10 tags of 1 to 32 characters, with one space between them.';
comment on constraint tasks_edited_check on public.tasks is 'The times of edits are numbers, in milliseconds.';

alter table public.tasks enable row level security;

create policy "Own tasks are readable" on public.tasks
for select to authenticated
using ((select auth.uid()) = user_id and (select baton.login_is_alive()));

create policy "Own tasks can be added" on public.tasks
for insert to authenticated
with check ((select auth.uid()) = user_id and (select baton.login_is_alive()));

create policy "Own tasks can be changed" on public.tasks
for update to authenticated
using ((select auth.uid()) = user_id and (select baton.login_is_alive()))
with check ((select auth.uid()) = user_id and (select baton.login_is_alive()));

-- A trigger keeps a mark of it.
create policy "Own tasks can be deleted" on public.tasks
for delete to authenticated
using ((select auth.uid()) = user_id and (select baton.login_is_alive()) and deleted_at is null);

revoke all on table public.tasks from anon, authenticated, service_role;

grant select, insert, update, delete on table public.tasks to authenticated;

grant all on table public.tasks to service_role;
