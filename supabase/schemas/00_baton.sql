create schema if not exists baton;

comment on schema baton is
  'Triggers and helpers. The API never exposes this schema. Functions with definer rights are here and nowhere else.';

revoke all on schema baton from public;

grant usage on schema baton to authenticated, service_role;
