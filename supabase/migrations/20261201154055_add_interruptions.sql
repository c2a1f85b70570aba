-- Alone in its transaction: it locks out everybody who syncs.
alter table public.pomodoro_sessions
add column internal_interruptions integer,
add column external_interruptions integer,
add constraint pomodoro_sessions_internal_interruptions_check check (internal_interruptions between 0 and 1000),
add constraint pomodoro_sessions_external_interruptions_check check (external_interruptions between 0 and 1000);
