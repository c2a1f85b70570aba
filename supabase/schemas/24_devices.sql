create table public.devices (
  id uuid not null,
  user_id uuid not null default auth.uid(),
  name text not null,
  chosen_name text,
  platform text not null default '',
  created_at timestamptz not null default now(),
  last_seen timestamptz not null default now(),
  removed_at timestamptz,
  seq bigint not null default 0,
  constraint devices_pkey primary key (user_id, id),
  constraint devices_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint devices_name_check check (name ~ '^[^[:cntrl:]]{1,100}$' and name ~ '[^[:space:]]'),
  constraint devices_chosen_name_check check (
    chosen_name ~ '^[^[:cntrl:]]{1,60}$' and chosen_name ~ '[^[:space:]]' and chosen_name = btrim(chosen_name)
  ),
  constraint devices_platform_check check (platform ~ '^[^[:cntrl:]]{0,100}$'),
  constraint devices_times_check check (
    created_at >= '2000-01-01 00:00:00+00'
    and last_seen >= '2000-01-01 00:00:00+00'
    and (removed_at is null or removed_at >= '2000-01-01 00:00:00+00')
  )
);

create unique index devices_seq_key on public.devices (user_id, seq);

comment on table public.devices is 'A browser profile with Baton installed. It registers itself with its first sync().';
comment on column public.devices.id is 'Made by the device.';
comment on column public.devices.user_id is 'Who uses it.';
comment on column public.devices.name is
  'What the device calls itself at each sync, 1 to 100 characters. The person sees it unless they chose a name.';
comment on column public.devices.chosen_name is
  'The name that the person gave it, 1 to 60 characters, or null. No sync() of the device writes it.';
comment on column public.devices.platform is 'Browser and system, for a person to read.';
comment on column public.devices.created_at is 'When it first synced, by the server''s clock.';
comment on column public.devices.last_seen is
  'When it last synced, by the server''s clock. Written at most once an hour: each write is a change that all devices '
  'pull.';
comment on column public.devices.removed_at is
  'When the person signed it out from another device. Only a new sign-in on the device clears it.';
comment on column public.devices.seq is
  'Place in the order of this person''s changes, from sync_heads. Set by a trigger.';
comment on constraint devices_pkey on public.devices is 'There is such a device already.';
comment on constraint devices_name_check on public.devices is 'The name of a device has 1 to 100 characters.';
comment on constraint devices_chosen_name_check on public.devices is
  'The chosen name of a device has 1 to 60 characters, and no space at its ends.';
comment on constraint devices_platform_check on public.devices is
  'The platform of a device has at most 100 characters.';
comment on constraint devices_times_check on public.devices is 'The dates of a device lie after 1999.';

alter table public.devices enable row level security;

create policy "Own devices are readable" on public.devices
for select to authenticated
using ((select auth.uid()) = user_id and (select baton.login_is_alive()));

create policy "Own devices can be added" on public.devices
for insert to authenticated
with check ((select auth.uid()) = user_id and (select baton.login_is_alive()));

create policy "Own devices can be changed" on public.devices
for update to authenticated
using ((select auth.uid()) = user_id and (select baton.login_is_alive()))
with check ((select auth.uid()) = user_id and (select baton.login_is_alive()));

revoke all on table public.devices from anon, authenticated, service_role;

grant select, insert, update on table public.devices to authenticated;

grant all on table public.devices to service_role;

-- Every login that ever synced as a device, so that removing the device can end them all. With the newest alone, a
-- second login that syncs with the same id would take its place.
create table baton.device_logins (
  user_id uuid not null,
  device_id uuid not null,
  session_id uuid not null,
  last_seen timestamptz not null default now(),
  token_life interval not null default '1 hour',
  constraint device_logins_pkey primary key (user_id, device_id, session_id),
  constraint device_logins_device_fkey foreign key (user_id, device_id)
  references public.devices (user_id, id) on delete cascade
);

create index device_logins_session_id_idx on baton.device_logins (session_id);

comment on table baton.device_logins is 'The logins that each device has synced with.';
comment on column baton.device_logins.user_id is 'Who uses the device.';
comment on column baton.device_logins.device_id is 'devices.id.';
comment on column baton.device_logins.session_id is 'auth.sessions.id, from the claim session_id of its token.';
comment on column baton.device_logins.last_seen is 'When the device last synced with it, to the hour.';
comment on column baton.device_logins.token_life is
  'How long the longest of its tokens was good for. The server does not tell the database.';

alter table baton.device_logins enable row level security;
