create function baton.count_keys(object jsonb) returns integer
language plpgsql
immutable
set search_path = ''
as $$
begin
  return (select count(*) from jsonb_object_keys(object));
end
$$;

comment on function baton.count_keys(jsonb) is 'How many keys an object has.';

create function baton.prepare_user() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  given jsonb := new.pomodoro_settings;
  merged jsonb;
begin
  -- The constraints refuse these with a sentence for the person.
  if jsonb_typeof(given) is distinct from 'object' or jsonb_typeof(new.edited) is distinct from 'object' then
    return new;
  end if;
  -- Before anything that takes longer the more there is. What is stored has passed this, so the work of one change is
  -- bounded.
  if baton.is_outsized(given) or baton.is_outsized(new.edited)
    or octet_length(given::text) > 65536 or octet_length(new.edited::text) > 65536
    or baton.count_keys(given) > 1000 or baton.count_keys(new.edited) > 1000
  then
    raise check_violation using
      message = 'Settings are too large.', table = 'users', constraint = 'users_pomodoro_settings_check';
  end if;
  if not baton.is_syncing() then
    -- A key that the writer left out was removed on purpose. It must not come back from another device.
    select given || coalesce(jsonb_object_agg(key, null), '{}') into given
    from jsonb_object_keys(old.pomodoro_settings) as key
    where not given ? key;
  end if;
  merged := baton.merge(
    old.pomodoro_settings, old.edited, given, new.edited,
    array(select jsonb_object_keys(given)), baton.is_syncing()
  );
  new.pomodoro_settings := merged -> 'row';
  new.edited := merged -> 'edited';
  if baton.count_keys(new.pomodoro_settings) > 1000 then
    raise check_violation using
      message = 'Settings are too large.', table = 'users', constraint = 'users_pomodoro_settings_check';
  end if;
  return new;
end
$$;

comment on function baton.prepare_user() is 'Trigger: merges the written settings into the stored ones, key by key.';

revoke all on function baton.count_keys(jsonb) from public;
revoke all on function baton.prepare_user() from public;

create trigger prepare_row before update of pomodoro_settings, edited on public.users
for each row execute function baton.prepare_user();
