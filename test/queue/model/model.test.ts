import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { vector } from '@electric-sql/pglite-pgvector'
import type { Sql } from 'postgres'
import { afterAll, expect, it } from 'vitest'
import { installInto } from '../../../worker/install/index.ts'
import { createDatabase } from '../../support/database.ts'
import type { Query } from './calls.ts'
import { createRandom, newSeed } from './random.ts'
import { runSequence, type Coverage } from './sequence.ts'

const seed = newSeed()
console.log(`queue model: HOWDAH_SEED=${seed}`)

const cleanUp: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const work of cleanUp) await work()
})

const ofPostgres =
  (sql: Sql): Query =>
  async (text, parameters) =>
    String(Object.values((await sql.unsafe(text, parameters))[0]!)[0])

async function openPglite(): Promise<Query> {
  const db = await PGlite.create({ extensions: { vector, btree_gin, pg_trgm } })
  cleanUp.push(() => db.close())
  await db.exec('create extension vector schema public')
  await installInto(db)
  await db.exec(readFileSync(new URL('../../support/clock.sql', import.meta.url), 'utf8'))
  return async (text, parameters) => {
    const { rows } = await db.query<Record<string, unknown>>(text, parameters)
    return String(Object.values(rows[0]!)[0])
  }
}

/** A walk that never met these would prove nothing. */
function expectTravelled(coverage: Coverage): void {
  const met = [...coverage.keys()]
  for (const what of [
    'claim: some',
    'claim: none',
    'complete: true',
    'complete: false',
    'fail: stale',
    'fail: retry',
    'fail: paused',
    'fail: dead',
    'heartbeat: some',
    'reap: some',
    'release: some',
    'cancel: true',
  ]) {
    expect(met).toContain(what)
  }
}

it('follows the model step by step on the embedded server', async () => {
  expectTravelled(await runSequence(await openPglite(), createRandom(seed), 400))
})

it('follows the model step by step on PostgreSQL', async () => {
  const database = await createDatabase({ client: { max: 1 } })
  cleanUp.push(database.drop)
  expectTravelled(await runSequence(ofPostgres(database.sql), createRandom(seed ^ 1), 800))
})
