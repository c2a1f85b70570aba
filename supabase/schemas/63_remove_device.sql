create function public.remove_device(device uuid) returns void
language plpgsql
security invoker
set search_path = ''
as $$
begin
  perform baton.require_login();
  update public.devices d
  set removed_at = coalesce(d.removed_at, now())
  where d.user_id = (select auth.uid()) and d.id = remove_device.device;
  if not found then
    raise sqlstate 'PT404' using message = 'unknown_device', detail = 'There is no such device.';
  end if;
end
$$;

comment on function public.remove_device(uuid) is
  'Signs out another device of the caller. Every login that it ever used ends, but not that of the caller. Its sync() '
  'gets PT403.';

revoke all on function public.remove_device(uuid) from public, anon;

grant execute on function public.remove_device(uuid) to authenticated, service_role;
