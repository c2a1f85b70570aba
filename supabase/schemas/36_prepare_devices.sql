create function baton.prepare_device() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.last_seen := least(new.last_seen, clock_timestamp());
  if new.removed_at > clock_timestamp() then
    new.removed_at := clock_timestamp();
  end if;
  -- A removed device has a valid token for up to an hour. It must not sign itself in again with it.
  if tg_op = 'UPDATE' and current_user = 'authenticated' then
    new.created_at := old.created_at;
    new.removed_at := coalesce(old.removed_at, new.removed_at);
  end if;
  return new;
end
$$;

comment on function baton.prepare_device() is
  'Trigger: moves times in the future back to now. A removed device stays removed.';

-- Without its login a device gets no new tokens.
create function baton.end_device_session() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from auth.sessions a
  using baton.device_sessions d
  where d.user_id = new.user_id and d.device_id = new.id and a.id = d.session_id and a.user_id = new.user_id;
  return null;
end
$$;

comment on function baton.end_device_session() is 'Trigger: ends the login of a device that was removed.';

revoke all on function baton.prepare_device() from public;
revoke all on function baton.end_device_session() from public;

create trigger prepare_row before insert or update on public.devices
for each row execute function baton.prepare_device();

create trigger end_session after update of removed_at on public.devices
for each row
when (old.removed_at is null and new.removed_at is not null)
execute function baton.end_device_session();
