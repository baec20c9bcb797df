import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { fetchedDebian13 } from '../matrix/debian13.ts'
import { startCluster, type Cluster } from '../server/cluster.ts'
import { withClient } from '../server/client.ts'
import { findAll } from '../server/find.ts'
import { connect, type TestDatabase } from '../support/database.ts'
import { catalogFacts } from './facts.ts'
import { expectRestored } from './restored.ts'
import { countRows, psql } from './world.ts'

// A dump of PostgreSQL 15 in PostgreSQL 17: where the matrix has fetched one, or one is installed beside it.
const all = findAll().filter(({ missing }) => !missing.some((name) => name !== 'pgtap'))
const older = all.find(({ major }) => major === 15)
const newer = all.find(({ major }) => major >= 17) ?? fetchedDebian13()

const folder = mkdtempSync(join(tmpdir(), 'howdah-newer-'))
const clusters: Cluster[] = []
const databases: TestDatabase[] = []
afterAll(async () => {
  for (const { sql } of databases) await sql.end({ timeout: 1 })
  for (const cluster of clusters) await cluster.stop()
  rmSync(folder, { recursive: true })
})

async function create(cluster: Cluster, name: string): Promise<TestDatabase> {
  await withClient(cluster.url, (sql) => sql.unsafe(`create database ${name}`))
  const url = new URL(cluster.url)
  url.pathname = `/${name}`
  await withClient(url.href, (sql) => sql.unsafe('create extension vector'))
  const database = { url: url.href, name, sql: connect(url.href), drop: async () => {} }
  databases.push(database)
  return database
}

const fill = async ({ url }: TestDatabase) => {
  await install(url)
  psql(url, { file: 'data.psql' })
  // On the first days of a month some of its calls are of the last one.
  psql(url, { text: 'select howdah_internal.make_partitions()' })
}

function run(program: string, args: string[]): string {
  const { stderr } = spawnSync(program, args, { encoding: 'utf8' })
  return stderr
}

it.skipIf(!older || !newer)(
  'a howdah of PostgreSQL 15 goes on in 17 as one that was installed there',
  async () => {
    const [from, to] = [await startCluster(older!), await startCluster(newer!)]
    clusters.push(from, to)
    const source = await create(from, 'shop')
    await fill(source)
    const rows = await countRows(source)
    expect(
      run(join(older!.bin, 'pg_dump'), ['-Fc', '-f', join(folder, 'whole'), '-d', source.url]),
    ).toBe('')
    // The group roles are there, and what a fresh install leaves is known.
    const fresh = await create(to, 'fresh')
    await fill(fresh)
    const wanted = await catalogFacts(fresh.sql)
    for (const options of [[], ['-O', '-x']]) {
      const restored = await create(to, `restored_${options.length}`)
      const said = run(join(newer!.bin, 'pg_restore'), [
        ...options,
        '-d',
        restored.url,
        join(folder, 'whole'),
      ])
      expect(said.match(/error: could not execute query.*/g) ?? []).toEqual([])
      expect(await countRows(restored)).toEqual(rows)
      await expectRestored(restored, wanted)
    }
  },
  600_000,
)
