create table public.sync_heads (
  user_id uuid not null,
  head bigint not null default 0,
  began bigint not null default 0,
  writer xid8,
  epoch uuid not null default gen_random_uuid(),
  horizon bigint not null default 0,
  retained_at timestamptz,
  filled jsonb,
  constraint sync_heads_pkey primary key (user_id),
  -- Not public.users: that row itself is the first one that gets a number.
  constraint sync_heads_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint sync_heads_head_check check (head >= 0 and began >= 0 and horizon >= 0)
)
-- Every write of a row updates its counter. Free space on the page keeps these updates out of the indexes.
with (fillfactor = 50);

create index sync_heads_retained_at_idx on public.sync_heads (retained_at nulls first);

comment on table public.sync_heads is
  'One counter for each person. Its row is locked before a row of that person gets its seq. So rows become visible in '
  'the order of seq, whoever writes them.';
comment on column public.sync_heads.user_id is 'The person: auth.users.id.';
comment on column public.sync_heads.head is 'The newest seq given to a row of this person; 0 before the first.';
comment on column public.sync_heads.began is
  'What head was before the newest writing transaction. The broadcast of that transaction counts from here.';
comment on column public.sync_heads.writer is 'The newest writing transaction (pg_current_xact_id).';
comment on column public.sync_heads.epoch is
  'Random. A new value tells devices that the server was wiped or restored, and that they must pull everything again.';
comment on column public.sync_heads.horizon is
  'The highest seq that retention has removed. A device with a lower cursor has missed rows and must pull everything '
  'again.';
comment on column public.sync_heads.retained_at is 'When retention last looked at this person. Null if it has not yet.';

comment on column public.sync_heads.filled is
  'Which quotas this person has nearly used up: by table, how much of it in percent, from 80 on. Null for almost '
  'everybody.';

alter table public.sync_heads enable row level security;

create policy "Own counter is readable" on public.sync_heads
for select to authenticated
using ((select auth.uid()) = user_id and (select baton.login_is_alive()));

revoke all on table public.sync_heads from anon, authenticated, service_role;

grant select on table public.sync_heads to authenticated;

grant all on table public.sync_heads to service_role;
