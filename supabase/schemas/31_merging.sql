-- Not the start of the transaction: a writer that waited for a lock would look like the earlier one.
create function baton.now_ms() returns bigint
language plpgsql
volatile
set search_path = ''
as $$
begin
  return extract(epoch from clock_timestamp()) * 1000;
end
$$;

comment on function baton.now_ms() is 'Now, in milliseconds since the epoch.';

create function baton.edit_time(edited jsonb, field text) returns numeric
-- Not language sql, here and below: a function with a search_path would then be planned at each call.
language plpgsql
immutable
set search_path = ''
as $$
begin
  return case when jsonb_typeof(edited -> field) = 'number' then (edited -> field)::numeric else 0 end;
end
$$;

comment on function baton.edit_time(jsonb, text) is
  'When a field was last edited, in milliseconds since the epoch. 0 if that is not known.';

-- Merges two versions of an object field by field. The later edit of a field wins. Of two edits with the same time,
-- the value with the greater bytes wins, so the order of arrival does not matter. If a writer other than sync()
-- changes a field and gives no time, the edit is made now.
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
  won jsonb := '{}';
  won_at jsonb := '{}';
  winners integer := 0;
  field text;
  wanted jsonb;
  held jsonb;
  wanted_edit jsonb;
  held_edit jsonb;
  wanted_at numeric;
  held_at numeric;
begin
  foreach field in array fields loop
    wanted := given -> field;
    continue when wanted is null;
    held := stored -> field;
    wanted_edit := given_edited -> field;
    held_edit := stored_edited -> field;
    -- Most fields of a row are as they were.
    continue when wanted = held and (wanted_edit is null or wanted_edit = held_edit);
    -- baton.edit_time, written out: two calls for each field would take half of the time.
    held_at := case when jsonb_typeof(held_edit) = 'number' then held_edit::numeric else 0 end;
    if not syncing and wanted is distinct from held and (wanted_edit is null or wanted_edit = held_edit) then
      wanted_at := greatest(current_ms, held_at + 1);
    else
      wanted_at := case
        when jsonb_typeof(wanted_edit) = 'number' then least(wanted_edit::numeric, current_ms) else 0
      end;
    end if;
    if wanted_at > held_at
      or (wanted_at = held_at and wanted::text collate "C" > coalesce(held::text, '') collate "C")
    then
      won := won || jsonb_build_object(field, wanted);
      if wanted_at > 0 then
        won_at := won_at || jsonb_build_object(field, wanted_at);
      end if;
      winners := winners + 1;
      -- Adding to an object copies it, and settings may have a thousand keys. So many are added at a time.
      if winners % 32 = 0 then
        merged := merged || won;
        edited := edited || won_at;
        won := '{}';
        won_at := '{}';
      end if;
    end if;
  end loop;
  return jsonb_build_object('row', merged || won, 'edited', edited || won_at);
end
$$;

comment on function baton.merge(jsonb, jsonb, jsonb, jsonb, text[], boolean) is
  'Merges a given object into a stored one. The later edit of each field wins. Returns {"row", "edited"}.';

-- sync() gives a time for each edit. If it gives none, the time is unknown, not now.
create function baton.is_syncing() returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return coalesce(current_setting('baton.syncing', true), '') = 'on';
end
$$;

comment on function baton.is_syncing() is 'Whether sync() is writing the row.';

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

comment on function baton.tidy_edited(jsonb, text[]) is
  'The times of edits of a new row, without unknown fields; a time in the future becomes now.';

revoke all on function baton.now_ms() from public;
revoke all on function baton.edit_time(jsonb, text) from public;
revoke all on function baton.merge(jsonb, jsonb, jsonb, jsonb, text[], boolean) from public;
revoke all on function baton.is_syncing() from public;
revoke all on function baton.tidy_edited(jsonb, text[]) from public;
