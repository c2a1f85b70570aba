-- Anybody can sign up with an address that is not theirs, set a password and wait. So whoever comes by proof of the
-- address may take away what else opens the account, once. Auth has no call for that, and its tables differ between
-- its versions: what may be missing is looked up first.

-- A provider vouches for an address only where it says that it has verified it.
create function baton.foreign_identities(uid uuid) returns table (id text, provider text)
language sql
stable
set search_path = ''
as $$
  select i.id::text, i.provider
  from auth.identities i
  join auth.users u on u.id = i.user_id
  where i.user_id = uid
    and i.provider <> 'email'
    and not coalesce(
      lower(i.identity_data ->> 'email') = lower(u.email) and i.identity_data ->> 'email_verified' = 'true', false
    );
$$;

comment on function baton.foreign_identities(uuid) is
  'The providers of an account that do not vouch for its address. Only functions with definer rights can call it.';

create function baton.address_proof() returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
  login uuid := baton.current_login();
  of_address text[] := array['otp', 'magiclink', 'recovery', 'invite', 'email/signup', 'email_change', 'oauth'];
  second_steps text[] := array['totp', 'mfa/phone', 'mfa/webauthn'];
  said text[];
  kept text[];
begin
  if jsonb_typeof(auth.jwt() -> 'amr') is distinct from 'array' then
    return null;
  end if;
  -- A stranger who waits with a password could make one for themselves.
  if exists (select from baton.setup_code_logins l where l.session_id = login) then
    return null;
  end if;
  said := array(select m.value ->> 'method' from jsonb_array_elements(auth.jwt() -> 'amr') as m);
  if (said && of_address and said <@ (of_address || second_steps)) is not true then
    return null;
  end if;
  if to_regclass('auth.mfa_amr_claims') is not null then
    execute 'select array_agg(authentication_method::text) from auth.mfa_amr_claims where session_id = $1'
    into kept using login;
    if (kept && of_address and kept <@ (of_address || second_steps)) is not true then
      return null;
    end if;
  end if;
  -- A code that came by phone is an "otp", too, and proves no address.
  if not exists (
    select from auth.sessions s
    join auth.users u on u.id = s.user_id
    where s.id = login and u.id = uid and u.email <> '' and u.email_confirmed_at is not null
      and u.phone_confirmed_at is null
  ) then
    return null;
  end if;
  -- Which provider it was, no version of Auth tells.
  if 'oauth' = any(said) and exists (select from baton.foreign_identities(uid)) then
    return 'unsure';
  end if;
  return 'proven';
end
$$;

comment on function baton.address_proof() is
  '"proven" if the caller came by proof of the account''s address (a mailed code or link, a provider that vouches for '
  'it), "unsure" if by a provider while another one of the account does not vouch for it, null if not.';

create function baton.is_claimed(uid uuid) returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select from baton.claimed_accounts c
    join auth.users u on u.id = c.user_id
    where c.user_id = uid and c.address = lower(u.email)
  );
$$;

comment on function baton.is_claimed(uuid) is
  'Whether the account was claimed with the address that it has. Only functions with definer rights can call it.';

create function baton.find_ways_in() returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
  login uuid := baton.current_login();
  proof text := baton.address_proof();
  factors integer := 0;
  found jsonb;
begin
  perform baton.require_login();
  -- Whoever came otherwise learns nothing, not even that it was answered.
  if proof is null or baton.is_claimed(uid) then
    return '{"open": false}';
  end if;
  if proof = 'unsure' then
    return '{"open": true, "unsure": true}';
  end if;
  if to_regclass('auth.mfa_factors') is not null then
    execute 'select count(*) from auth.mfa_factors where user_id = $1' into factors using uid;
  end if;
  select jsonb_build_object(
    'open', true,
    'unsure', false,
    'password', coalesce(u.encrypted_password, '') <> '',
    'logins', (
      select count(*) from auth.sessions s
      where s.user_id = uid and s.id <> login and (s.not_after is null or s.not_after > now())
    ),
    'providers', (select coalesce(jsonb_agg(distinct i.provider), '[]') from baton.foreign_identities(uid) i),
    'factors', factors,
    -- Auth gives an account that a mail makes a password that nobody knows, and sometimes a login that nobody has. The
    -- person may have had a second mail sent. A provider makes the account and the login at once.
    'is_new', case
      when auth.jwt() -> 'amr' @> '[{"method": "oauth"}]' then
        u.created_at >= (select s.created_at - interval '10 seconds' from auth.sessions s where s.id = login)
      else coalesce(u.created_at >= greatest(u.confirmation_sent_at, u.recovery_sent_at) - interval '15 minutes', false)
    end
  )
  into found
  from auth.users u
  where u.id = uid;
  return found;
end
$$;

comment on function baton.find_ways_in() is
  'What else opens the account of a caller who has proven its address and is yet to claim it.';

create function public.other_ways_in() returns jsonb
language sql
stable
security invoker
set search_path = ''
as $$
  select baton.find_ways_in();
$$;

comment on function public.other_ways_in() is
  'For a caller who came by proof of the address, while the account is not claimed: what else opens it. '
  '{"open", "unsure", "password", "logins", "providers", "factors", "is_new"}. Otherwise {"open": false}.';

create function baton.close_ways_in(uid uuid, login uuid) returns void
language plpgsql
set search_path = ''
as $$
declare
  other text;
begin
  delete from auth.sessions s where s.user_id = uid and s.id <> login;
  delete from auth.identities i
  where i.user_id = uid and i.id::text in (select f.id from baton.foreign_identities(uid) f);
  -- What a stranger began, such as a change of the address, must not be finished later.
  foreach other in array array['mfa_factors', 'webauthn_credentials', 'one_time_tokens', 'flow_state'] loop
    if to_regclass('auth.' || other) is not null and has_table_privilege('auth.' || other, 'delete') then
      execute format('delete from auth.%I where user_id = $1', other) using uid;
    end if;
  end loop;
  update auth.users u
  set
    -- Auth cannot read a null in some of these.
    encrypted_password = '',
    confirmation_token = '',
    recovery_token = '',
    email_change = '',
    email_change_token_new = '',
    email_change_token_current = '',
    email_change_confirm_status = 0,
    reauthentication_token = '',
    phone_change = '',
    phone_change_token = '',
    raw_app_meta_data = coalesce(u.raw_app_meta_data, '{}') || jsonb_build_object(
      'providers', (select coalesce(jsonb_agg(distinct i.provider), '[]') from auth.identities i where i.user_id = uid)
    )
  where u.id = uid;
end
$$;

comment on function baton.close_ways_in(uuid, uuid) is
  'Takes away everything that opens an account but one login and its address. Only functions with definer rights can '
  'call it.';

create function baton.settle_claim(keep boolean) returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
  address text;
begin
  perform baton.require_login();
  -- Of two that answer at once, one comes first.
  select lower(u.email) into address from auth.users u where u.id = uid for update;
  if baton.address_proof() is distinct from 'proven' or baton.is_claimed(uid) then
    raise sqlstate 'PT409' using
      message = 'not_asked', detail = 'Only who has just proven the address is asked whose account this is, and once.';
  end if;
  if keep is not true then
    perform baton.close_ways_in(uid, baton.current_login());
  end if;
  insert into baton.claimed_accounts as c (user_id, address)
  values (uid, address)
  on conflict (user_id) do update set address = excluded.address, claimed_at = excluded.claimed_at;
end
$$;

comment on function baton.settle_claim(boolean) is
  'Claims the account of a caller who has proven its address. Without keep, nothing else opens it afterwards.';

create function public.claim_account(keep boolean default false) returns void
language sql
security invoker
set search_path = ''
as $$
  select baton.settle_claim(claim_account.keep);
$$;

comment on function public.claim_account(boolean) is
  'The answer of a caller to whom other_ways_in() is open. Without keep it ends all other logins and removes the '
  'password, other providers and second factors. Raises PT409 where it was not asked.';

revoke all on function baton.foreign_identities(uuid) from public;
revoke all on function baton.address_proof() from public;
revoke all on function baton.is_claimed(uuid) from public;
revoke all on function baton.find_ways_in() from public;
revoke all on function baton.close_ways_in(uuid, uuid) from public;
revoke all on function baton.settle_claim(boolean) from public;
revoke all on function public.other_ways_in() from public, anon;
revoke all on function public.claim_account(boolean) from public, anon;

grant execute on function baton.find_ways_in() to authenticated;
grant execute on function baton.settle_claim(boolean) to authenticated;
grant execute on function public.other_ways_in() to authenticated, service_role;
grant execute on function public.claim_account(boolean) to authenticated, service_role;
