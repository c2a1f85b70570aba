-- People whose hints carry no rows for a while.
create table baton.quiet_hints (
  user_id uuid not null,
  until timestamptz not null,
  constraint quiet_hints_pkey primary key (user_id),
  constraint quiet_hints_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade
);

alter table baton.quiet_hints enable row level security;

-- Until now a device had one login, the newest. From now on it has all that it ever used. What is known stays.
alter trigger end_session on public.devices rename to end_logins;

alter function baton.end_device_session() rename to end_device_logins;

alter index baton.device_sessions_session_id_idx rename to device_logins_session_id_idx;

-- pgls-ignore lint/safety/renamingTable: no API reaches it
alter table baton.device_sessions rename to device_logins;

alter table baton.device_logins rename constraint device_sessions_device_fkey to device_logins_device_fkey;

-- pgls-ignore lint/safety/addingFieldWithDefault: defaults that are the same for all rows rewrite nothing
-- pgls-ignore lint/safety/addingPrimaryKeyConstraint: one row a device
alter table baton.device_logins
  drop constraint device_sessions_pkey,
  add constraint device_logins_pkey primary key (user_id, device_id, session_id),
  add column last_seen timestamptz not null default now(),
  add column token_life interval not null default '1 hour';
