import type { TestDatabase } from '../../support/database.ts'

/** Makes `howdah_test.digest_of_others(tenant, user)`: a hash a table, of all rows that are not of this person. */
export async function makeDigest({ sql }: TestDatabase): Promise<void> {
  const tables = await sql<{ name: string; owner: string | null }[]>`
    select c.oid::regclass::text as name,
           (select quote_ident(u.attname) from pg_attribute as u
             where u.attrelid = c.oid and u.attname in ('user_id', 'owner_id') and not u.attisdropped limit 1) as owner
      from pg_class as c
     where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and c.relkind in ('r', 'p')
       and not c.relispartition
       -- Cached answers go with a document that they used, whoever asked.
       and c.relname not like 'llm_cache%'
       and exists (select from pg_attribute as a where a.attrelid = c.oid and a.attname = 'tenant_id')
     order by 1`
  const parts = tables.map(
    ({ name, owner }) =>
      `select '${name}' as name, md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as hash
        from ${name} as t
        where t.tenant_id != $1${owner ? ` or t.tenant_id = $1 and t.${owner} != $2` : ''}`,
  )
  await sql.unsafe(`
    create function howdah_test.digest_of_others(tenant text, person text) returns jsonb language sql
      set plan_cache_mode = force_generic_plan
    as $$ select jsonb_object_agg(p.name, p.hash) from (${parts.join(' union all ')}) as p $$`)
}
