-- Who may do what: every table and command, for nobody signed in, the owner, a stranger, the owner with a login that
-- has ended, and the owner while they are banned.
begin;

set local search_path = public, extensions;

create extension if not exists pgtap with schema extensions;

select plan(197);

insert into auth.users (id, email, raw_user_meta_data)
values
  ('00000000-0000-4000-8000-00000000000a', 'anna@example.test', '{"username": "anna"}'),
  ('00000000-0000-4000-8000-00000000000b', 'ben@example.test', '{"username": "ben"}');

insert into public.tasks (user_id, id, title)
values ('00000000-0000-4000-8000-00000000000a', '10000000-0000-4000-8000-000000000001', 'Write');

insert into public.pomodoro_sessions (user_id, id, start_time, session_type, current_session_number)
values ('00000000-0000-4000-8000-00000000000a', '20000000-0000-4000-8000-000000000001', now(), 'work', 1);

insert into public.pomodoro_checkpoints (
  user_id, id, session_id, device_id, checkpoint_type, timestamp, generation, session_type, round_number, preset_type,
  plan, remaining_time
)
values (
  '00000000-0000-4000-8000-00000000000a', '30000000-0000-4000-8000-000000000001',
  '20000000-0000-4000-8000-000000000001', '40000000-0000-4000-8000-000000000001', 'start', now(), 1, 'work', 1, 'short',
  '{"work_duration": 25, "short_break": 5, "long_break": 15, "sessions_before_long_break": 4}', 1500000
);

insert into public.devices (user_id, id, name)
values ('00000000-0000-4000-8000-00000000000a', '40000000-0000-4000-8000-000000000001', 'Laptop');

insert into auth.sessions (id, user_id)
values
  ('50000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000a'),
  ('50000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-00000000000a'),
  ('50000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-00000000000b');

insert into baton.device_logins (user_id, device_id, session_id)
values (
  '00000000-0000-4000-8000-00000000000a', '40000000-0000-4000-8000-000000000001',
  '50000000-0000-4000-8000-000000000001'
);

-- A login that ends. It leaves a row in quiet_hints.
delete from auth.sessions where id = '50000000-0000-4000-8000-000000000002';

-- Runs a command as somebody and rolls it back. Returns the number of rows or an SQLSTATE.
create function pg_temp.attempt(who text, command text) returns text
language plpgsql
set search_path = ''
as $$
declare
  subject text := case
    when who = 'stranger' then '00000000-0000-4000-8000-00000000000b'
    when who in ('owner', 'ended login', 'banned') then '00000000-0000-4000-8000-00000000000a'
    else ''
  end;
  login text := case who
    when 'stranger' then '50000000-0000-4000-8000-00000000000b'
    when 'ended login' then '50000000-0000-4000-8000-000000000002'
    else '50000000-0000-4000-8000-000000000001'
  end;
  role text := case when subject = '' then who else 'authenticated' end;
  amount bigint;
begin
  perform set_config(
    'request.jwt.claims',
    jsonb_build_object('sub', nullif(subject, ''), 'role', role, 'session_id', login)::text, true
  );
  begin
    if who = 'banned' then
      update auth.users set banned_until = now() + interval '1 day' where id = subject::uuid;
    end if;
    execute format('set local role %I', role);
    execute command;
    get diagnostics amount = row_count;
    raise exception using errcode = 'ZZ000', message = amount::text;
  exception
    when others then
      reset role;
      return case when sqlstate = 'ZZ000' then sqlerrm else sqlstate end;
  end;
end
$$;

create temporary table commands (relation text, verb text, command text);

insert into commands
values
  ('users', 'select', 'select * from public.users'),
  ('users', 'insert', $$insert into public.users (id, username) values ('00000000-0000-4000-8000-00000000000a', 'x')$$),
  ('users', 'update', $$update public.users set username = 'other' where username = 'anna'$$),
  ('users', 'delete', $$delete from public.users where username = 'anna'$$),
  ('tasks', 'select', 'select * from public.tasks'),
  (
    'tasks', 'insert',
    $$insert into public.tasks (user_id, title) values ('00000000-0000-4000-8000-00000000000a', 'Read')$$
  ),
  ('tasks', 'update', $$update public.tasks set title = 'Read'$$),
  ('tasks', 'delete', 'delete from public.tasks'),
  ('pomodoro_sessions', 'select', 'select * from public.pomodoro_sessions'),
  (
    'pomodoro_sessions', 'insert',
    $$insert into public.pomodoro_sessions (user_id, start_time, session_type, current_session_number)
      values ('00000000-0000-4000-8000-00000000000a', now(), 'work', 1)$$
  ),
  ('pomodoro_sessions', 'update', 'update public.pomodoro_sessions set rules = 9'),
  ('pomodoro_sessions', 'delete', 'delete from public.pomodoro_sessions'),
  ('pomodoro_checkpoints', 'select', 'select * from public.pomodoro_checkpoints'),
  (
    'pomodoro_checkpoints', 'insert',
    $$insert into public.pomodoro_checkpoints (
        user_id, id, session_id, device_id, checkpoint_type, timestamp, generation, session_type, round_number,
        preset_type, plan, remaining_time
      )
      values (
        '00000000-0000-4000-8000-00000000000a', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'pause', now(),
        2, 'work', 1, 'short',
        '{"work_duration": 25, "short_break": 5, "long_break": 15, "sessions_before_long_break": 4}', 1
      )$$
  ),
  ('pomodoro_checkpoints', 'update', 'update public.pomodoro_checkpoints set remaining_time = 0'),
  ('pomodoro_checkpoints', 'delete', 'delete from public.pomodoro_checkpoints'),
  ('devices', 'select', 'select * from public.devices'),
  (
    'devices', 'insert',
    $$insert into public.devices (user_id, id, name)
      values ('00000000-0000-4000-8000-00000000000a', gen_random_uuid(), 'Phone')$$
  ),
  ('devices', 'update', $$update public.devices set name = 'Desk', chosen_name = 'Mine'$$),
  ('devices', 'delete', 'delete from public.devices'),
  ('sync_heads', 'select', 'select * from public.sync_heads'),
  (
    'sync_heads', 'insert',
    $$insert into public.sync_heads (user_id) values ('00000000-0000-4000-8000-00000000000a')
      on conflict do nothing$$
  ),
  ('sync_heads', 'update', 'update public.sync_heads set head = 0'),
  ('sync_heads', 'delete', 'delete from public.sync_heads'),
  ('device_logins', 'select', 'select * from baton.device_logins'),
  (
    'device_logins', 'insert',
    $$insert into baton.device_logins (user_id, device_id, session_id)
      values ('00000000-0000-4000-8000-00000000000a', gen_random_uuid(), gen_random_uuid())$$
  ),
  ('device_logins', 'update', 'update baton.device_logins set session_id = gen_random_uuid()'),
  ('device_logins', 'delete', 'delete from baton.device_logins'),
  ('deleted_tasks', 'select', 'select * from baton.deleted_tasks'),
  (
    'deleted_tasks', 'insert',
    $$insert into baton.deleted_tasks (user_id, id, seq, deleted_at, task)
      values ('00000000-0000-4000-8000-00000000000a', gen_random_uuid(), 1, now(), '{}')$$
  ),
  ('deleted_tasks', 'update', 'update baton.deleted_tasks set seq = 0'),
  ('deleted_tasks', 'delete', 'delete from baton.deleted_tasks'),
  ('quiet_hints', 'select', 'select * from baton.quiet_hints'),
  (
    'quiet_hints', 'insert',
    $$insert into baton.quiet_hints (user_id, until) values ('00000000-0000-4000-8000-00000000000a', now())
      on conflict do nothing$$
  ),
  ('quiet_hints', 'update', 'update baton.quiet_hints set until = now()'),
  ('quiet_hints', 'delete', 'delete from baton.quiet_hints');

-- What each gets. Nothing was deleted yet, so there is no mark to read.
create temporary table expected (
  relation text, verb text, owner text, stranger text, ended_login text, banned text
);

insert into expected
values
  ('users', 'select', '1', '1', '0', '0'),
  ('users', 'insert', '42501', '42501', '42501', '42501'),
  ('users', 'update', '1', '0', '0', '0'),
  ('users', 'delete', '42501', '42501', '42501', '42501'),
  ('tasks', 'select', '1', '0', '0', '0'),
  ('tasks', 'insert', '1', '42501', '42501', '42501'),
  ('tasks', 'update', '1', '0', '0', '0'),
  ('tasks', 'delete', '1', '0', '0', '0'),
  ('pomodoro_sessions', 'select', '1', '0', '0', '0'),
  ('pomodoro_sessions', 'insert', '1', '42501', '42501', '42501'),
  ('pomodoro_sessions', 'update', '1', '0', '0', '0'),
  ('pomodoro_sessions', 'delete', '0', '0', '0', '0'),
  ('pomodoro_checkpoints', 'select', '1', '0', '0', '0'),
  ('pomodoro_checkpoints', 'insert', '1', '42501', '42501', '42501'),
  ('pomodoro_checkpoints', 'update', '42501', '42501', '42501', '42501'),
  ('pomodoro_checkpoints', 'delete', '42501', '42501', '42501', '42501'),
  ('devices', 'select', '1', '0', '0', '0'),
  ('devices', 'insert', '1', '42501', '42501', '42501'),
  ('devices', 'update', '1', '0', '0', '0'),
  ('devices', 'delete', '42501', '42501', '42501', '42501'),
  ('sync_heads', 'select', '1', '1', '0', '0'),
  ('sync_heads', 'insert', '42501', '42501', '42501', '42501'),
  ('sync_heads', 'update', '42501', '42501', '42501', '42501'),
  ('sync_heads', 'delete', '42501', '42501', '42501', '42501'),
  ('device_logins', 'select', '42501', '42501', '42501', '42501'),
  ('device_logins', 'insert', '42501', '42501', '42501', '42501'),
  ('device_logins', 'update', '42501', '42501', '42501', '42501'),
  ('device_logins', 'delete', '42501', '42501', '42501', '42501'),
  ('deleted_tasks', 'select', '0', '0', '0', '0'),
  ('deleted_tasks', 'insert', '42501', '42501', '42501', '42501'),
  ('deleted_tasks', 'update', '42501', '42501', '42501', '42501'),
  ('deleted_tasks', 'delete', '42501', '42501', '42501', '42501'),
  ('quiet_hints', 'select', '42501', '42501', '42501', '42501'),
  ('quiet_hints', 'insert', '42501', '42501', '42501', '42501'),
  ('quiet_hints', 'update', '42501', '42501', '42501', '42501'),
  ('quiet_hints', 'delete', '42501', '42501', '42501', '42501');

select is(
  pg_temp.attempt('anon', c.command), '42501', format('DB-28 nobody signed in: no %s on %s', c.verb, c.relation)
)
from commands c
order by c.relation, c.verb;

select is(pg_temp.attempt('owner', c.command), e.owner, format('DB-25 owner: %s on %s', c.verb, c.relation))
from commands c
join expected e using (relation, verb)
order by c.relation, c.verb;

select is(pg_temp.attempt('stranger', c.command), e.stranger, format('DB-25 stranger: %s on %s', c.verb, c.relation))
from commands c
join expected e using (relation, verb)
order by c.relation, c.verb;

select is(
  pg_temp.attempt('ended login', c.command), e.ended_login, format('DB-53 ended login: %s on %s', c.verb, c.relation)
)
from commands c
join expected e using (relation, verb)
order by c.relation, c.verb;

select is(pg_temp.attempt('banned', c.command), e.banned, format('DB-53 banned: %s on %s', c.verb, c.relation))
from commands c
join expected e using (relation, verb)
order by c.relation, c.verb;

select is(
  pg_temp.attempt('owner', format('update public.users set %I = default', name)), '42501',
  format('DB-25 owner: column %s of users is not theirs to write', name)
)
from unnest(array['id', 'email', 'created_at']) as name;

select is(
  pg_temp.attempt('stranger', 'select * from public.users where username <> ''ben'''), '0',
  'DB-25 stranger: the one row of users that they see is their own'
);

select is(
  pg_temp.attempt(
    'stranger', $$select * from public.sync_heads where user_id <> '00000000-0000-4000-8000-00000000000b'$$
  ),
  '0', 'DB-25 stranger: the one counter that they see is their own'
);

select is(
  pg_temp.attempt('owner', $$update public.tasks set user_id = '00000000-0000-4000-8000-00000000000b'$$), '42501',
  'DB-25 owner: a task cannot be given away'
);


select ok(
  not pg_has_role('authenticated', 'service_role', 'member') and not pg_has_role('anon', 'authenticated', 'member'),
  'DB-25 nobody can take a stronger role: authenticated is no member of service_role, anon of neither'
);

select ok(c.relrowsecurity, format('DB-25 row-level security is on for %s.%s', c.relnamespace::regnamespace, c.relname))
from pg_class c
where c.relnamespace in ('public'::regnamespace, 'baton'::regnamespace) and c.relkind = 'r'
  and c.relname in (select relation from commands)
order by c.relname;

select is(
  (
    select count(*)::integer from pg_policies p
    where p.schemaname = 'public' and not (p.roles = array['authenticated']::name[])
  ),
  0, 'DB-25 all policies are for the role authenticated only'
);

select * from finish();

rollback;
