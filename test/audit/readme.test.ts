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

it('what the README says about the logs works word for word', async () => {
  await database.sql`select howdah.add_document('We refund within five working days.', 'returns.md')`
  const tried = await tryReadme(logins.as, 'functions/audit/README.md')
  const [own, admins] = gave(tried, 'documents_of_user')
  expect([own!.length, admins!.length]).toEqual([1, 1])
  expect(gave(tried, 'readers_of_document')[0]).toHaveLength(1)
  const [budget, setting, all] = gave(tried, 'changes_of')
  expect([budget!.length, setting!.length]).toEqual([1, 1])
  expect(all!.length).toBeGreaterThan(3)
  const looks = gave(tried, "l.function = 'review'")[0]!
  // The lineage, the calls and the request of one answer, and its conversation.
  expect(looks).toHaveLength(4)
  expect(gave(tried, 'score_answer')).toEqual([[true]])
  expect(gave(tried, 'verify')).toEqual([[]])
})
