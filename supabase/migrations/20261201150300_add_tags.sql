-- Alone in its transaction: it locks out everybody who syncs.
-- pgls-ignore lint/safety/addingFieldWithDefault: a default that is the same for all rows rewrites nothing
alter table public.tasks
add column tags text not null default '',
add constraint tasks_tags_check check (tags ~ '^([^[:space:][:cntrl:]]{1,32}( [^[:space:][:cntrl:]]{1,32}){0,9})?$');
