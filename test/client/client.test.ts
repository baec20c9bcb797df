import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sql } from 'postgres'
import { createClient, type Part } from '../../client/index.ts'
import {
  asRole,
  connect,
  createDatabase,
  uniqueName,
  type TestDatabase,
} from '../support/database.ts'
import { startTestWorker, type TestWorker } from '../worker/in-process.ts'

let db: TestDatabase
let worker: TestWorker
let sql: Sql
const login = uniqueName('app')
beforeAll(async () => {
  db = await createDatabase({ template: 'plain' })
  await db.sql.unsafe(`create role ${login} login in role howdah_app`)
  await db.sql`select howdah.add_document('We refund within 30 days.', 'refunds.md')`
  sql = connect(asRole(db.url, login), { fetch_types: false })
  worker = await startTestWorker(db.url, {})
})
afterAll(async () => {
  await worker.end()
  await sql.end({ timeout: 1 })
  await db.sql.unsafe(`drop role ${login}`)
  await db.drop()
})

const ann = () => createClient(sql, { user: 'ann' })

/** Asks as ann and reads the answer to its end. */
async function ask(question: string): Promise<Part[]> {
  const message = await ann().sendMessage(await ann().startConversation(), question)
  const parts: Part[] = []
  for await (const part of ann().streamMessage(message, 20)) parts.push(part)
  return parts
}

test('passages are found, best first', async () => {
  const [first] = await ann().search('refund days', { limit: 3, collection: 'default' })
  expect(first).toMatchObject({
    rank: 1,
    source: 'refunds.md',
    content: 'We refund within 30 days.',
  })
  expect(typeof first!.chunk_id).toBe('string')
})

test('a filter is passed on', async () => {
  expect(await ann().search('refund', { filter: { source: 'other.md' } })).toEqual([])
})

test('a question is answered in parts that end with its status', async () => {
  const parts = await ask('Within how many days do you refund?')
  const text = parts.map((part) => part.delta).join('')
  expect(text).toContain('30 days')
  expect(parts.at(-1)).toMatchObject({ status: 'complete', next_offset: [...text].length })
  const [row] = await db.sql`select user_id, content from howdah.messages where role = 'assistant'`
  expect(row).toMatchObject({ user_id: 'ann', content: text })
})

test('the same request key is the same message', async () => {
  const conversation = await ann().startConversation({ title: 'Refunds', collection: null })
  const send = () => ann().sendMessage(conversation, 'How long?', { requestKey: 'first' })
  expect(await send()).toBe(await send())
})

test('nobody reads the answer of somebody else', async () => {
  const message = await ann().sendMessage(await ann().startConversation(), 'How long?')
  const bob = createClient(sql, { user: 'bob' })
  await expect(bob.readMessage(message)).rejects.toMatchObject({ code: 'PT404' })
  expect((await ann().readMessage(message)).status).toMatch(/^(pending|streaming|complete)$/)
})

test('in a transaction what was sent goes with it', async () => {
  let conversation = ''
  const failed = sql.begin(async (tx) => {
    conversation = await createClient(tx, { user: 'ann' }).startConversation()
    throw new Error('not today')
  })
  await expect(failed).rejects.toThrow('not today')
  await expect(ann().sendMessage(conversation, 'Hello?')).rejects.toMatchObject({ code: 'PT404' })
})

test('a tenant has documents of its own', async () => {
  const other = createClient(sql, { user: 'ann', tenant: 'other' })
  expect(await other.search('refund')).toEqual([])
})

test('a conversation and a question may use some of the documents only', async () => {
  const { document_id: id } = (await ann().search('refund'))[0]!
  const conversation = await ann().startConversation({
    filter: { source: 'refunds.md' },
    documentIds: [id],
    minSimilarity: 0.1,
  })
  const message = await ann().sendMessage(conversation, 'And cats?', {
    filter: { source: 'cats.md' },
    documentIds: [],
    minSimilarity: -1,
  })
  const kept = await db.sql`
    select filter, document_ids::text, min_similarity from howdah.conversations where id = ${conversation}
    union all
    select q.filter, q.document_ids::text, q.min_similarity from howdah.messages as q
      join howdah.messages as a on a.parent_id = q.id where a.id = ${message}`
  expect(kept.map((row) => Object.values(row))).toEqual([
    [{ source: 'refunds.md' }, `{${id}}`, 0.1],
    [{ source: 'cats.md' }, '{}', -1],
  ])
})

test('an image goes with a question', async () => {
  const part = { type: 'image' as const, url: 'https://example.com/a.png', name: 'a.png' }
  const message = await ann().sendMessage(
    await ann().startConversation({ collection: null }),
    'What is it?',
    { parts: [part] },
  )
  const [row] = await db.sql`
    select q.parts from howdah.messages as a join howdah.messages as q on q.id = a.parent_id where a.id = ${message}`
  expect(row!['parts']).toEqual([part])
})
