-- A device is a login that syncs. What else is signed in to an account (a script, a stranger, a browser that has not
-- synced yet) is in no list of devices, so its owner finds it here.

create function baton.logins_without_device(uid uuid) returns setof uuid
language sql
stable
set search_path = ''
as $$
  select s.id
  from auth.sessions s
  where s.user_id = logins_without_device.uid
    and s.id is distinct from baton.current_login()
    and (s.not_after is null or s.not_after > now())
    and not exists (
      select from baton.device_logins l
      join public.devices d on d.user_id = l.user_id and d.id = l.device_id
      where l.session_id = s.id and l.user_id = s.user_id and d.removed_at is null
    );
$$;

comment on function baton.logins_without_device(uuid) is
  'The logins of an account that no device holds, without that of the caller. Only functions with definer rights can '
  'call it.';

create function baton.find_other_logins() returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
  methods jsonb := '{}';
begin
  perform baton.require_login();
  if to_regclass('auth.mfa_amr_claims') is not null then
    execute
      'select jsonb_object_agg(m.session_id, m.methods) from ('
      '  select c.session_id, jsonb_agg(c.authentication_method order by c.created_at) as methods'
      '  from auth.mfa_amr_claims c where c.session_id in (select baton.logins_without_device($1))'
      '  group by c.session_id'
      ') as m'
    into methods using uid;
  end if;
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'id', l.id,
          'created_at', l.created_at,
          'renewed_at', l.renewed_at,
          'methods', coalesce(methods -> l.id::text, '[]'),
          'user_agent', l.user_agent
        )
        order by l.renewed_at desc, l.id
      ),
      '[]'
    )
    from (
      -- Not every version of Auth has all of these columns. Its refreshed_at has no zone, and means UTC.
      select
        s.id, s.created_at,
        coalesce(
          (to_jsonb(s) ->> 'refreshed_at')::timestamp at time zone 'utc', s.updated_at, s.created_at
        ) as renewed_at,
        substring(to_jsonb(s) ->> 'user_agent' for 300) as user_agent
      from auth.sessions s
      where s.id in (select baton.logins_without_device(uid))
      order by renewed_at desc, s.id
      limit 100
    ) as l
  );
end
$$;

comment on function baton.find_other_logins() is 'The logins of the caller''s account that no device holds.';

create function public.other_logins() returns jsonb
language sql
stable
security invoker
set search_path = ''
as $$
  select baton.find_other_logins();
$$;

comment on function public.other_logins() is
  'What is signed in to the caller''s account besides the caller and its devices, the 100 that were renewed last: '
  '[{"id", "created_at", "renewed_at", "methods", "user_agent"}].';

create function baton.end_other_login(login uuid) returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform baton.require_login();
  delete from auth.sessions s
  where s.id = end_other_login.login and s.id in (select baton.logins_without_device(auth.uid()));
end
$$;

comment on function baton.end_other_login(uuid) is
  'Ends a login of the caller''s account that no device holds. Does nothing where there is no such login.';

create function public.end_login(login uuid) returns void
language sql
security invoker
set search_path = ''
as $$
  select baton.end_other_login(end_login.login);
$$;

comment on function public.end_login(uuid) is
  'Ends one of other_logins(). Does nothing where it is not one of them (any more).';

revoke all on function baton.logins_without_device(uuid) from public;
revoke all on function baton.find_other_logins() from public;
revoke all on function public.other_logins() from public, anon, service_role;
revoke all on function baton.end_other_login(uuid) from public;
revoke all on function public.end_login(uuid) from public, anon, service_role;

grant execute on function baton.find_other_logins() to authenticated;
grant execute on function public.other_logins() to authenticated;
grant execute on function baton.end_other_login(uuid) to authenticated;
grant execute on function public.end_login(uuid) to authenticated;
