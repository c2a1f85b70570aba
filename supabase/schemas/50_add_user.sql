-- Called at sign-up, and by sync() for a person who signed up before Baton was installed in this project.
create function baton.add_user(owner uuid, address text, wished text) returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  given text := left(regexp_replace(coalesce(wished, ''), '[[:space:][:cntrl:]]+', '_', 'g'), 40);
begin
  -- Another account with this address may be written at the same time: the second attempt sees it.
  for attempt in 1..2 loop
    insert into public.users (id, email, username)
    select
      owner,
      case when exists (select from public.users u where u.email = address) then null else address end,
      -- Not made of the address, which whoever reads a name need not know.
      case when given in ('', '_') then 'user' else given end
    on conflict do nothing;
    exit when exists (select from public.users u where u.id = owner);
  end loop;
end
$$;

comment on function baton.add_user(uuid, text, text) is
  'Adds the row of a person, with the username that they asked for, or "user".';

revoke all on function baton.add_user(uuid, text, text) from public;
