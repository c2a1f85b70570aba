-- Alone in its transaction: it locks out everybody who syncs.
-- pgls-ignore lint/safety/addingFieldWithDefault: defaults that are the same for all rows rewrite nothing
alter table public.pomodoro_sessions
add column device_id uuid,
add column counts boolean,
add column deleted_at timestamptz,
add column edited jsonb not null default '{}',
add constraint pomodoro_sessions_deleted_at_check check (deleted_at >= '2000-01-01 00:00:00+00'),
add constraint pomodoro_sessions_edited_check check (
  (
    jsonb_typeof(edited) = 'object'
    and octet_length(edited::text) <= 2000
    and not edited @? 'strict $.* ? (@.type() != "number")'
  ) is true
);
