-- The names and columns of the real server. If its own migrations run later, they find nothing to do.
create schema if not exists realtime;

grant usage on schema realtime to anon, authenticated, service_role;

-- pgls-ignore lint/safety/preferTimestamptz: the real server has timestamps without a time zone
create table realtime.messages (
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  updated_at timestamp without time zone default now() not null,
  inserted_at timestamp without time zone default now() not null,
  id uuid default gen_random_uuid() not null,
  binary_payload bytea,
  constraint messages_pkey primary key (id, inserted_at)
)
partition by range (inserted_at);

create table realtime.messages_default partition of realtime.messages default;

alter table realtime.messages enable row level security;

grant select, insert, update on realtime.messages to anon, authenticated, service_role;

grant all on realtime.messages to supabase_realtime_admin;
