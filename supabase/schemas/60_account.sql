create function baton.on_sign_up() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform baton.add_user(new.id, new.email, new.raw_user_meta_data ->> 'username');
  return null;
end
$$;

comment on function baton.on_sign_up() is 'Trigger: makes the row of a person who signed up.';

create function baton.on_new_address() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.users u
  set email = case
    when exists (select from public.users o where o.email = new.email and o.id <> new.id) then null
    else new.email
  end
  where u.id = new.id;
  return null;
end
$$;

comment on function baton.on_new_address() is 'Trigger: copies a changed e-mail address.';

create trigger baton_sign_up after insert on auth.users
for each row execute function baton.on_sign_up();

create trigger baton_new_address after update of email on auth.users
for each row
when (old.email is distinct from new.email)
execute function baton.on_new_address();

create function baton.erase_account() returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
begin
  if uid is null then
    raise sqlstate 'PT401' using message = 'signed_out', detail = 'Nobody is signed in.';
  end if;
  -- The counter first, as every writer does: then nobody is half way through writing.
  perform from public.sync_heads h where h.user_id = uid for no key update;
  perform baton.send('{}', 'account_deleted', uid);
  delete from auth.users a where a.id = uid;
end
$$;

comment on function baton.erase_account() is 'Deletes the signed-in person, and with them all that is theirs.';

create function public.delete_account() returns void
language sql
security invoker
set search_path = ''
as $$
  select baton.erase_account();
$$;

comment on function public.delete_account() is
  'Deletes the account of the caller with everything in it, and tells their other devices (event account_deleted).';

create function public.export_account() returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
begin
  if uid is null then
    raise sqlstate 'PT401' using message = 'signed_out', detail = 'Nobody is signed in.';
  end if;
  return jsonb_build_object(
    'format', 'baton-1',
    'exported_at', clock_timestamp(),
    'users', (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from public.users t where t.id = uid),
    'tasks', (select coalesce(jsonb_agg(to_jsonb(t) order by t.position, t.id), '[]') from public.tasks t where t.user_id = uid),
    'pomodoro_sessions', (
      select coalesce(jsonb_agg(to_jsonb(t) order by t.start_time, t.id), '[]')
      from public.pomodoro_sessions t where t.user_id = uid
    ),
    'pomodoro_checkpoints', (
      select coalesce(jsonb_agg(to_jsonb(t) order by t.timestamp, t.generation, t.id), '[]')
      from public.pomodoro_checkpoints t where t.user_id = uid
    ),
    'devices', (select coalesce(jsonb_agg(to_jsonb(t) order by t.created_at, t.id), '[]') from public.devices t where t.user_id = uid)
  );
end
$$;

comment on function public.export_account() is 'Everything that is stored of the caller, as one JSON document.';

create function public.remove_device(device uuid) returns void
language plpgsql
security invoker
set search_path = ''
as $$
begin
  update public.devices d
  set removed_at = coalesce(d.removed_at, now())
  where d.user_id = (select auth.uid()) and d.id = remove_device.device;
  if not found then
    raise sqlstate 'PT404' using message = 'unknown_device', detail = 'There is no such device.';
  end if;
end
$$;

comment on function public.remove_device(uuid) is
  'Signs a device of the caller out from afar: its login ends, its sync() gets PT403, and its open browser hears of it.';

revoke all on function baton.on_sign_up() from public;
revoke all on function baton.on_new_address() from public;
revoke all on function baton.erase_account() from public;
revoke all on function public.delete_account() from public, anon;
revoke all on function public.export_account() from public, anon;
revoke all on function public.remove_device(uuid) from public, anon;

grant execute on function baton.erase_account() to authenticated;
grant execute on function public.delete_account() to authenticated;
grant execute on function public.export_account() to authenticated;
grant execute on function public.remove_device(uuid) to authenticated;
