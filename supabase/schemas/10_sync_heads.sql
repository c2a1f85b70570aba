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
