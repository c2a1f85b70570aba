-- Row-level security looks at a row only after the triggers, and one of them waits for the owner's counter. So somebody
-- could wait for a stranger, or tell from the error whether a stranger exists. This comes before and says what
-- row-level security would say.
create function baton.refuse_owner() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  raise insufficient_privilege using
    message = format('new row violates row-level security policy for table "%s"', tg_table_name);
end
$$;

comment on function baton.refuse_owner() is 'Trigger: refuses a row that a person writes as somebody else''s.';

revoke all on function baton.refuse_owner() from public;

-- Triggers of one event run in the order of their names: this one is first.
create trigger check_owner before insert or update on public.tasks
for each row
when (current_user in ('authenticated', 'anon') and new.user_id is distinct from auth.uid())
execute function baton.refuse_owner();

create trigger check_owner before insert or update on public.pomodoro_sessions
for each row
when (current_user in ('authenticated', 'anon') and new.user_id is distinct from auth.uid())
execute function baton.refuse_owner();

create trigger check_owner before insert or update on public.pomodoro_checkpoints
for each row
when (current_user in ('authenticated', 'anon') and new.user_id is distinct from auth.uid())
execute function baton.refuse_owner();

create trigger check_owner before insert or update on public.devices
for each row
when (current_user in ('authenticated', 'anon') and new.user_id is distinct from auth.uid())
execute function baton.refuse_owner();
