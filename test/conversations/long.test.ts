import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { nextStep } from '../support/steps.ts'

// What a conversation costs must not depend on its length: pages read are counted, not milliseconds.
const length = 5000

let db: TestDatabase
let sql: Sql
const ids = { long: '', short: '' }
beforeAll(async () => {
  db = await createDatabase({ template: 'plain', client: { max: 1 } })
  sql = db.sql
  await sql`set howdah.user_id = 'ann'`
  ids.long = await conversationOf(length)
  ids.short = await conversationOf(50)
  // Others around it, as in a real table.
  for (let other = 0; other < 10; other += 1) await conversationOf(500)
  await sql`vacuum analyze howdah.messages, howdah.conversations`
})
afterAll(() => db.drop())

/** A conversation with a system message and alternating questions and answers of about 50 tokens. */
async function conversationOf(count: number): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select howdah.start_conversation(collection => null) as id`
  await sql`
    insert into howdah.messages (tenant_id, conversation_id, seq, id, parent_id, instruction_id, role, content, user_id)
    select 'default', ${row!.id}, n, md5(${row!.id} || n)::uuid,
           case when n > 1 then md5(${row!.id} || (n - 1))::uuid end,
           case when n > 1 then md5(${row!.id} || 1)::uuid end,
           case when n = 1 then 'system' when n % 2 = 0 then 'user' else 'assistant' end,
           repeat(n || ' words ', 200 / length(n || ' words ')), 'ann'
      from generate_series(1, ${count}::int) as n`
  await sql`update howdah.conversations
    set last_seq = ${count}, head_message_id = md5(${row!.id} || ${count}::int)::uuid where id = ${row!.id}`
  return row!.id
}

/** Pages that a statement touched, and its milliseconds; the fewest of five runs. */
async function cost(statement: string): Promise<{ pages: number; ms: number }> {
  let best = { pages: Infinity, ms: Infinity }
  for (let run = 0; run < 5; run += 1) {
    const [row] = await sql.unsafe(
      `explain (analyze, buffers, timing off, format json) ${statement}`,
    )
    const [{ Plan: plan, 'Execution Time': ms }] = row!['QUERY PLAN']
    const pages = plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
    best = { pages: Math.min(best.pages, pages), ms: Math.min(best.ms, ms) }
  }
  return best
}

test('context for 8,000 tokens reads the end of a long conversation, and its system message', async () => {
  const context = await sql`select * from howdah.conversation_context(${ids.long}, 8000)`
  expect(context[0]).toMatchObject({ seq: '1', role: 'system' })
  expect(Number(context[1]!['seq'])).toBe(length)
  expect(context.reduce((sum, row) => sum + row['token_count'], 0)).toBeLessThanOrEqual(8000)
  expect(context.length).toBeGreaterThan(100)
  const { pages, ms } = await cost(`select * from howdah.conversation_context('${ids.long}', 8000)`)
  console.log(`context of ${context.length} of ${length} messages: ${pages} pages, ${ms} ms`)
  // A walk by key: a few pages a message. All messages would be 15,000.
  expect(pages).toBeLessThan(context.length * 5)
})

test.each([
  ['send_message', (id: string) => `howdah.send_message('${id}', 'And then?')`],
  [
    'regenerate',
    (id: string) =>
      `howdah.regenerate((select head_message_id from howdah.conversations where id = '${id}'))`,
  ],
  ['add_message', (id: string) => `howdah.add_message('${id}', 'assistant', 'No.')`],
  ['conversation_messages', (id: string) => `howdah.conversation_messages('${id}', 20)`],
])('%s is unaffected by the length of the conversation', async (name, call) => {
  const [long, short] = [
    await cost(`select ${call(ids.long)}`),
    await cost(`select ${call(ids.short)}`),
  ]
  console.log(`${name}: ${long.pages} pages of ${length} messages, ${short.pages} of 50`)
  expect(long.pages).toBeLessThan(short.pages * 1.5)
})

test('a request takes no more of a long conversation than fits', async () => {
  const id = await sql`select howdah.send_message(${ids.long}, 'And now?') as id`
  await sql`update howdah_internal.jobs set priority = -1 where message_id = ${id[0]!['id']}`
  await sql`select howdah_internal.scan_lanes(name) from howdah.lanes`
  const [job] = await sql<{ job_id: string; token: string }[]>`
    select job_id, token from howdah.claim_jobs('w', '{local/local-chat/interactive}'::text[])`
  const { ref, request } = (await nextStep(sql, job!))!
  expect(ref.message_id).toBe(id[0]!['id'])
  const { messages } = request
  expect(messages.length).toBeLessThan(200)
  expect(messages[0]).toMatchObject({ role: 'system' })
  expect(messages[0]!.content).toContain('1 words 1 words')
  expect(messages.at(-1)).toMatchObject({ role: 'user', content: 'And now?' })
})
