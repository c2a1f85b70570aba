-- A deadlock, a full disk or a timeout passes, and the caller tries again. A row that is wrong is refused for ever.
create function baton.is_refusal(state text) returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  return left(state, 2) in ('22', '23', '54', 'PT') or state = '42501';
end
$$;

comment on function baton.is_refusal(text) is 'Whether an SQLSTATE says that the row itself is wrong.';

-- If a constraint was broken, the sentence is the comment on it.
create function baton.reason(state text, message text, relation text, rule text, field text) returns text
language sql
stable
set search_path = ''
as $$
  select coalesce(
    (
      select obj_description(c.oid, 'pg_constraint')
      from pg_catalog.pg_constraint c
      where c.conname = rule and c.conrelid = to_regclass(format('public.%I', relation))
    ),
    case
      when state = '23502' then format('The field "%s" is missing.', field)
      when (left(state, 2) = 'PT' or state = '42501') and message not like 'new row violates%' then message
      when state = '42501' then 'This row belongs to somebody else.'
      when left(state, 2) = '22' then format('A field has a value of the wrong kind (%s).', left(message, 200))
      else format('The server refused this row (%s).', left(message, 200))
    end
  );
$$;

comment on function baton.reason(text, text, text, text, text) is
  'Why a row was refused, as a sentence for the person.';

revoke all on function baton.is_refusal(text) from public;
revoke all on function baton.reason(text, text, text, text, text) from public;

grant execute on function baton.is_refusal(text) to authenticated;
grant execute on function baton.reason(text, text, text, text, text) to authenticated;
