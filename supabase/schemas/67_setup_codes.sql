-- "Add another browser": a browser that is signed in makes a secret, offers its hash here and shows it. Another browser
-- gives the secret to the Edge Function `pair`, which alone may redeem it and asks Auth for a login.

create function baton.setup_code_life() returns interval
language sql
immutable
set search_path = ''
as $$
  select interval '5 minutes';
$$;

comment on function baton.setup_code_life() is 'How long the secret of a setup code is good, and its hash kept.';

create function baton.read_secret_hash(given text) returns bytea
language plpgsql
immutable
set search_path = ''
as $$
begin
  if given ~ '^[0-9a-f]{64}$' then
    return decode(given, 'hex');
  end if;
  raise sqlstate 'PT400' using message = 'bad_hash', detail = 'A hash has 64 hexadecimal digits.';
end
$$;

comment on function baton.read_secret_hash(text) is 'Reads a SHA-256. Raises PT400 where it is none.';

create function baton.read_device_name(given text) returns text
language sql
immutable
set search_path = ''
as $$
  select coalesce(nullif(substring(btrim(regexp_replace(given, '[[:cntrl:]]+', ' ', 'g')) for 100), ''), '?');
$$;

comment on function baton.read_device_name(text) is 'What a browser calls itself, as one short line.';

create function baton.forget_setup_codes() returns void
language plpgsql
set search_path = ''
as $$
begin
  delete from baton.setup_codes c where c.made_at <= now() - baton.setup_code_life();
  delete from baton.setup_code_guesses g where g.last_at <= now() - baton.setup_code_life();
end
$$;

comment on function baton.forget_setup_codes() is
  'Removes what is too old to open anything. Only functions with definer rights can call it.';

create function baton.keep_setup_code(secret_hash text) returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
  of_login uuid := baton.current_login();
  hash bytea := baton.read_secret_hash(secret_hash);
begin
  perform baton.require_login();
  if of_login is null then
    raise sqlstate 'PT403' using message = 'no_login', detail = 'Only a login can offer a setup code.';
  end if;
  perform baton.forget_setup_codes();
  -- Of two that offer at once, one comes first.
  perform from auth.users u where u.id = uid for no key update;
  if (select count(*) from baton.setup_codes c where c.user_id = uid) >= 10 then
    raise sqlstate 'PT429' using
      message = 'too_many_setup_codes', detail = 'Ten setup codes in five minutes are all.';
  end if;
  update baton.setup_codes c set ended_at = now()
  where c.user_id = uid and c.login = of_login and c.ended_at is null;
  insert into baton.setup_codes (secret_hash, user_id, login) values (hash, uid, of_login);
end
$$;

comment on function baton.keep_setup_code(text) is
  'Offers a secret of the caller''s login. The one that this login offered before ends.';

create function public.offer_setup_code(secret_hash text) returns void
language sql
security invoker
set search_path = ''
as $$
  select baton.keep_setup_code(offer_setup_code.secret_hash);
$$;

comment on function public.offer_setup_code(text) is
  'Lets another browser sign in as the caller with the secret whose SHA-256 this is: once, within five minutes. Raises '
  'PT429 after ten of them.';

create function baton.find_setup_code(secret_hash text) returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  found jsonb;
begin
  perform baton.require_login();
  select jsonb_build_object(
    'state',
    case
      when c.used_by is not null then 'used'
      when c.ended_at is null and c.made_at > now() - baton.setup_code_life() then 'open'
      else 'over'
    end,
    'used_by', c.used_by
  )
  into found
  from baton.setup_codes c
  where c.secret_hash = baton.read_secret_hash(find_setup_code.secret_hash)
    and c.user_id = auth.uid() and c.login = baton.current_login();
  return coalesce(found, '{"state": "over", "used_by": null}');
end
$$;

comment on function baton.find_setup_code(text) is 'What became of a secret that the caller''s login offered.';

create function public.follow_setup_code(secret_hash text) returns jsonb
language sql
stable
security invoker
set search_path = ''
as $$
  select baton.find_setup_code(follow_setup_code.secret_hash);
$$;

comment on function public.follow_setup_code(text) is
  'What became of a secret that the caller''s login offered: {"state": "open", "used" or "over", "used_by"}.';

create function baton.end_setup_code(secret_hash text) returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform baton.require_login();
  update baton.setup_codes c set ended_at = now()
  where c.secret_hash = baton.read_secret_hash(end_setup_code.secret_hash)
    and c.user_id = auth.uid() and c.ended_at is null;
end
$$;

comment on function baton.end_setup_code(text) is 'Takes back a secret that the caller offered.';

create function public.revoke_setup_code(secret_hash text) returns void
language sql
security invoker
set search_path = ''
as $$
  select baton.end_setup_code(revoke_setup_code.secret_hash);
$$;

comment on function public.revoke_setup_code(text) is 'Takes back a secret that the caller offered.';

-- It raises nothing: that would undo the count of wrong secrets.
create function baton.spend_setup_code(secret_hash text, address text, device text, peer text) returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  code baton.setup_codes;
  found jsonb;
begin
  perform baton.forget_setup_codes();
  if (select g.failures >= 10 from baton.setup_code_guesses g where g.peer = spend_setup_code.peer) then
    return '{"state": "wait"}';
  end if;
  update baton.setup_codes c
  set ended_at = now(), used_by = baton.read_device_name(device)
  where c.secret_hash = baton.read_secret_hash(spend_setup_code.secret_hash) and c.ended_at is null
    and exists (
      select from auth.users u
      join auth.sessions s on s.user_id = u.id
      where u.id = c.user_id and s.id = c.login
        and (s.not_after is null or s.not_after > now())
        and (u.banned_until is null or u.banned_until <= now())
        and u.deleted_at is null
        -- Auth would take the login for a proof of the address.
        and u.email_confirmed_at is not null
        and u.email <> '' and lower(u.email) = lower(spend_setup_code.address)
    )
  returning c.* into code;
  if code.user_id is null then
    insert into baton.setup_code_guesses as g (peer)
    values (spend_setup_code.peer)
    on conflict on constraint setup_code_guesses_pkey do update set failures = g.failures + 1, last_at = now();
    return '{"state": "over"}';
  end if;
  select jsonb_build_object('state', 'open', 'user_id', u.id, 'email', u.email)
  into found
  from auth.users u
  where u.id = code.user_id;
  return found;
end
$$;

comment on function baton.spend_setup_code(text, text, text, text) is
  'Uses a secret up, if its account has this address and neither the account nor the login that offered it has ended.';

create function public.redeem_setup_code(secret_hash text, address text, device text, peer text) returns jsonb
language sql
security invoker
set search_path = ''
as $$
  select baton.spend_setup_code(
    redeem_setup_code.secret_hash, redeem_setup_code.address, redeem_setup_code.device, redeem_setup_code.peer
  );
$$;

comment on function public.redeem_setup_code(text, text, text, text) is
  'For the Edge Function pair. Uses a secret up: {"state": "open", "user_id", "email"}. {"state": "over"} where there '
  'is no such secret (any more), {"state": "wait"} after ten wrong ones of a peer within five minutes.';

create function baton.keep_setup_code_login(login uuid) returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  uid uuid;
begin
  select s.user_id into uid from auth.sessions s where s.id = keep_setup_code_login.login;
  if uid is null then
    raise sqlstate 'PT404' using message = 'unknown_login', detail = 'There is no such login.';
  end if;
  delete from baton.setup_code_logins l
  where l.user_id = uid and not exists (select from auth.sessions s where s.id = l.session_id);
  insert into baton.setup_code_logins (session_id, user_id) values (keep_setup_code_login.login, uid)
  on conflict do nothing;
end
$$;

comment on function baton.keep_setup_code_login(uuid) is 'Notes that a setup code brought a login.';

create function public.note_setup_code_login(login uuid) returns void
language sql
security invoker
set search_path = ''
as $$
  select baton.keep_setup_code_login(note_setup_code_login.login);
$$;

comment on function public.note_setup_code_login(uuid) is
  'For the Edge Function pair. Notes that a setup code brought a login, which therefore proves no address.';

revoke all on function baton.setup_code_life() from public;
revoke all on function baton.read_secret_hash(text) from public;
revoke all on function baton.read_device_name(text) from public;
revoke all on function baton.forget_setup_codes() from public;
revoke all on function baton.keep_setup_code(text) from public;
revoke all on function public.offer_setup_code(text) from public, anon, service_role;
revoke all on function baton.find_setup_code(text) from public;
revoke all on function public.follow_setup_code(text) from public, anon, service_role;
revoke all on function baton.end_setup_code(text) from public;
revoke all on function public.revoke_setup_code(text) from public, anon, service_role;
revoke all on function baton.spend_setup_code(text, text, text, text) from public;
revoke all on function public.redeem_setup_code(text, text, text, text) from public, anon, authenticated;
revoke all on function baton.keep_setup_code_login(uuid) from public;
revoke all on function public.note_setup_code_login(uuid) from public, anon, authenticated;

grant execute on function baton.keep_setup_code(text) to authenticated;
grant execute on function public.offer_setup_code(text) to authenticated;
grant execute on function baton.find_setup_code(text) to authenticated;
grant execute on function public.follow_setup_code(text) to authenticated;
grant execute on function baton.end_setup_code(text) to authenticated;
grant execute on function public.revoke_setup_code(text) to authenticated;
grant execute on function baton.spend_setup_code(text, text, text, text) to service_role;
grant execute on function public.redeem_setup_code(text, text, text, text) to service_role;
grant execute on function baton.keep_setup_code_login(uuid) to service_role;
grant execute on function public.note_setup_code_login(uuid) to service_role;
