import { readFileSync, readdirSync } from 'node:fs'
import type { Database } from '../database.ts'
import { markdownTitle } from '../ingest/title.ts'

const folder = new URL('./handbook/', import.meta.url)

/** The pages of the handbook of a small shop: what the demo knows. */
export const handbook = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .sort()
  .map((name) => {
    const content = readFileSync(new URL(name, folder), 'utf8')
    return { source: `handbook/${name}`, title: markdownTitle(content), content }
  })

/** Adds the handbook; what is there already does not change. */
export async function addHandbook(sql: Database): Promise<void> {
  for (const { source, title, content } of handbook) {
    await sql`select howdah.add_document(content => ${content}, source => ${source}, title => ${title})`
  }
}
