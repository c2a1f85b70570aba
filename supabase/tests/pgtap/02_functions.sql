-- Who may call which function. Functions with definer rights are in a schema without an API. Every function has an
-- empty search_path.
begin;

set local search_path = public, extensions;

create extension if not exists pgtap with schema extensions;

create temporary table ours as
select
  p.oid, n.nspname as home, p.proname as name, p.prosecdef as definer, p.proconfig as config, p.prosrc as text,
  p.prokind = 'p' as is_procedure
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
where n.nspname = 'baton'
  or (
    n.nspname = 'public'
    and p.proname in (
      'sync', 'delete_account', 'export_account', 'remove_device', 'rename_device', 'other_ways_in', 'claim_account',
      'offer_setup_code', 'follow_setup_code', 'revoke_setup_code', 'redeem_setup_code', 'note_setup_code_login',
      'other_logins', 'end_login'
    )
  );

-- Helpers of sync() and of the account functions. They use the rights of the caller or touch only their own rows.
create temporary table open_to_people (name text);

insert into open_to_people
values
  ('sync'), ('delete_account'), ('export_account'), ('remove_device'), ('rename_device'), ('other_ways_in'),
  ('offer_setup_code'), ('keep_setup_code'), ('follow_setup_code'), ('find_setup_code'), ('revoke_setup_code'),
  ('end_setup_code'), ('other_logins'), ('find_other_logins'), ('end_login'), ('end_other_login'), ('claim_account'),
  ('find_ways_in'), ('settle_claim'), ('admit'), ('apply'),
  ('apply_checkpoint'), ('apply_device'), ('apply_session'), ('apply_settings'), ('apply_task'),
  ('rebury_task'), ('unbury_task'), ('erase_account'),
  ('is_refusal'), ('reason'), ('renew_epoch'), ('own_rows_after'), ('count_until'), ('write_head'), ('login_is_alive'),
  ('require_login'), ('is_outsized'), ('corrected_fields'), ('minutes_within'), ('newer_columns');

select plan((select 4 + 4 * count(*) from ours)::integer);

select ok(
  not has_function_privilege('anon', o.oid, 'execute'), format('DB-28 nobody signed in: no %s.%s', o.home, o.name)
)
from ours o
order by o.home, o.name;

select is(
  has_function_privilege('authenticated', o.oid, 'execute'), o.name in (select name from open_to_people),
  format('DB-26 signed in: %s.%s', o.home, o.name)
)
from ours o
order by o.home, o.name;

select ok(
  case
    when o.is_procedure
      then not o.definer and not has_function_privilege('service_role', o.oid, 'execute')
    else o.config @> array['search_path=""']
  end,
  format('DB-27 %s.%s has an empty search_path, or commits and is nobody''s to call', o.home, o.name)
)
from ours o
order by o.home, o.name;

select ok(
  not o.definer or o.home = 'baton',
  format('DB-26 %s.%s: definer code only where no API reaches it', o.home, o.name)
)
from ours o
order by o.home, o.name;

select is(
  array(
    select p.proname::text from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    order by 1
  ),
  array[
    'claim_account', 'delete_account', 'end_login', 'export_account', 'follow_setup_code', 'note_setup_code_login',
    'offer_setup_code', 'other_logins', 'other_ways_in', 'redeem_setup_code', 'remove_device', 'rename_device',
    'revoke_setup_code', 'sync'
  ],
  'DB-26 the API exposes these functions and no others'
);

select is_empty(
  $$
    select inner_one.name, outer_one.name
    from ours inner_one
    join ours outer_one on outer_one.text ~ ('\mbaton\.' || inner_one.name || '\(')
    where not inner_one.definer and inner_one.text ~ '\m(from|join|into|update) (public|baton)\.'
      and inner_one.name in (select name from open_to_people) and outer_one.definer
  $$,
  'DB-84 what a person may call and reads tables is called by no function that runs as another role'
);

select ok(not has_schema_privilege('anon', 'baton', 'usage'), 'DB-28 nobody signed in: no use of the schema baton');

select ok(
  not has_schema_privilege('authenticated', 'baton', 'create'),
  'DB-26 signed in: nothing can be made in the schema baton'
);

select * from finish();

rollback;
