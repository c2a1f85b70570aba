-- Whoever reads public.tasks finds no deleted one. Devices still have to hear of it, so its mark is here.
create table baton.deleted_tasks (
  user_id uuid not null,
  id uuid not null,
  seq bigint not null,
  deleted_at timestamptz not null,
  task jsonb not null,
  constraint deleted_tasks_pkey primary key (user_id, id),
  constraint deleted_tasks_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade
);

create unique index deleted_tasks_seq_key on baton.deleted_tasks (user_id, seq);

comment on table baton.deleted_tasks is
  'The marks of deleted tasks. sync() tells of them as of rows of tasks, until every device has had the chance to '
  'hear of them.';
comment on column baton.deleted_tasks.user_id is 'Whose task it was.';
comment on column baton.deleted_tasks.id is 'tasks.id.';
comment on column baton.deleted_tasks.seq is 'Place in the order of this person''s changes, as in tasks.';
comment on column baton.deleted_tasks.deleted_at is 'When it was deleted.';
comment on column baton.deleted_tasks.task is 'The whole row.';

alter table baton.deleted_tasks enable row level security;

create policy "Own deleted tasks are readable" on baton.deleted_tasks
for select to authenticated
using ((select auth.uid()) = user_id and (select baton.login_is_alive()));

revoke all on table baton.deleted_tasks from anon, authenticated, service_role;

grant select on table baton.deleted_tasks to authenticated;
