-- The limit of 8 s that signed-in people have for a statement could be too short for years of history.
create function public.export_account() returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
set statement_timeout = '120s'
as $$
declare
  uid uuid := auth.uid();
begin
  perform baton.require_login();
  return jsonb_build_object(
    'format', 'baton-1',
    'exported_at', clock_timestamp(),
    'users', (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from public.users t where t.id = uid),
    'tasks', (
      select coalesce(jsonb_agg(a.task order by a.position collate "C", a.id), '[]')
      from (
        select to_jsonb(t) as task, t.position, t.id from public.tasks t where t.user_id = uid
        union all
        select d.task, d.task ->> 'position', d.id from baton.deleted_tasks d where d.user_id = uid
      ) as a
    ),
    'pomodoro_sessions', (
      select coalesce(jsonb_agg(to_jsonb(t) order by t.start_time, t.id), '[]')
      from public.pomodoro_sessions t where t.user_id = uid
    ),
    'pomodoro_checkpoints', (
      select coalesce(jsonb_agg(to_jsonb(t) order by t.timestamp, t.generation, t.id), '[]')
      from public.pomodoro_checkpoints t where t.user_id = uid
    ),
    'devices', (
      select coalesce(jsonb_agg(to_jsonb(t) order by t.created_at, t.id), '[]')
      from public.devices t where t.user_id = uid
    )
  );
end
$$;

comment on function public.export_account() is 'Everything stored about the caller, as one JSON document.';

revoke all on function public.export_account() from public, anon;

grant execute on function public.export_account() to authenticated, service_role;
