import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, createDatabase, type TestDatabase } from '../support/database.ts'
import { answerJob } from '../support/steps.ts'

// ask and await_message commit while they wait, so they need a worker on another connection.
let db: TestDatabase
beforeAll(async () => {
  db = await createDatabase({ template: 'plain' })
})
afterAll(() => db.drop())

const lane = '{local/local-chat/interactive}'

/** Answers the next question as a worker would. */
async function answerNext(sql: Sql, content: string): Promise<void> {
  for (;;) {
    const [job] = await sql<{ job_id: string; token: string }[]>`
      select job_id, token from howdah.claim_jobs('w', ${lane}::text[])`
    if (job) return answerJob(sql, job, content)
  }
}

/** Opens, pending, a question of ann's; returns its id. */
async function askAsAnn(sql: Sql): Promise<string> {
  const [row] = await sql`select howdah.send_message(
    case when howdah.act_as('ann') then howdah.start_conversation(collection => null) end, 'How long?') as id`
  return row!['id'] as string
}

test('ask waits for the answer and shows it with its bill', async () => {
  const asked = db.sql.unsafe(`call howdah.ask('How long?', null)`).simple()
  const [rows] = await Promise.all([asked, answerNext(db.sql, 'Five days.')])
  expect(rows[0]!['answer']).toMatch(/^Five days\.\n\n7 tokens, .*, local\/local-chat$/)
})

test('ask without a worker gives up after its timeout, and the question stays', async () => {
  const asked = db.sql.unsafe(`call howdah.ask('And?', null, timeout => '10 ms')`).simple()
  await expect(asked).rejects.toMatchObject({ code: '57014' })
  expect(
    await db.sql`select howdah.cancel_message(id) from howdah.messages where status = 'pending'`,
  ).toHaveLength(1)
})

test('both take what drivers send: parameters, prepared or not, and null', async () => {
  for (const prepare of [true, false]) {
    const sql = connect(db.url, { max: 1, prepare, connection: { search_path: 'public' } })
    const [[asked]] = await Promise.all([
      sql`call howdah.ask(${`How long, prepared ${prepare}?`}, null, timeout => ${null})`,
      answerNext(db.sql, 'Nine days.'),
    ])
    expect(asked!['answer']).toMatch(/^Nine days\./)
    const [row] = await sql<[{ id: string }]>`
      select id from howdah.messages where role = 'assistant' order by created_at desc limit 1`
    await sql`call howdah.await_message(${row.id}, ${'1 second'})`
    const block = sql.begin((inner) => inner`call howdah.await_message(${row.id})`)
    await expect(block).rejects.toMatchObject({ code: '25001' })
    await sql.end()
  }
})

test('several statements in one message are a transaction block too', async () => {
  const asked = db.sql.unsafe(`select 1; call howdah.ask('How long?')`).simple()
  await expect(asked).rejects.toMatchObject({ code: '25001' })
})

test('ask and await_message are refused inside a transaction block', async () => {
  for (const call of [`ask('How long?', null)`, 'await_message(gen_random_uuid())']) {
    const asked = db.sql.begin((sql) => sql.unsafe(`call howdah.${call}`).simple())
    await expect(asked).rejects.toMatchObject({ code: '25001' })
  }
})

test('await_message returns when the answer has ended, for its own user only', async () => {
  const client = await db.sql.reserve()
  try {
    const id = await askAsAnn(client)
    const wait = () => client.unsafe(`call howdah.await_message('${id}')`).simple()
    await client`set howdah.user_id = 'eve'`
    await expect(wait()).rejects.toMatchObject({ code: 'PT404' })
    await client`set howdah.user_id = 'ann'`
    await Promise.all([wait(), answerNext(db.sql, 'Five days.')])
    const [row] = await client`select status from howdah.read_message(${id})`
    expect(row!['status']).toBe('complete')
  } finally {
    client.release()
  }
})

test('a worker may not ask', async () => {
  const client = await db.sql.reserve()
  try {
    await client`set role howdah_worker`
    const asked = client.unsafe(`call howdah.ask('x', null)`).simple()
    await expect(asked).rejects.toMatchObject({ code: '42501' })
    await client`reset role`
  } finally {
    client.release()
  }
})
