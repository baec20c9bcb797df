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

it('what the README says about conversations works word for word', async () => {
  const tried = await tryReadme(logins.as, 'functions/conversations/README.md')
  const [first, second] = gave(tried, "request_key => 'first'")
  expect(second).toEqual(first)
  expect(gave(tried, 'read_message')).toEqual([['pending']])
  expect(gave(tried, 'conversation_messages')[0]!.length).toBeGreaterThan(1)
  expect(gave(tried, 'cancel_message')).toEqual([[true]])
  expect(gave(tried, 'prompt_feedback')[0]).toHaveLength(3)
  expect(gave(tried, 'answers_by_prompt')[0]).toHaveLength(3)
  expect(gave(tried, 'content_json')).toEqual([['pending']])
})
