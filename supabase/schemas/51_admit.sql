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

  -- A new sign-in takes a removed device back. Its old login does not, also with the id of another device.
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

  perform baton.write_head();
  -- The counter is locked before any other row, as every writer does it.
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
  'Checks that a device of the signed-in person may sync, and registers it: {"id", "name", "platform"}, or null for '
  'none. Returns their counter, locked if they want to write. Raises PT400, PT401 or PT403.';

revoke all on function baton.admit(jsonb, boolean) from public;

grant execute on function baton.admit(jsonb, boolean) to authenticated;
