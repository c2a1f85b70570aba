-- Called at sign-up, and by sync() for a person who signed up before Baton was installed in this project.
create function baton.add_user(owner uuid, address text, wished text) returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  base text := left(regexp_replace(coalesce(wished, ''), '[[:space:][:cntrl:]]+', '_', 'g'), 40);
  candidate text;
begin
  if base in ('', '_') then
    base := left(regexp_replace(split_part(coalesce(address, ''), '@', 1), '[[:space:][:cntrl:]]+', '_', 'g'), 40);
  end if;
  if base in ('', '_') then
    base := 'user';
  end if;
  candidate := base;
  for attempt in 1..10 loop
    insert into public.users (id, email, username)
    select
      owner,
      case when exists (select from public.users u where u.email = address) then null else address end,
      candidate
    on conflict do nothing;
    if exists (select from public.users u where u.id = owner) then
      return;
    end if;
    candidate := left(base, 33) || '-' || left(replace(gen_random_uuid()::text, '-', ''), 6);
  end loop;
  raise exception 'No free username like % was found.', base;
end
$$;

comment on function baton.add_user(uuid, text, text) is
  'Adds the row of a person, with the username that they asked for or one like it.';

revoke all on function baton.add_user(uuid, text, text) from public;
