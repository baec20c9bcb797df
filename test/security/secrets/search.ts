import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { TestDatabase } from '../../support/database.ts'

/** A secret as it stands, and as somebody may have encoded it. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [
    secret,
    // What stands in the middle is found in a part of it too.
    secret.slice(12, 30),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    encodeURIComponent(secret),
  ]
}

/** The tables of the whole database, the system's too, in which one of the texts stands; how many were searched. */
export async function searchTables(
  { sql }: TestDatabase,
  texts: string[],
): Promise<{ searched: number; found: string[] }> {
  const tables = await sql<{ name: string }[]>`
    select c.oid::regclass::text as name
      from pg_class as c
     where c.relkind in ('r', 'm') and c.relpersistence != 't'`
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await sql.unsafe(
      `select from ${name} as t where exists (
         select from unnest($1::text[]) as s (text) where position(s.text in t::text) > 0) limit 1`,
      [texts],
    )
    if (rows.length > 0) found.push(name)
  }
  return { searched: tables.length, found }
}

/** What the server has in its log, or null where this machine does not have the file. */
export async function serverLog({ sql }: TestDatabase): Promise<string | null> {
  const [row] = await sql`select current_setting('data_directory') as folder`
  const path = join(dirname(row!['folder'] as string), 'log')
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
