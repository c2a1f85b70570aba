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

comment on function baton.on_sign_up() is 'Trigger: adds the row of a person who signed up.';

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

revoke all on function baton.on_sign_up() from public;
revoke all on function baton.on_new_address() from public;
