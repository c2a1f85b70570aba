create function baton.note_login(owner uuid, device uuid, login uuid) returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  claims jsonb := auth.jwt();
begin
  if exists (
    select from baton.device_logins l
    where l.user_id = owner and l.device_id = device and l.session_id = login
      and l.last_seen > now() - interval '1 hour'
  ) then
    return;
  end if;
  insert into baton.device_logins as l (user_id, device_id, session_id, last_seen, token_life)
  values (
    owner, device, login, clock_timestamp(),
    coalesce(make_interval(secs => (claims ->> 'exp')::float - (claims ->> 'iat')::float), interval '1 hour')
  )
  on conflict (user_id, device_id, session_id) do update
  set last_seen = excluded.last_seen, token_life = greatest(l.token_life, excluded.token_life);
  -- The tokens of these have expired long ago.
  delete from baton.device_logins l
  where l.user_id = owner and l.last_seen < now() - interval '30 days'
    and not exists (select from auth.sessions s where s.id = l.session_id);
end
$$;

comment on function baton.note_login(uuid, uuid, uuid) is 'Remembers that a login syncs as a device.';

create function baton.admit(device jsonb, writing boolean) returns public.sync_heads
language plpgsql
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
  login uuid := baton.current_login();
  own_device uuid;
  given_name text;
  given_platform text;
  known public.devices;
  heads public.sync_heads;
begin
  perform baton.require_login();
  if not exists (select from public.users u where u.id = uid) then
    perform baton.add_user(a.id, a.email, a.raw_user_meta_data ->> 'username') from auth.users a where a.id = uid;
    if not found then
      raise sqlstate 'PT401' using message = 'account_deleted', detail = 'This account was deleted.';
    end if;
  end if;

  if pg_column_size(device) > 16384 then
    raise sqlstate 'PT400' using message = 'bad_device', detail = 'A device is described in at most 16 KB.';
  end if;
  if jsonb_typeof(device) = 'object' then
    -- As text, a number of a few bytes may have 131,072 digits.
    if jsonb_typeof(device -> 'id') <> 'string' or jsonb_typeof(device -> 'name') not in ('string', 'null')
      or jsonb_typeof(device -> 'platform') not in ('string', 'null')
    then
      raise sqlstate 'PT400' using message = 'bad_device', detail = 'A device is described in words.';
    end if;
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

  -- Without a device there is nothing in the list that the person could remove.
  if own_device is null and login is not null then
    raise sqlstate 'PT400' using message = 'bad_device', detail = 'Whoever is signed in says which device they use.';
  end if;

  -- A new sign-in takes a removed device back.
  if known.removed_at is not null
    and not exists (select from auth.sessions s where s.id = login and s.created_at > known.removed_at)
  then
    raise sqlstate 'PT403' using message = 'device_removed', detail = 'This device was signed out from another one.';
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
    perform baton.note_login(uid, own_device, login);
  end if;
  return heads;
end
$$;

comment on function baton.admit(jsonb, boolean) is
  'Checks that a device of the signed-in person may sync, and registers it: {"id", "name", "platform"}, or null for '
  'none. Returns their counter, locked if they want to write. Raises PT400, PT401 or PT403.';

revoke all on function baton.note_login(uuid, uuid, uuid) from public;
revoke all on function baton.admit(jsonb, boolean) from public;

grant execute on function baton.admit(jsonb, boolean) to authenticated;
