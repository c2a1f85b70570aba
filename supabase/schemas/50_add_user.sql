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

-- A row here without an account could never sign in.
create function baton.refuse_user() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  raise sqlstate 'PT400' using
    message = 'People are added by Auth: POST /auth/v1/signup, or with the secret key /auth/v1/admin/users. '
      || 'Their row in users is made with the account.',
    table = 'users';
end
$$;

comment on function baton.refuse_user() is 'Trigger: refuses a row in users that is not that of an account.';

revoke all on function baton.refuse_user() from public;

create trigger check_owner before insert on public.users
for each row
when (current_user = 'service_role' or new.id is null)
execute function baton.refuse_user();
