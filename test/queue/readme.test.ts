import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { gave, openLogins, tryReadme } from '../support/readme.ts'

let database: TestDatabase
let logins: Awaited<ReturnType<typeof openLogins>>
beforeAll(async () => {
  database = await createDatabase({ template: 'plain' })
  logins = await openLogins(database)
})
afterAll(async () => {
  await logins.close()
  await database.drop()
})

it('what the README says about jobs of your own works word for word', async () => {
  const { sql } = database
  await sql`select howdah.register_model('openai', 'text-embedding-3-small', 'embedding', 1536)`
  await sql`select howdah.register_model('openai', 'gpt-4o-mini', 'chat')`
  await sql`select howdah.set_lane('openai/gpt-4o-mini/bulk')`
  const tried = await tryReadme(logins.as, 'functions/queue/README.md')
  expect(gave(tried, 'pause_lane')).toEqual([[true]])
  expect(gave(tried, 'resume_lane')).toEqual([[true]])
  expect(gave(tried, 'complete_jobs')).toEqual([[1]])
  expect(gave(tried, 'fail_jobs')).toEqual([['stale']])
  expect(gave(tried, 'heartbeat')).toEqual([[]])
  expect(gave(tried, 'reap_jobs')).toEqual([[0]])
})
