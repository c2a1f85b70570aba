-- A job and an extension are no part of the model. Hosted projects have pg_cron; elsewhere this does nothing,
-- and whoever wants the retention calls baton.retain() from outside.
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
