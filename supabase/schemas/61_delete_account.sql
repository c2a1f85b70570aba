create function baton.erase_account() returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  uid uuid := auth.uid();
begin
  perform baton.require_login();
  -- The counter is locked first, as every writer does it. So no other write is unfinished.
  perform from public.sync_heads h where h.user_id = uid for no key update;
  perform baton.send('{}', 'account_deleted', uid);
  delete from auth.users a where a.id = uid;
end
$$;

comment on function baton.erase_account() is 'Deletes the signed-in person and all their rows.';

-- Signed-in people have 8 s for a statement, and this one is all or nothing. PostgREST takes the limit of the function.
create function public.delete_account() returns void
language sql
security invoker
set search_path = ''
set statement_timeout = '120s'
as $$
  select baton.erase_account();
$$;

comment on function public.delete_account() is
  'Deletes the account of the caller and all its rows, and tells their other devices (event account_deleted).';

revoke all on function baton.erase_account() from public;
revoke all on function public.delete_account() from public, anon;

grant execute on function baton.erase_account() to authenticated;
grant execute on function public.delete_account() to authenticated, service_role;
