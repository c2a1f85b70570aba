-- What hosted Supabase grants by default in public. Without it a migration that relies on them works there
-- and not here, and one that revokes them shows nothing here.
grant usage on schema public to anon, authenticated, service_role;

alter default privileges in schema public grant all on tables to anon, authenticated, service_role;

alter default privileges in schema public grant all on functions to anon, authenticated, service_role;

alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
