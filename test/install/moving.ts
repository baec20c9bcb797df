import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { psql } from './world.ts'

const script = join(import.meta.dirname, '../../db/moving-in.sql')
const article = readFileSync(join(import.meta.dirname, 'article.psql'), 'utf8')

/** A database with howdah and the article's tables. */
export async function articleDatabase(seed: number): Promise<TestDatabase> {
  const database = await createDatabase({ template: 'plain' })
  const [{ path }] = await database.sql<[{ path: string }]>`
    select extnamespace::regnamespace::text as path from pg_extension where extname = 'vector'`
  psql(database.url, {
    text: `\\set seed ${(seed % 1000) / 1000}\nset search_path = public, ${path};\n${article}`,
  })
  return database
}

export const argumentsOf = (url: string, ...flags: string[]) =>
  ['-X', '-A', '-t', '-v', 'ON_ERROR_STOP=1', ...flags, '-d', url, '-f', script] as const

/** The table that the script prints, by its first column. */
export function moveIn({ url }: TestDatabase, ...flags: string[]): Record<string, string[]> {
  const text = execFileSync('psql', argumentsOf(url, ...flags), { encoding: 'utf8', stdio: 'pipe' })
  const lines = text.split('\n').filter((line) => line.includes('|'))
  return Object.fromEntries(lines.map((line) => [line.split('|')[0]!, line.split('|').slice(1)]))
}

/** Every row of every table of howdah, as one hash a table. */
export async function digest({ sql }: TestDatabase): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }[]>`
    select oid::regclass::text as name from pg_class
     where relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
       and relkind in ('r', 'p') and not relispartition`
  const hashes: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await sql.unsafe(
      `select md5(string_agg(md5(t::text), '' order by md5(t::text))) as hash from ${name} as t`,
    )
    hashes[name] = String(row!['hash'])
  }
  return hashes
}
