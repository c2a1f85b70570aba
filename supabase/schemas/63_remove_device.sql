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
  'Signs out another device of the caller. Its login ends, its sync() gets PT403, and its open browser is told.';

revoke all on function public.remove_device(uuid) from public, anon;

grant execute on function public.remove_device(uuid) to authenticated;
