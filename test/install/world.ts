import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createDatabase, type TestDatabase } from '../support/database.ts'

const folder = import.meta.dirname

/** Runs a file or a script in psql, stopping at the first error. */
export function psql(url: string, input: { file: string } | { text: string }): void {
  const from = 'file' in input ? ['-f', join(folder, input.file)] : ['-f', '-']
  const options = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', url, ...from]
  const { status, stderr } = spawnSync('psql', options, {
    ...('text' in input ? { input: input.text } : {}),
    stdio: ['pipe', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`psql: ${stderr}`)
}

/** The schemas of howdah, as pg_dump takes them. */
export const schemas = ['--schema=howdah', '--schema=howdah_internal']

/** pg_dump of both schemas, without what differs by chance: owners, the random restrict key. */
export function dumpSchema(url: string): string {
  const text = execFileSync('pg_dump', [...schemas, '--schema-only', '--no-owner', '-d', url], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return text.replace(/^\\(un)?restrict .*$/gm, '')
}

/** How many rows each table of howdah has. */
export async function countRows({ sql }: TestDatabase): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }[]>`
    select oid::regclass::text as name from pg_class
     where relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
       and relkind in ('r', 'p') and not relispartition
     order by 1`
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await sql.unsafe(`select count(*)::int as n from ${name}`)
    counts[name] = row!['n'] as number
  }
  return counts
}

/** A database without howdah. */
export const emptyDatabase = (as: 'owner' | 'superuser' = 'owner') =>
  createDatabase({ template: 'empty', as })

/** A database into which nothing but the server's own template has been put. */
export async function bareDatabase(): Promise<TestDatabase> {
  const database = await emptyDatabase('superuser')
  const extensions = await database.sql<{ name: string }[]>`
    select extname as name from pg_extension where extname != 'plpgsql'`
  for (const { name } of extensions)
    await database.sql`drop extension ${database.sql(name)} cascade`
  const schemas = await database.sql<{ name: string }[]>`
    select nspname as name from pg_namespace where nspname !~ '^(pg_|information_schema$|public$)'`
  for (const { name } of schemas) await database.sql`drop schema ${database.sql(name)} cascade`
  return database
}
