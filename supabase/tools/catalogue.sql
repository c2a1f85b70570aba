-- Everything that supabase/schemas can define, one row each: kind, name, definition. Two databases with the same rows
-- behave the same. The order of columns may differ: they are compared by name.
with
  ours as (
    select oid, nspname from pg_namespace where nspname in ('public', 'baton')
  ),
  relations as (
    select c.oid, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, c.relacl, c.relowner,
      format('%I.%I', o.nspname, c.relname) as name
    from pg_class c
    join ours o on o.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'S')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  ),
  our_functions as (
    select p.oid, p.proacl, p.proowner,
      format('%I.%I(%s)', o.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as name
    from pg_proc p
    join ours o on o.oid = p.pronamespace
    where not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  ),
  -- Tables of others too: the model adds triggers and policies to them.
  hosts as (
    select oid, name from relations
    union all
    select c.oid, c.oid::regclass::text from pg_class c
    where c.oid in ('auth.users'::regclass, 'realtime.messages'::regclass)
  ),
  rights as (
    select 'schema' as kind, o.nspname as name, coalesce(n.nspacl, acldefault('n', n.nspowner)) as acl
    from ours o
    join pg_namespace n on n.oid = o.oid
    where o.nspname = 'baton'
    union all
    select
      'table', r.name,
      coalesce(r.relacl, acldefault(case r.relkind when 'S' then 's' else 'r' end::"char", r.relowner))
    from relations r
    union all
    select 'column', r.name || '.' || a.attname, a.attacl
    from relations r
    join pg_attribute a on a.attrelid = r.oid
    where a.attacl is not null
    union all
    select 'function', f.name, coalesce(f.proacl, acldefault('f', f.proowner))
    from our_functions f
  )
select 'schema' as kind, o.nspname::text as name, '' as definition from ours o
union all
select
  'table', r.name,
  concat_ws(
    ' ', r.relkind, case when r.relrowsecurity then 'rls' end, case when r.relforcerowsecurity then 'forced' end,
    r.reloptions::text
  )
from relations r
union all
select
  'column', r.name || '.' || a.attname,
  concat_ws(
    ' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
    'default ' || pg_get_expr(d.adbin, d.adrelid), nullif(a.attidentity::text, ''), nullif(a.attgenerated::text, ''),
    case when a.attcollation <> t.typcollation then 'collate ' || a.attcollation::regcollation end
  )
from relations r
join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
union all
select 'constraint', h.name || ' ' || c.conname, pg_get_constraintdef(c.oid)
from hosts h
join pg_constraint c on c.conrelid = h.oid and c.contype <> 't'
where h.oid in (select oid from relations)
union all
select 'index', h.name || ' ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)
from hosts h
join pg_index i on i.indrelid = h.oid
where h.oid in (select oid from relations)
union all
select
  'policy', h.name || ' ' || p.polname,
  concat_ws(
    ' ', p.polcmd, case when p.polpermissive then 'permissive' else 'restrictive' end,
    array(
      select coalesce(r.rolname, 'public')
      from unnest(p.polroles) as role left join pg_roles r on r.oid = role order by 1
    )::text,
    'using ' || pg_get_expr(p.polqual, p.polrelid), 'check ' || pg_get_expr(p.polwithcheck, p.polrelid)
  )
from hosts h
join pg_policy p on p.polrelid = h.oid
union all
select 'trigger', h.name || ' ' || t.tgname, pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
from hosts h
join pg_trigger t on t.tgrelid = h.oid and not t.tgisinternal
join pg_proc p on p.oid = t.tgfoid
join ours o on o.oid = p.pronamespace
union all
select 'function', f.name, pg_get_functiondef(f.oid) from our_functions f
union all
select
  'right', format('%s %s to %s', r.kind, r.name, coalesce(g.rolname, 'public')),
  string_agg(a.privilege_type, ', ' order by a.privilege_type)
from rights r
cross join aclexplode(r.acl) as a
left join pg_roles g on g.oid = a.grantee
group by r.kind, r.name, g.rolname
union all
select 'comment', 'schema ' || o.nspname, obj_description(o.oid, 'pg_namespace') from ours o where o.nspname = 'baton'
union all
select 'comment', 'table ' || r.name, obj_description(r.oid, 'pg_class') from relations r
union all
select 'comment', 'column ' || r.name || '.' || a.attname, col_description(r.oid, a.attnum)
from relations r
join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
union all
select 'comment', 'function ' || f.name, obj_description(f.oid, 'pg_proc') from our_functions f
union all
select 'comment', 'constraint ' || c.conname || ' on ' || r.name, obj_description(c.oid, 'pg_constraint')
from relations r
join pg_constraint c on c.conrelid = r.oid and c.contype <> 't'
where obj_description(c.oid, 'pg_constraint') is not null
order by 1, 2
