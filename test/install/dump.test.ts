import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { install } from '../../worker/install/index.ts'
import type { TestDatabase } from '../support/database.ts'
import { expectAlive } from './alive.ts'
import { bareDatabase, countRows, dumpSchema, emptyDatabase, psql, schemas } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'howdah-dump-'))
const open: TestDatabase[] = []
const empty = async (as: 'owner' | 'superuser' = 'owner') => {
  const database = await emptyDatabase(as)
  open.push(database)
  return database
}
let source: TestDatabase

beforeAll(async () => {
  source = await empty()
  await install(source.url)
  psql(source.url, { file: 'data.psql' })
})
afterAll(async () => {
  for (const database of open) await database.drop()
  rmSync(folder, { recursive: true })
})

it.each([
  ['pg_restore of a custom dump', '-Fc'],
  ['psql of a plain dump', '-Fp'],
])('a database is the same after %s, and lives', async (_, format) => {
  const file = join(folder, `howdah${format}`)
  execFileSync('pg_dump', [format, '-f', file, '-d', source.url])
  const restored = await bareDatabase()
  open.push(restored)
  if (format === '-Fc') {
    execFileSync('pg_restore', ['--exit-on-error', '-d', restored.url, file])
  } else {
    execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', restored.url, '-f', file])
  }
  expect(dumpSchema(restored.url)).toBe(dumpSchema(source.url))
  const rows = await countRows(source)
  expect(await countRows(restored)).toEqual(rows)
  const without = Object.keys(rows).filter((name) => rows[name] === 0)
  console.log(`${Object.keys(rows).length} tables, without rows: ${without.join(', ')}`)
  const said: string[] = []
  await install(restored.url, { log: (line) => said.push(line) })
  expect(said.at(-1)).toBe('howdah is up to date')
  await expectAlive(restored)
})

it('the schemas of howdah alone can be moved into another database', async () => {
  const file = join(folder, 'schema')
  execFileSync('pg_dump', ['-Fc', ...schemas, '-f', file, '-d', source.url])
  const restored = await empty()
  await restored.sql`create table public.articles (id integer primary key, title text, body text)`
  execFileSync('pg_restore', ['--exit-on-error', '-d', restored.url, file])
  expect(await countRows(restored)).toEqual(await countRows(source))
  expect(await restored.sql`select * from howdah.verify()`).toEqual([])
})
