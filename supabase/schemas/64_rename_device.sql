create function public.rename_device(device uuid, name text) returns void
language plpgsql
security invoker
set search_path = ''
as $$
begin
  perform baton.require_login();
  update public.devices d
  set chosen_name = nullif(btrim(rename_device.name), '')
  where d.user_id = (select auth.uid()) and d.id = rename_device.device;
  if not found then
    raise sqlstate 'PT404' using message = 'unknown_device', detail = 'There is no such device.';
  end if;
end
$$;

comment on function public.rename_device(uuid, text) is
  'Gives a device of the caller a name of 1 to 60 characters. Without one it is called what it calls itself again.';

revoke all on function public.rename_device(uuid, text) from public, anon;

grant execute on function public.rename_device(uuid, text) to authenticated, service_role;
