import { textArray, withDeadline, type Database } from '../database.ts'

/** Lines that are said; more would hide the rest. */
const most = 5

/** What is to be said of files whose text stands in the collection under another source, too. */
export async function sameTexts(
  sql: Database,
  collection: string,
  files: string[],
): Promise<string[]> {
  if (files.length === 0) return []
  // Lengths first: they are known without unpacking the texts.
  const rows = await withDeadline(
    sql<{ source: string; other: string }[]>`
      select d.source, o.source as other
        from howdah.documents as d
        join howdah.documents as o
          on o.tenant_id = d.tenant_id and o.collection = d.collection
         and octet_length(o.content) = octet_length(d.content) and o.content = d.content
         and o.owner_id is not distinct from d.owner_id
       where d.collection = ${collection}
         and d.origin_path = any (${textArray(files)}::text[])
         and o.id != d.id
         and (o.source > d.source or o.origin_path is null
           or o.origin_path != all (${textArray(files)}::text[]))
       order by d.source, o.source
       limit ${most + 1}`,
    120_000,
  )
  const lines = rows
    .slice(0, most)
    .map(({ source, other }) => `the same text stands under two sources: ${source}, ${other}`)
  return rows.length > most ? [...lines, 'and there are more of these'] : lines
}
