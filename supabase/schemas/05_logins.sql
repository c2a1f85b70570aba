-- A token is good until it expires, up to an hour after its login was ended. So the rows, the topics and the functions
-- of a person ask here, whatever the token says. A token without a login is one that the project made for a server.
create function baton.current_login() returns uuid
language plpgsql
stable
set search_path = ''
as $$
begin
  return nullif(auth.jwt() ->> 'session_id', '')::uuid;
end
$$;

comment on function baton.current_login() is 'The login (auth.sessions.id) of the caller''s token, or null.';

-- Policies call it as `(select baton.login_is_alive())`: so it runs once for a statement and not once for each row.
-- Not language sql: that would be planned at each call.
create function baton.login_is_alive() returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  claims jsonb := auth.jwt();
  login uuid := nullif(claims ->> 'session_id', '')::uuid;
begin
  return login is null or exists (
    select from auth.sessions s
    join auth.users u on u.id = s.user_id
    where s.id = login
      and s.user_id = (claims ->> 'sub')::uuid
      and (s.not_after is null or s.not_after > now())
      -- A ban leaves the login where it is.
      and (u.banned_until is null or u.banned_until <= now())
      and u.deleted_at is null
  );
end
$$;

comment on function baton.login_is_alive() is
  'Whether the login of the caller''s token goes on: not signed out, not removed, the account neither banned nor '
  'deleted. True for a token without a login.';

create function baton.require_login() returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
begin
  if uid is null then
    raise sqlstate 'PT401' using message = 'signed_out', detail = 'Nobody is signed in.';
  end if;
  if baton.login_is_alive() then
    return;
  end if;
  if not exists (select from auth.users u where u.id = uid and u.deleted_at is null) then
    raise sqlstate 'PT401' using message = 'account_deleted', detail = 'This account was deleted.';
  end if;
  if exists (
    select from baton.device_logins l
    join public.devices d on d.user_id = l.user_id and d.id = l.device_id
    where l.session_id = baton.current_login() and l.user_id = uid and d.removed_at is not null
  ) then
    raise sqlstate 'PT403' using message = 'device_removed', detail = 'This device was signed out from another one.';
  end if;
  raise sqlstate 'PT401' using message = 'session_ended', detail = 'This login has ended: sign in again.';
end
$$;

comment on function baton.require_login() is
  'Raises PT401 or PT403 unless somebody is signed in with a login that goes on.';

revoke all on function baton.current_login() from public;
revoke all on function baton.login_is_alive() from public;
revoke all on function baton.require_login() from public;

grant execute on function baton.login_is_alive() to authenticated;
grant execute on function baton.require_login() to authenticated;
