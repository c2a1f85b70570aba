-- A jsonb number of nine bytes, 1e131071, is a text of 131,072 digits, and JSON can be thousands of levels deep. So a
-- small row could make anything that reads it work for a minute. Every number of JavaScript passes.
create function baton.is_outsized(document jsonb) returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  return document @? 'strict $.**{17}'
    or exists (
      -- Not jsonb_path_query alone, which takes quadratic time.
      select
      from jsonb_array_elements(jsonb_path_query_array(document, 'strict $.** ? (@.type() == "number")')) as n (value)
      where abs(n.value::numeric) > 1e400 or scale(n.value::numeric) > 400
    );
end
$$;

comment on function baton.is_outsized(jsonb) is
  'Whether JSON is more than 16 levels deep, or has a number of more than 400 digits.';

revoke all on function baton.is_outsized(jsonb) from public;

grant execute on function baton.is_outsized(jsonb) to authenticated, service_role;
