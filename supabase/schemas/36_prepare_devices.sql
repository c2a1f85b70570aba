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

-- Without a login there are no new tokens, and the one that is out opens nothing any more.
create function baton.end_device_logins() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  own uuid := baton.current_login();
begin
  -- Whoever removes a device stays signed in, also if their browser was this device once and is another one now.
  delete from baton.device_logins l
  where l.user_id = new.user_id and l.device_id = new.id and l.session_id = own
    and exists (
      select from baton.device_logins o
      where o.user_id = l.user_id and o.session_id = own and o.device_id <> l.device_id and o.last_seen > l.last_seen
    );
  delete from auth.sessions a
  using baton.device_logins l
  where l.user_id = new.user_id and l.device_id = new.id and a.id = l.session_id and a.user_id = new.user_id;
  return null;
end
$$;

comment on function baton.end_device_logins() is 'Trigger: ends every login of a device that was removed.';

revoke all on function baton.prepare_device() from public;
revoke all on function baton.end_device_logins() from public;

create trigger prepare_row before insert or update on public.devices
for each row execute function baton.prepare_device();

create trigger end_logins after update of removed_at on public.devices
for each row
when (old.removed_at is null and new.removed_at is not null)
execute function baton.end_device_logins();
