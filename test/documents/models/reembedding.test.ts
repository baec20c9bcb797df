import { afterAll, beforeAll, expect, it } from 'vitest'
import { localEmbedding } from '../../../worker/providers/local-embedding.ts'
import { startWorkerProcess } from '../../faults/workers.ts'
import * as does from '../../stub/behaviours.ts'
import { startStub, type Stub } from '../../stub/provider.ts'
import { until } from '../../support/command.ts'
import { connect, createDatabase, type TestDatabase } from '../../support/database.ts'
import { held } from '../../worker/held.ts'
import { searchInALoop } from './search-loop.ts'

const oldSize = 16
const newSize = 48
const chunkCount = 5000
const colours = [
  'red',
  'green',
  'blue',
  'yellow',
  'white',
  'black',
  'grey',
  'brown',
  'pink',
  'teal',
]
const questions = colours.map((colour, index) => `the ${colour} boat in harbour ${index * 37}`)

let database: TestDatabase
let stub: Stub
beforeAll(async () => {
  database = await createDatabase()
  stub = await startStub({ dimensions: newSize })
  const { sql } = database
  await sql`select howdah.register_model('stub', 'old', 'embedding', ${oldSize})`
  await sql`select howdah.register_model('stub', 'new', 'embedding', ${newSize})`
  await sql`select howdah.set_setting('default_embedding_model', 'stub/old')`
  // The old vectors come with the chunks, so that the worker has the new model's work only.
  for (let first = 0; first < chunkCount; first += 1000) {
    const chunks = Array.from({ length: 1000 }, (_, index) => {
      const n = first + index
      const content = `The ${colours[n % 10]} boat number ${n} lies in harbour ${n % 400}.`
      return { content, embedding: localEmbedding(content, oldSize) }
    })
    await sql`select howdah.add_document_chunks(${`boats ${first}`}, ${sql.json(chunks)})`
  }
  await sql`analyze howdah.chunks`
  for (const question of questions) {
    const vector = JSON.stringify(localEmbedding(question, oldSize))
    await sql`select howdah.store_query_embedding(${question}, ${vector}::halfvec)`
  }
})
afterAll(async () => {
  await stub.close()
  await database.drop()
})

/** What every question finds, with the scores. */
const answers = async () => {
  const rows = await database.sql`
    select q.question, array_agg(s.chunk_id || ' ' || s.score order by s.rank) as found
      from unnest(${questions}::text[]) as q (question)
     cross join lateral howdah.search(q.question, 10, mode => 'semantic') as s
     group by q.question order by q.question`
  return rows.map((row) => ({ ...row }))
}

const progress = async () => {
  const [row] = await database.sql<{ state: string; embedded: number; percent: string }[]>`
    select state, embedded_count::int as embedded, percent from howdah.reembedding_progress limit 1`
  return row!
}

it('5,000 chunks go to a model of other dimensions while a client searches and a worker is killed', async () => {
  const before = await answers()
  expect(before).toHaveLength(questions.length)
  const client = connect(database.url, { max: 1 })
  const searching = searchInALoop(client, questions)

  await database.sql`select howdah.start_reembedding('default', 'stub/new')`
  await expect(
    database.sql`select howdah.start_reembedding('default', 'stub/new')`,
  ).rejects.toThrow(expect.objectContaining({ code: 'PT409' }))
  stub.always(
    does.after(
      20,
      does.embeddings((items) => items, newSize),
    ),
  )
  const first = await startWorkerProcess(database.url, stub.url)
  await until('a part is embedded', async () => (await progress()).embedded >= 1000)
  const call = held(does.embeddings((items) => items, newSize))
  stub.next(call.behaviour)
  await call.arrived
  await first.kill()
  const atKill = searching.count()
  const half = await progress()
  console.log(`killed at ${half.embedded} of ${chunkCount}`)
  expect(half.state).toBe('running')
  expect(half.embedded).toBeLessThan(chunkCount)

  // A question and a document that come during the change are embedded by both models.
  await database.sql`select howdah.request_query_embedding(${questions[0]!})`
  const late = { content: 'A late boat.', embedding: localEmbedding('A late boat.', oldSize) }
  await database.sql`select howdah.add_document_chunks('late', ${database.sql.json([late])})`
  const second = await startWorkerProcess(database.url, stub.url)
  await until('it is switched', async () => (await progress()).state === 'switched', 90)
  const atSwitch = searching.count()
  // No phase without searches: counts of all of them together would hide one.
  expect(atKill).toBeGreaterThan(questions.length)
  expect(atSwitch).toBeGreaterThan(atKill)
  await until('searches', async () => searching.count() > atSwitch + 3 * questions.length)

  const coverage = await database.sql`
    select embedding_model, chunks::int, embedded::int from howdah.embedding_coverage order by embedding_model`
  expect(coverage.map((row) => ({ ...row }))).toEqual([
    { embedding_model: 'stub/new', chunks: chunkCount + 1, embedded: chunkCount + 1 },
    { embedding_model: 'stub/old', chunks: chunkCount + 1, embedded: chunkCount + 1 },
  ])
  // The one question that was asked for meanwhile is answered by the new model, the others still by the old one.
  const changed = (await answers()).filter((row, index) => {
    return JSON.stringify(row) !== JSON.stringify(before[index])
  })
  expect(changed.map((row) => (row as unknown as { question: string }).question)).toEqual([
    questions[0],
  ])

  // 5,001 chunks are searched by the index, whose answers are compared with the exact ones.
  const [measured] = await database.sql`
    select query_count::int, recall from howdah.measure_recall(100, 10)`
  console.log(`recall@10 of the new index ${measured!.recall}`)
  expect(measured!.query_count).toBe(1)
  expect(measured!.recall).toBeGreaterThanOrEqual(0.9)

  await database.sql`select howdah.delete_document(id) from howdah.documents where source = 'late'`
  await database.sql`select howdah.rollback_reembedding('default')`
  expect(await answers()).toEqual(before)
  const atRollback = searching.count()
  await until('searches', async () => searching.count() > atRollback + questions.length)
  const outcome = await searching.stop()
  console.log(`${outcome.count} searches: ${outcome.failed.length} failed, ${outcome.empty} empty`)
  expect(outcome.failed).toEqual([])
  expect(outcome.empty).toBe(0)
  expect(outcome.byKeyword).toBe(0)
  await second.kill()
  await client.end({ timeout: 1 })
})
