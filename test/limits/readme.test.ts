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

it('what the README says about a call of your own works word for word', async () => {
  const tried = await tryReadme(logins.as, 'functions/limits/README.md')
  expect(gave(tried, 'howdah.admit')).toEqual([[true]])
  expect(gave(tried, 'howdah.settle')).toHaveLength(1)
  expect(await database.sql`select feature, input_tokens from howdah.llm_usage`).toMatchObject([
    { feature: 'summary', input_tokens: 1100 },
  ])
})
