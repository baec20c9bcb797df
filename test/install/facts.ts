import type { Sql } from 'postgres'

const groups = `select oid, rolname from pg_roles where rolname ~ '^howdah_(app|worker|analyst|admin|reviewer)$'
  union all select 0, 'PUBLIC'`
const ours = `('howdah'::regnamespace, 'howdah_internal'::regnamespace)`

/** What a fresh install is, from the catalog alone: one line a fact. */
export async function catalogFacts(sql: Sql): Promise<string[]> {
  const rows = await sql.unsafe(`
    with groups as (${groups})
    select 'execute ' || p.oid::regprocedure || ' ' || g.rolname as fact
      from pg_proc as p cross join groups as g
     where p.pronamespace in ${ours} and has_function_privilege(g.oid, p.oid, 'execute')
    union all
    select format('%s %s %s', r.privilege, c.oid::regclass, g.rolname)
      from pg_class as c cross join groups as g
     cross join unnest('{select,insert,update,delete,truncate,references,trigger}'::text[]) as r (privilege)
     where c.relnamespace in ${ours} and c.relkind in ('r', 'p', 'v')
       and has_table_privilege(g.oid, c.oid, r.privilege)
    union all
    select format('select %s.%s %s', c.oid::regclass, a.attname, g.rolname)
      from pg_class as c
      join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     cross join groups as g
     where c.relnamespace in ${ours} and c.relkind in ('r', 'p', 'v')
       and has_column_privilege(g.oid, c.oid, a.attnum, 'select')
    union all
    select format('%s %s %s', r.privilege, n.nspname, g.rolname)
      from pg_namespace as n cross join groups as g cross join unnest('{usage,create}'::text[]) as r (privilege)
     where n.oid in ${ours} and has_schema_privilege(g.oid, n.oid, r.privilege)
    union all
    select format('sequence %s %s', c.oid::regclass, g.rolname)
      from pg_class as c cross join groups as g
     where c.relnamespace in ${ours} and c.relkind = 'S' and has_sequence_privilege(g.oid, c.oid, 'usage,select,update')
    union all
    select format('policy %s.%s %s %s %s %s', p.tablename, p.policyname, p.permissive, p.roles, p.qual, p.with_check)
      from pg_policies as p where p.schemaname in ('howdah', 'howdah_internal')
    union all
    select format('row security %s %s %s', c.oid::regclass, c.relrowsecurity, c.relforcerowsecurity)
      from pg_class as c where c.relnamespace in ${ours} and c.relkind in ('r', 'p')
    union all
    select format('trigger %s %s', t.tgenabled, pg_get_triggerdef(t.oid))
      from pg_trigger as t join pg_class as c on c.oid = t.tgrelid
     where c.relnamespace in ${ours} and not t.tgisinternal
    union all
    select format('constraint %s %s %s %s', t.oid::regclass, c.conname, c.convalidated, pg_get_constraintdef(c.oid))
      from pg_constraint as c join pg_class as t on t.oid = c.conrelid
     where t.relnamespace in ${ours} and not t.relispartition and c.contype in ('p', 'u', 'x', 'c', 'f')
    union all
    select format('index %s %s', x.indisvalid, pg_get_indexdef(x.indexrelid))
      from pg_index as x
      join pg_class as i on i.oid = x.indexrelid
      join pg_am as a on a.oid = i.relam
      join pg_class as t on t.oid = x.indrelid
     where t.relnamespace in ${ours} and (not t.relispartition or a.amname = 'hnsw')
    union all
    select format('function %s %s', p.oid::regprocedure, md5(pg_get_functiondef(p.oid)))
      from pg_proc as p where p.pronamespace in ${ours} and p.prokind in ('f', 'p')
    union all
    select format('view %s %s %s', c.oid::regclass, c.reloptions, md5(pg_get_viewdef(c.oid)))
      from pg_class as c where c.relnamespace in ${ours} and c.relkind = 'v'`)
  return rows.map((row) => row['fact'] as string).sort()
}

/** The lines of one that the other does not have. */
export function difference(wanted: string[], found: string[]): string[] {
  const [a, b] = [new Set(wanted), new Set(found)]
  return [
    ...wanted.filter((line) => !b.has(line)).map((line) => `- ${line}`),
    ...found.filter((line) => !a.has(line)).map((line) => `+ ${line}`),
  ]
}
