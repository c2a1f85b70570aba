-- Written by hand: supabase/schemas defines neither jobs nor extensions. Hosted projects have pg_cron. Elsewhere this
-- does nothing, and something outside the database has to call baton.retain().
do $$
begin
  if exists (select from pg_catalog.pg_available_extensions where name = 'pg_cron') then
    create extension if not exists pg_cron;
  end if;
exception
  when others then
    raise notice 'pg_cron cannot be installed here: %', sqlerrm;
end
$$;

select baton.schedule_retention();
