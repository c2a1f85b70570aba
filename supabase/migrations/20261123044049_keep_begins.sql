SET local check_function_bodies = off;

CREATE OR REPLACE FUNCTION baton.prepare_checkpoint()
  RETURNS TRIGGER
  LANGUAGE plpgsql
  SET search_path TO ''
  AS $function$
declare
  current_instant timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  new.timestamp := date_trunc('milliseconds', new.timestamp);
  -- An automatic act is of the instant at which another phase ended and would be void at any other. The clock that
  -- named it may be fast by half of the longest round trip, which is 15 s.
  if new.checkpoint_type <> 'begin' or new.timestamp > current_instant + interval '10 seconds' then
    new.timestamp := least(new.timestamp, current_instant);
  end if;
  -- Not least() again: that takes no time at all for a time.
  if new.last_active > current_instant then
    new.last_active := current_instant;
  end if;
  return new;
end
$function$;

COMMENT ON FUNCTION "baton"."prepare_checkpoint"() IS 'Trigger: moves times in the future back to now, but for that of a begin within ten seconds.';
