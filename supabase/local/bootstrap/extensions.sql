create schema if not exists extensions;

grant usage on schema extensions to anon, authenticated, service_role;

do $$
declare
  wanted text;
begin
  foreach wanted in array array['pgcrypto', 'uuid-ossp'] loop
    if exists (select from pg_catalog.pg_available_extensions where name = wanted and installed_version is null) then
      execute format('create extension %I with schema extensions', wanted);
    end if;
  end loop;
end
$$;
