SET local check_function_bodies = off;

CREATE OR REPLACE FUNCTION baton.runs (
  owner uuid,
  age   interval
)
  RETURNS TABLE (
    session_id uuid,
    first_act  timestamp with time zone,
    over_at    timestamp with time zone
  )
  LANGUAGE sql
  STABLE
  SET search_path TO ''
  AS $function$
  with acts as (
    select
      k.session_id, k.follows, k.timestamp,
      row_number() over (order by k.timestamp desc, k.generation desc) as place
    from public.pomodoro_checkpoints k where k.user_id = owner
  ),
  spans as (
    select a.session_id, min(a.timestamp) as first_act, max(a.timestamp) as last_act, min(a.place) as place
    from acts a group by a.session_id
  ),
  -- What follows a session may vouch for it, so it stays for as long.
  followed as (
    select a.follows as session_id, min(f.first_act) as first_act
    from acts a join spans f on f.session_id = a.session_id
    where a.follows is not null group by a.follows
  )
  select
    c.session_id,
    least(c.first_act, f.first_act),
    case
      -- The session in the slot, and what it hangs on, is among the newest acts.
      when c.place <= 50 or s.outcome in ('running', 'paused') then 'infinity'
      -- One that no device wrote down, such as a session known by a stray pause only.
      when s.outcome is null then c.last_act + age
      else greatest(c.last_act, s.end_time)
    end
  from spans c
  left join followed f on f.session_id = c.session_id
  left join public.pomodoro_sessions s on s.user_id = owner and s.id = c.session_id;
$function$;
