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
  return case when jsonb_typeof(edited -> field) = 'number' then (edited ->> field)::numeric else 0 end;
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
begin
  -- In one pass over all fields: adding one key at a time to an object copies it each time, and settings may have
  -- thousands of keys.
  return (
    with timed as (
      select
        f.field,
        given -> f.field as wanted,
        stored -> f.field as held,
        -- baton.edit_time, written out: two calls for each field would take most of the time.
        case
          when jsonb_typeof(stored_edited -> f.field) = 'number' then (stored_edited ->> f.field)::numeric else 0
        end as held_at,
        case
          when jsonb_typeof(given_edited -> f.field) = 'number'
            then least((given_edited ->> f.field)::numeric, current_ms)
          else 0
        end as wanted_at,
        not syncing
        and given -> f.field is distinct from stored -> f.field
        and (given_edited -> f.field is null or given_edited -> f.field = stored_edited -> f.field) as edited_now
      from unnest(fields) as f (field)
      where given ? f.field
    ),
    versions as (
      select
        t.field, t.wanted, t.held, t.held_at,
        case when t.edited_now then greatest(current_ms, t.held_at + 1) else t.wanted_at end as wanted_at
      from timed t
    ),
    winners as (
      select v.field, v.wanted, v.wanted_at
      from versions v
      where v.wanted_at > v.held_at
        or (
          v.wanted_at = v.held_at
          and v.wanted::text collate "C" > coalesce(v.held::text, '') collate "C"
        )
    )
    select jsonb_build_object(
      'row', stored || coalesce(jsonb_object_agg(w.field, w.wanted), '{}'),
      'edited', stored_edited || coalesce(jsonb_object_agg(w.field, w.wanted_at) filter (where w.wanted_at > 0), '{}')
    )
    from winners w
  );
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
