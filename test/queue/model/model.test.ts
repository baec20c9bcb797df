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
import { line, runTogether } from './together.ts'
import { brokenPromises } from './promises.ts'
import { createRandom, newSeed } from '../../support/random.ts'
import { failure, runSequence } from './sequence.ts'

const seed = newSeed('queue model')

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

/** What a walk must have met: without these it would prove little. */
const everything = [
  ...['claim: some', 'claim: none', 'complete: true', 'complete: false', 'heartbeat: some'],
  ...['fail: retry', 'fail: paused', 'fail: dead', 'fail: split', 'fail: stale', 'fail: released'],
  ...['release: some', 'reap: some', 'retry_dead: some', 'cancel: true', 'cancel: PT404'],
  ...['merged into a twin', 'crashed three times'],
]

it('follows the model step by step on the embedded server', async () => {
  const met = await runSequence(await openPglite(), createRandom(seed), { steps: 400 })
  expect(met.get('claim: some')).toBeGreaterThan(10)
})

it('follows the model step by step on PostgreSQL, through every verdict', async () => {
  const database = await createDatabase({ client: { max: 1 } })
  cleanUp.push(database.drop)
  const random = createRandom(seed)
  const met = await runSequence(ofPostgres(database.sql), random, {
    steps: 600,
    until: everything,
  })
  expect([...met.keys()]).toEqual(expect.arrayContaining(everything))
})

it('keeps its promises with eight clients at once', async () => {
  const database = await createDatabase({ client: { max: 9 } })
  cleanUp.push(database.drop)
  const random = createRandom(seed)
  const query = ofPostgres(database.sql)
  const history = await runTogether(query, random, { clients: 8, steps: 500 })
  const problems = await brokenPromises(query, history)
  if (problems.length > 0) throw failure(random, history.map(line), problems)
  expect(history.filter(({ step }) => step.do === 'complete').length).toBeGreaterThan(50)
})
