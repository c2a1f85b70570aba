-- Alone in its transaction: it locks out everybody who syncs.
alter table public.pomodoro_sessions
add column note text,
add constraint pomodoro_sessions_note_check check (note ~ '^[^[:cntrl:]]{1,200}$' and note ~ '[^[:space:]]');
