create schema if not exists baton;

comment on schema baton is
  'Baton''s machinery: triggers and helpers. Never exposed by the API; definer code lives here and nowhere else.';

revoke all on schema baton from public;

grant usage on schema baton to authenticated, service_role;
