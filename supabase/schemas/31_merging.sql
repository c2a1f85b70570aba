-- Milliseconds since the epoch, by the wall and not by the start of the transaction: who waited for a lock
-- must not be taken for the earlier one.
create function baton.now_ms() returns bigint
language plpgsql
volatile
set search_path = ''
as $$
begin
  return extract(epoch from clock_timestamp()) * 1000;
end
$$;

comment on function baton.now_ms() is 'Now, milliseconds since the epoch.';

create function baton.edit_time(edited jsonb, field text) returns numeric
-- Not language sql, here and below: with a search_path of its own such a function is planned at each call.
language plpgsql
immutable
set search_path = ''
as $$
begin
  return case when jsonb_typeof(edited -> field) = 'number' then (edited ->> field)::numeric else 0 end;
end
$$;

comment on function baton.edit_time(jsonb, text) is 'When a field was last edited, milliseconds since the epoch; 0 where that is not known.';

-- Merges two versions of an object field by field. The later edit of a field wins; of two at the same
-- instant the one whose text is greater by byte, so that the order of arrival does not matter.
-- A writer that is not syncing and changes a field without saying when, changes it now.
create function baton.merge(
  stored jsonb, stored_edited jsonb, given jsonb, given_edited jsonb, fields text[], syncing boolean
)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  current_ms bigint := baton.now_ms();
  merged jsonb := stored;
  edited jsonb := stored_edited;
  field text;
  stored_at numeric;
  given_at numeric;
begin
  foreach field in array fields loop
    continue when not given ? field;
    stored_at := baton.edit_time(stored_edited, field);
    given_at := least(baton.edit_time(given_edited, field), current_ms);
    if not syncing
      and given -> field is distinct from stored -> field
      and (given_edited -> field is null or given_edited -> field = stored_edited -> field)
    then
      given_at := greatest(current_ms, stored_at + 1);
    end if;
    if given_at > stored_at
      or (
        given_at = stored_at
        and (given -> field)::text collate "C" > coalesce((stored -> field)::text, '') collate "C"
      )
    then
      merged := merged || jsonb_build_object(field, given -> field);
      if given_at > 0 then
        edited := edited || jsonb_build_object(field, given_at);
      end if;
    end if;
  end loop;
  return jsonb_build_object('row', merged, 'edited', edited);
end
$$;

comment on function baton.merge(jsonb, jsonb, jsonb, jsonb, text[], boolean) is
  'Merges a given object into a stored one, the later edit of each field winning: {"row", "edited"}.';

-- True while sync() writes: it says when each field was edited, or means that it does not know.
create function baton.is_syncing() returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return coalesce(current_setting('baton.syncing', true), '') = 'on';
end
$$;

comment on function baton.is_syncing() is 'Whether the row being written comes through sync().';

-- The times of edits of a row that is new: known fields, none in the future.
create function baton.tidy_edited(edited jsonb, fields text[]) returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
begin
  if edited = '{}' then
    return edited;
  end if;
  return (
    select coalesce(jsonb_object_agg(field, least(baton.edit_time(edited, field), baton.now_ms())), '{}')
    from unnest(fields) as field
    where baton.edit_time(edited, field) > 0
  );
end
$$;

comment on function baton.tidy_edited(jsonb, text[]) is 'Times of edits without those of unknown fields and without future ones.';

revoke all on function baton.now_ms() from public;
revoke all on function baton.edit_time(jsonb, text) from public;
revoke all on function baton.merge(jsonb, jsonb, jsonb, jsonb, text[], boolean) from public;
revoke all on function baton.is_syncing() from public;
revoke all on function baton.tidy_edited(jsonb, text[]) from public;
