-- Realtime asks its policy when a channel is joined and when its token is renewed, and never in between. So a channel
-- of a login that has ended stays open until its token expires, and nothing but hints may reach it.
create table baton.quiet_hints (
  user_id uuid not null,
  until timestamptz not null,
  constraint quiet_hints_pkey primary key (user_id),
  constraint quiet_hints_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade
);

comment on table baton.quiet_hints is 'People whose broadcasts carry no rows, because a login of theirs has ended.';
comment on column baton.quiet_hints.user_id is 'Whose login ended.';
comment on column baton.quiet_hints.until is 'When its last token must have expired.';

alter table baton.quiet_hints enable row level security;

create function baton.quieten(people uuid[]) returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- Only for people who are there: a login also goes with its account. Clocks of servers differ by some minutes.
  insert into baton.quiet_hints as q (user_id, until)
  select
    u.id,
    now() + interval '5 minutes' + coalesce(
      (select max(l.token_life) from baton.device_logins l where l.user_id = u.id), interval '1 hour'
    )
  from auth.users u
  where u.id = any (people)
  order by u.id
  on conflict (user_id) do update set until = greatest(q.until, excluded.until);
end
$$;

comment on function baton.quieten(uuid[]) is
  'Keeps rows out of the broadcasts of these people for as long as a token of theirs can be good.';

create function baton.on_ended_logins() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform baton.quieten(array(select distinct g.user_id from gone g));
  return null;
end
$$;

comment on function baton.on_ended_logins() is
  'Trigger: keeps rows out of the broadcasts of people whose logins ended.';

create function baton.on_ban() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform baton.quieten(array[new.id]);
  return null;
end
$$;

comment on function baton.on_ban() is 'Trigger: keeps rows out of the broadcasts of a person who was banned.';

create trigger baton_ended_logins after delete on auth.sessions
referencing old table as gone
for each statement execute function baton.on_ended_logins();

create trigger baton_ban after update of banned_until on auth.users
for each row
when (new.banned_until is distinct from old.banned_until)
execute function baton.on_ban();

revoke all on function baton.quieten(uuid[]) from public;
revoke all on function baton.on_ended_logins() from public;
revoke all on function baton.on_ban() from public;
