-- The default grants of hosted Supabase in public. Without them a migration that needs them would fail only here, and
-- one that should revoke them and does not would show only there.
grant usage on schema public to anon, authenticated, service_role;

alter default privileges in schema public grant all on tables to anon, authenticated, service_role;

alter default privileges in schema public grant all on functions to anon, authenticated, service_role;

alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
