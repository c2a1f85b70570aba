-- As hosted has them: from the old settings, one for each claim, or else from the one that holds all. Without a
-- search_path, as there: only so does the planner put their bodies in place of the calls, and every policy calls
-- them. Their bodies name nothing that a search_path could replace but operators and functions of pg_catalog.
create schema if not exists auth;

grant usage on schema auth to anon, authenticated, service_role;

create or replace function auth.jwt() returns jsonb
language sql
stable
as $$
  select coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb;
$$;

create or replace function auth.uid() returns uuid
language sql
stable
as $$
  select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''), auth.jwt() ->> 'sub')::uuid;
$$;

create or replace function auth.role() returns text
language sql
stable
as $$
  select coalesce(nullif(current_setting('request.jwt.claim.role', true), ''), auth.jwt() ->> 'role');
$$;

create or replace function auth.email() returns text
language sql
stable
as $$
  select coalesce(nullif(current_setting('request.jwt.claim.email', true), ''), auth.jwt() ->> 'email');
$$;
