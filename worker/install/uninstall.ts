import type { Database } from '../database.ts'

/** What went with the schemas, and the database whose pg_cron may still call them, where that is another one. */
export type Uninstalled = { cronJobs: number; cronDatabase: string | null }

/**
 * Drops both schemas and the jobs of pg_cron that call them. Refuses with code PT409 when objects of other schemas
 * depend on it, since they would go with it.
 */
export function uninstall(sql: Database): Promise<Uninstalled> {
  return sql.begin(async (tx) => {
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
    // A schema that is too old for it, or damaged, goes all the same.
    const [cron] =
      await tx`select to_regprocedure('howdah.uninstall_schedules()') is not null as known,
      nullif(current_setting('cron.database_name', true), current_database()) as elsewhere`
    const [gone] = cron!.known ? await tx`select howdah.uninstall_schedules() as jobs` : []
    await tx`drop schema howdah, howdah_internal cascade`
    return { cronJobs: Number(gone?.jobs ?? 0), cronDatabase: (cron!.elsewhere as string) || null }
  })
}
