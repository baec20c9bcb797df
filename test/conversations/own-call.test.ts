import { readFileSync } from 'node:fs'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  asRole,
  connect,
  createDatabase,
  uniqueName,
  type TestDatabase,
} from '../support/database.ts'
import { failWith, startStub, type Stub } from '../stub/provider.ts'
import { answer } from './own-call.ts'

let db: TestDatabase
let stub: Stub
let openai: OpenAI
const login = uniqueName('app')
beforeAll(async () => {
  db = await createDatabase({ template: 'plain' })
  stub = await startStub()
  openai = new OpenAI({ baseURL: stub.url, apiKey: 'none', maxRetries: 0 })
  await db.sql.unsafe(`create role ${login} login in role howdah_app`)
})
afterAll(async () => {
  await stub.close()
  await db.sql.unsafe(`drop role ${login}`)
  await db.drop()
})

/** Runs the example as an application login, in a conversation of ann about a document. */
async function ask(text: string): Promise<string> {
  const sql = connect(asRole(db.url, login), { max: 1 })
  try {
    const chat = await sql.begin(async (sql) => {
      await sql`select howdah.act_as('ann')`
      await sql`select howdah.add_document('We refund within 30 days.', 'refunds.md')`
      const [row] = await sql`select howdah.start_conversation() as id`
      return row!['id'] as string
    })
    return await answer(sql, openai, 'ann', chat, text)
  } finally {
    await sql.end()
  }
}

test('the application answers through its own client', async () => {
  expect(await ask('Within how many days do you refund?')).toBe('complete')
  const body = JSON.stringify(stub.requests.at(-1)!.body)
  expect(body).toContain('We refund within 30 days.')
  const [row] =
    await db.sql`select m.content, m.tokens_used, m.finish_reason, c.is_cited, u.input_tokens, u.user_id
    from howdah.messages as m
    join howdah_internal.message_citations as c on c.message_id = m.id
    join howdah.llm_usage as u on u.message_id = m.id and u.kind = 'chat'`
  expect(row).toMatchObject({ content: 'The stub has read it all [1].', finish_reason: 'stop' })
  expect(row).toMatchObject({ is_cited: true, user_id: 'ann' })
  expect(row!['input_tokens']).toBeGreaterThan(10)
})

test('a call that fails ends the message with its reason', async () => {
  stub.next(failWith(500, 'server_error'))
  await expect(ask('And now?')).rejects.toThrow()
  const [row] =
    await db.sql`select status, error_code from howdah.messages order by created_at desc, seq desc`
  expect(row).toMatchObject({ status: 'failed', error_code: 'own_call_failed' })
  expect(await db.sql`select from howdah_internal.jobs where kind = 'chat'`).toHaveLength(0)
})

test('the README shows the example as it is', () => {
  const shown = readFileSync(new URL('own-call.ts', import.meta.url), 'utf8').replace(
    /^(?=.)/gm,
    '    ',
  )
  const readme = new URL('../../functions/conversations/README.md', import.meta.url)
  expect(readFileSync(readme, 'utf8')).toContain(shown)
})
