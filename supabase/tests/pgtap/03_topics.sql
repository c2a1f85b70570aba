-- Who may read and send on which topic.
begin;

set local search_path = public, extensions;

create extension if not exists pgtap with schema extensions;

select plan(13);

insert into auth.users (id, email)
values
  ('00000000-0000-4000-8000-00000000000a', 'anna@example.test'),
  ('00000000-0000-4000-8000-00000000000b', 'ben@example.test');

insert into auth.sessions (id, user_id)
values ('50000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000a');

-- pgls-ignore lint/safety/banDeleteWithoutWhere: all of them, and taken back at the end
delete from realtime.messages;

insert into realtime.messages (topic, extension, private)
values
  ('user:00000000-0000-4000-8000-00000000000a', 'broadcast', true),
  ('user:00000000-0000-4000-8000-00000000000a', 'presence', true),
  ('user:00000000-0000-4000-8000-00000000000b', 'broadcast', true),
  ('user:', 'broadcast', true),
  ('lobby', 'broadcast', true);

create function pg_temp.act_as(role text, subject text, topic text, login text default null) returns void
language plpgsql
set search_path = ''
as $$
begin
  perform set_config(
    'request.jwt.claims',
    jsonb_build_object('sub', nullif(subject, ''), 'role', role, 'session_id', login)::text, true
  );
  perform set_config('realtime.topic', topic, true);
  execute format('set local role %I', role);
end
$$;

select pg_temp.act_as(
  'authenticated', '00000000-0000-4000-8000-00000000000a', 'user:00000000-0000-4000-8000-00000000000a'
);

select is(
  (select count(*)::integer from realtime.messages where topic = 'user:00000000-0000-4000-8000-00000000000a'), 2,
  'DB-24 one''s own topic can be joined'
);

select throws_ok(
  $$insert into realtime.messages (topic, extension, private)
    values ('user:00000000-0000-4000-8000-00000000000a', 'broadcast', true)$$,
  '42501', null, 'DB-24 nothing can be sent, not even on one''s own topic'
);

select throws_ok(
  $$insert into realtime.messages (topic, extension, private)
    values ('user:00000000-0000-4000-8000-00000000000b', 'broadcast', true)$$,
  '42501', null, 'DB-24 nothing can be sent on another topic'
);

select is_empty(
  'update realtime.messages set payload = ''{}'' returning id', 'DB-24 a message cannot be changed'
);

select lives_ok(
  $$select realtime.send('{"from": 0, "to": 9}', 'changes', 'user:00000000-0000-4000-8000-00000000000b', true)$$,
  'DB-24 sending by hand does not fail …'
);

reset role;

select is(
  (select count(*)::integer from realtime.messages where topic = 'user:00000000-0000-4000-8000-00000000000b'), 1,
  'DB-24 … and does not send'
);

select pg_temp.act_as(
  'authenticated', '00000000-0000-4000-8000-00000000000a', 'user:00000000-0000-4000-8000-00000000000b'
);

select is(
  (select count(*)::integer from realtime.messages where topic <> 'user:00000000-0000-4000-8000-00000000000a'), 0,
  'DB-24 the topic of somebody else cannot be joined'
);

reset role;

select pg_temp.act_as(
  'authenticated', '00000000-0000-4000-8000-00000000000a', 'user:00000000-0000-4000-8000-00000000000a',
  '50000000-0000-4000-8000-000000000001'
);

select is((select count(*)::integer from realtime.messages), 2, 'DB-24 a login that goes on joins its own topic');

reset role;

delete from auth.sessions where id = '50000000-0000-4000-8000-000000000001';

set local role authenticated;

select is((select count(*)::integer from realtime.messages), 0, 'DB-53 a login that has ended joins nothing');

reset role;

select pg_temp.act_as('authenticated', '', 'user:');

select is((select count(*)::integer from realtime.messages), 0, 'DB-24 a token without a subject joins nothing');

reset role;

select pg_temp.act_as('anon', '', 'user:00000000-0000-4000-8000-00000000000a');

select is((select count(*)::integer from realtime.messages), 0, 'DB-24 nobody signed in joins nothing');

reset role;

select is(
  (
    select count(*)::integer from pg_policies
    where schemaname = 'realtime' and tablename = 'messages' and cmd <> 'SELECT'
  ),
  0, 'DB-24 there is no policy that lets anybody send'
);

select ok(
  (select relrowsecurity from pg_class where oid = 'realtime.messages'::regclass),
  'DB-24 row-level security is on for messages'
);

select * from finish();

rollback;
