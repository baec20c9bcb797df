import { afterAll, beforeAll, expect, it } from 'vitest'
import { localEmbedding } from '../../../worker/providers/local-embedding.ts'
import { startCrashServer, type CrashServer } from '../../faults/cluster.ts'
import { startWorkerProcess } from '../../faults/workers.ts'
import { templateName, withDatabase } from '../../server/templates.ts'
import * as does from '../../stub/behaviours.ts'
import { startStub, type Stub } from '../../stub/provider.ts'
import { until } from '../../support/command.ts'
import { connect } from '../../support/database.ts'
import { held } from '../../worker/held.ts'

const oldSize = 16
const newSize = 48
const chunkCount = 1000
const question = 'the boat in harbour 7'

let server: CrashServer | undefined
let stub: Stub
beforeAll(async () => {
  server = await startCrashServer()
  stub = await startStub({ dimensions: newSize })
})
afterAll(async () => {
  await stub.close()
  await server?.stop()
})

it('a change of models goes on after the server crashed in the middle of it', async ({ skip }) => {
  if (!server) return skip('no local PostgreSQL that may be crashed')
  const admin = connect(server.url, { max: 1 })
  await admin.unsafe(`create database boats template ${templateName(server.run, 'plain')}`)
  await admin.end()
  const url = withDatabase(server.url, 'boats')
  let sql = connect(url)
  await sql`select howdah.register_model('stub', 'old', 'embedding', ${oldSize})`
  await sql`select howdah.register_model('stub', 'new', 'embedding', ${newSize})`
  await sql`select howdah.set_setting('default_embedding_model', 'stub/old')`
  const chunks = Array.from({ length: chunkCount }, (_, n) => {
    const content = `The boat number ${n} lies in harbour ${n % 40}.`
    return { content, embedding: localEmbedding(content, oldSize) }
  })
  await sql`select howdah.add_document_chunks('boats', ${sql.json(chunks)})`
  const vector = JSON.stringify(localEmbedding(question, oldSize))
  await sql`select howdah.store_query_embedding(${question}, ${vector}::halfvec)`
  const answers = async () => [
    ...(await sql`select chunk_id, score from howdah.search(${question}, 10, mode => 'semantic')`),
  ]
  const progress = async () => {
    const [row] = await sql<{ state: string; embedded: number }[]>`
      select state, embedded_count::int as embedded from howdah.reembedding_progress limit 1`
    return row!
  }
  const before = await answers()
  expect(before).toHaveLength(10)

  stub.always(does.embeddings((items) => items, newSize))
  await sql`select howdah.start_reembedding('default', 'stub/new')`
  const call = held(does.embeddings((items) => items, newSize))
  stub.next(
    does.embeddings((items) => items, newSize),
    call.behaviour,
  )
  const worker = await startWorkerProcess(url, stub.url)
  await call.arrived
  await until('a part is embedded', async () => (await progress()).embedded > 0)
  await sql.end()
  await server.restart()
  call.release()

  // The same worker finds the server again, and what was in flight is done once more at most.
  sql = connect(url)
  const half = await progress()
  console.log(`crashed at ${half.embedded} of ${chunkCount}`)
  expect(half).toMatchObject({ state: 'running' })
  expect(half.embedded).toBeLessThan(chunkCount)
  expect(await answers()).toEqual(before)
  await until('it is switched', async () => (await progress()).state === 'switched', 100)
  const coverage = await sql`
    select embedding_model, chunks::int, embedded::int from howdah.embedding_coverage order by embedding_model`
  expect(coverage.map((row) => ({ ...row }))).toEqual([
    { embedding_model: 'stub/new', chunks: chunkCount, embedded: chunkCount },
    { embedding_model: 'stub/old', chunks: chunkCount, embedded: chunkCount },
  ])
  expect(await sql`select from howdah.dead_jobs`).toHaveLength(0)
  await sql`select howdah.rollback_reembedding('default')`
  expect(await answers()).toEqual(before)
  expect([...(await sql`select * from howdah.verify()`)]).toEqual([])
  await sql.end()
  await worker.kill()
})
