-- Hosted projects grant nothing on new tables and functions in public, not even to service_role. With the grants of
-- earlier projects, a migration that forgets one would fail only there.
grant usage on schema public to anon, authenticated, service_role;
