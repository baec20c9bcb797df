import type { Database } from '../database.ts'

/**
 * Drops both schemas. Refuses with code PT409 when objects of other schemas depend on it, since they
 * would go with it.
 */
export async function uninstall(sql: Database): Promise<void> {
  await sql.begin(async (tx) => {
    const [schema] = await tx`select to_regnamespace('howdah') is not null as there,
      to_regclass('howdah_internal.migrations') is not null as ours`
    if (!schema?.there) throw new Error('there is no howdah in this database')
    if (!schema.ours) throw new Error('the schema howdah in this database is not ours')
    const foreign = await tx`
      select distinct c.conrelid::regclass::text as name
        from pg_constraint as c
        join pg_class as target on target.oid = c.confrelid
        join pg_class as source on source.oid = c.conrelid
       where target.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
         and source.relnamespace not in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
      union
      select distinct v.oid::regclass::text
        from pg_depend as d
        join pg_rewrite as r on r.oid = d.objid and d.classid = 'pg_rewrite'::regclass
        join pg_class as v on v.oid = r.ev_class
        join pg_class as target on target.oid = d.refobjid and d.refclassid = 'pg_class'::regclass
       where target.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
         and v.relnamespace not in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)`
    if (foreign.length > 0) {
      throw Object.assign(
        new Error(`these depend on howdah: ${foreign.map((row) => row.name as string).join(', ')}`),
        { code: 'PT409', hint: 'drop their views or foreign keys first' },
      )
    }
    await tx`drop schema howdah, howdah_internal cascade`
  })
}
