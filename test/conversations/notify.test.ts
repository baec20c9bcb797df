import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../support/command.ts'
import { connect, createDatabase, type TestDatabase } from '../support/database.ts'
import { answerJob } from '../support/steps.ts'
import { sendQuestion } from '../worker/in-process.ts'

let database: TestDatabase
let listener: TestDatabase['sql']
const heard: string[] = []

beforeAll(async () => {
  database = await createDatabase()
  listener = connect(database.url, { max: 1 })
  await listener.listen('howdah_message', (payload) => heard.push(payload))
})
afterAll(async () => {
  await listener.end({ timeout: 1 })
  await database.drop()
})

/** Claims the one question that waits, as a worker would. */
async function claim(): Promise<{ job_id: string; token: string }> {
  const [job] = await database.sql<{ job_id: string; token: string }[]>`
    select job_id, token from howdah.claim_jobs('w', '{local/local-chat/interactive}')`
  return job!
}

test('who listens hears of the end of an answer, by its id and nothing else', async () => {
  const { sql } = database
  const answered = await sendQuestion(database, 'What is the secret?')
  await answerJob(sql, await claim(), 'A parrot.')
  await until('the answer is told', async () => heard.includes(answered))

  const failed = await sendQuestion(database, 'What is another secret?')
  const other = await claim()
  await sql`select howdah.fail_jobs(array[${other.job_id}]::bigint[], ${other.token}, 'authentication', 'no', 401)`
  await until('the failure is told', async () => heard.includes(failed))
  expect(new Set(heard)).toEqual(new Set([answered, failed]))
})
