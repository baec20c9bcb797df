import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { startCluster } from '../server/cluster.ts'
import { findComplete } from '../server/find.ts'
import type { TestDatabase } from '../support/database.ts'
import { catalogFacts } from './facts.ts'
import { expectRestored } from './restored.ts'
import { countRows, emptyDatabase, psql } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'howdah-restore-'))
const open: TestDatabase[] = []
const empty = async () => {
  const database = await emptyDatabase()
  open.push(database)
  return database
}
let source: TestDatabase
let wanted: string[]
let rows: Record<string, number>

beforeAll(async () => {
  source = await empty()
  await install(source.url)
  psql(source.url, { file: 'data.psql' })
  // On the first days of a month some of its calls are of the last one.
  psql(source.url, { text: 'select howdah_internal.make_partitions()' })
  wanted = await catalogFacts(source.sql)
  rows = await countRows(source)
  const { status, stderr } = spawnSync(
    'pg_dump',
    ['-Fc', '-f', join(folder, 'whole'), '-d', source.url],
    { encoding: 'utf8' },
  )
  expect([status, stderr]).toEqual([0, ''])
})
afterAll(async () => {
  for (const database of open) await database.drop()
  rmSync(folder, { recursive: true })
})

/** What a restore leaves, whatever it complains about: extensions that are there, roles that are not. */
function restore(url: string, options: string[]): void {
  if (options.includes('plain')) {
    const plain = spawnSync('pg_dump', [...options.slice(1), '-d', source.url], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    })
    spawnSync('psql', ['-X', '-q', '-d', url], { input: plain.stdout })
  } else {
    spawnSync('pg_restore', [...options, '-d', url, join(folder, 'whole')])
  }
}

it.each([
  [[]],
  [['-O']],
  [['-O', '-x']],
  [['--no-comments']],
  [['--disable-triggers']],
  [['plain']],
  [['plain', '-O', '-x']],
])('after pg_restore %j an install makes it whole', async (options) => {
  const database = await empty()
  restore(database.url, options)
  expect(await countRows(database)).toEqual(rows)
  await expectRestored(database, wanted)
})

it.each([[['-s']], [['-s', '-O', '-x']], [['plain', '-s']]])(
  'a dump without rows %j is a howdah without rows',
  async (options) => {
    const database = await empty()
    restore(database.url, options)
    await database.sql`drop table public.articles`
    await install(database.url)
    psql(database.url, { file: 'data.psql' })
    await expectRestored(database, wanted)
  },
)

it('a schema whose ledger is lost is refused', async () => {
  const database = await empty()
  await install(database.url)
  await database.sql`comment on constraint migrations_pkey on howdah_internal.migrations is null`
  await database.sql`truncate howdah_internal.migrations`
  await expect(install(database.url)).rejects.toMatchObject({
    code: 'PT409',
    message: expect.stringContaining('no row says which migrations made them'),
  })
})

it('after a restore where the group roles are missing an install makes it whole', async () => {
  const cluster = await startCluster(findComplete()!)
  try {
    const admin = postgres(cluster.url, { max: 1, onnotice: () => {} })
    await admin.unsafe('create database shop')
    await admin.end()
    const url = new URL(cluster.url)
    url.pathname = '/shop'
    const sql = postgres(url.href, { max: 2, onnotice: () => {} })
    await sql.unsafe('create extension vector')
    restore(url.href, [])
    const [left] = await sql`
      select count(*)::int as n from pg_policies where schemaname in ('howdah', 'howdah_internal')`
    expect(left!['n']).toBe(0)
    await expectRestored(
      { url: url.href, name: 'shop', sql, drop: async () => {} } as TestDatabase,
      wanted,
    )
    await sql.end()
  } finally {
    await cluster.stop()
  }
})
