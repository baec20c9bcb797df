import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCommand } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { startTestWorker, type TestWorker } from './in-process.ts'

let db: TestDatabase
let worker: TestWorker
beforeAll(async () => {
  db = await createDatabase()
  await db.sql`
    select howdah.add_document('Ann has twenty days of leave.', 'leave.md')
      from (select howdah.act_as('ann') as is_set) as me where is_set`
  worker = await startTestWorker(db.url, {})
})
afterAll(async () => {
  await worker.end()
  await db.drop()
})

const ask = (...args: string[]) => runCommand(['ask', ...args], { DATABASE_URL: db.url })

it('asks as a user, who sees what is theirs, and goes on in the conversation', async () => {
  const first = await ask('How many days of leave has Ann?', '--user', 'ann')
  expect([first.code, first.err]).toEqual([0, ''])
  expect(first.out).toContain('twenty days')
  const [conversation] = await db.sql<{ id: string }[]>`
    select id from howdah.conversations where user_id = 'ann'`
  const id = conversation!.id
  const second = await ask('And how many has Ann?', '--user', 'ann', '--conversation', id)
  expect([second.code, second.err]).toEqual([0, ''])
  const [row] = await db.sql`
    select count(*)::int as questions, count(distinct conversation_id)::int as conversations
      from howdah.messages where role = 'user'`
  expect(row).toEqual({ questions: 2, conversations: 1 })
})

it('does not let another user go on with it', async () => {
  const [conversation] = await db.sql<{ id: string }[]>`
    select id from howdah.conversations where user_id = 'ann'`
  const { code, err } = await ask('And mine?', '--user', 'bob', '--conversation', conversation!.id)
  expect([code, err]).toEqual([1, expect.stringContaining('conversation')])
})

it('refuses a model for a conversation that has one', async () => {
  const { code, err } = await ask('Why?', '--model', 'local/local-chat', '--conversation', 'x')
  expect([code, err]).toEqual([2, expect.stringContaining('--model is for a new conversation')])
})
