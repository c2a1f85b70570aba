-- The marks that are there already. Nothing about them changes, so they keep their seq.
insert into baton.deleted_tasks (user_id, id, seq, deleted_at, task)
select t.user_id, t.id, t.seq, t.deleted_at, to_jsonb(t) from public.tasks t where t.deleted_at is not null;

delete from public.tasks where deleted_at is not null;
