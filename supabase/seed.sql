-- Sample data for trying things out: demo@example.test, password demo-baton, two weeks of history. Not for production.
insert into auth.users (
  id, aud, role, email, encrypted_password, email_confirmed_at, confirmation_token, recovery_token, email_change,
  email_change_token_new, raw_app_meta_data, raw_user_meta_data, created_at, updated_at
)
values (
  '0193d000-0000-7000-8000-000000000001', 'authenticated', 'authenticated', 'demo@example.test',
  extensions.crypt('demo-baton', extensions.gen_salt('bf')), now(), '', '', '', '',
  '{"provider": "email", "providers": ["email"]}', '{"username": "demo"}', now(), now()
);

insert into auth.identities (id, user_id, provider, provider_id, identity_data, last_sign_in_at, created_at, updated_at)
values (
  gen_random_uuid(), '0193d000-0000-7000-8000-000000000001', 'email', '0193d000-0000-7000-8000-000000000001',
  '{"sub": "0193d000-0000-7000-8000-000000000001", "email": "demo@example.test"}', now(), now(), now()
);

-- The Auth server of hosted projects finds only users of this instance. Other builds of it have no such column.
do $$
begin
  if exists (
    select from information_schema.columns
    where table_schema = 'auth' and table_name = 'users' and column_name = 'instance_id'
  ) then
    update auth.users
    set instance_id = '00000000-0000-0000-0000-000000000000'
    where id = '0193d000-0000-7000-8000-000000000001';
  end if;
end
$$;

insert into public.tasks (id, user_id, title, estimated_pomodoros, created_at)
values
  (
    '0193d000-0000-7000-8000-000000000011', '0193d000-0000-7000-8000-000000000001',
    'Write the report', 8, now() - interval '14 days'
  ),
  (
    '0193d000-0000-7000-8000-000000000012', '0193d000-0000-7000-8000-000000000001',
    'Review the figures', 3, now() - interval '9 days'
  ),
  (
    '0193d000-0000-7000-8000-000000000013', '0193d000-0000-7000-8000-000000000001',
    'Plan the next month', 2, now() - interval '2 days'
  );

-- Four sessions on each working day, one of them not to its end.
insert into public.pomodoro_sessions (
  user_id, task_id, start_time, end_time, session_type, completed, current_session_number
)
select
  '0193d000-0000-7000-8000-000000000001',
  case
    when extract(day from day)::integer % 3 = 0 then '0193d000-0000-7000-8000-000000000012'
    else '0193d000-0000-7000-8000-000000000011'
  end::uuid,
  day + interval '9 hours' + round * interval '30 minutes',
  day + interval '9 hours' + round * interval '30 minutes'
  + case when round = 3 then interval '11 minutes' else interval '25 minutes' end,
  'work', round <> 3, round
from generate_series(
  date_trunc('day', now()) - interval '14 days', date_trunc('day', now()) - interval '1 day', interval '1 day'
) as day
cross join generate_series(1, 4) as round
where extract(isodow from day) < 6;
