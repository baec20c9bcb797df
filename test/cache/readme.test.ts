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

it('what the README says about the cache works word for word', async () => {
  const tried = await tryReadme(logins.as, 'functions/cache/README.md')
  expect(gave(tried, 'cache_lookup')).toEqual([[], ['Within 30 days.'], []])
  expect(gave(tried, 'cache_store')).toEqual([[true]])
  expect(gave(tried, 'cache_hit_rate')[0]).toHaveLength(1)
  expect(gave(tried, 'clear_cache')).toEqual([['0']])
})
