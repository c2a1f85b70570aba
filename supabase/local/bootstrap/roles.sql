-- The roles that the services of Supabase use. Roles belong to the whole server, so the bootstrap of another database
-- may have created them already, or may be creating them at the same time.
do $$
declare
  wanted record;
begin
  for wanted in
    select *
    from (
      values
        ('anon', 'nologin noinherit'),
        ('authenticated', 'nologin noinherit'),
        ('service_role', 'nologin noinherit bypassrls'),
        ('authenticator', 'nologin noinherit'),
        ('dashboard_user', 'nologin createdb createrole replication'),
        ('supabase_auth_admin', 'nologin noinherit createrole'),
        ('supabase_realtime_admin', 'nologin noinherit')
    ) as roles (name, attributes)
  loop
    if not exists (select from pg_catalog.pg_roles where rolname = wanted.name) then
      begin
        execute format('create role %I %s', wanted.name, wanted.attributes);
      exception
        when duplicate_object or unique_violation then null;
      end;
    end if;
  end loop;

  if not pg_has_role('authenticator', 'authenticated', 'member') then
    grant anon, authenticated, service_role to authenticator;
  end if;
end
$$;
