import type { Sql } from 'postgres'

/** Columns of the schema, as table.column, in which the word stands. */
export async function traces(sql: Sql, word: string): Promise<string[]> {
  const columns = await sql`
    select c.oid::regclass::text as t, a.attname as name
      from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and c.relkind in ('r', 'p')
       and not c.relispartition
       and format_type(a.atttypid, null) in ('text', 'json', 'jsonb', 'uuid', 'text[]', 'tsvector')`
  const found: string[] = []
  for (const { t, name } of columns) {
    const [row] = await sql.unsafe(
      `select exists (select from ${t} where "${name}"::text like $1) as is_there`,
      [`%${word}%`],
    )
    if (row!['is_there']) found.push(`${t}.${name}`)
  }
  return found
}
