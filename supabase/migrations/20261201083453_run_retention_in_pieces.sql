-- Written by hand: supabase/schemas defines no jobs. The job of the previous version keeps its name and gets the new
-- call. Without pg_cron this does nothing.
select baton.schedule_retention();
