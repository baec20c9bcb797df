import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { gave, tryReadme } from '../support/readme.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ template: 'plain', client: { max: 1 } })
})
afterAll(() => database.drop())

it('what the README says about the cache works word for word', async () => {
  const tried = await tryReadme(database.sql, 'functions/cache/README.md')
  expect(gave(tried, 'cache_lookup')).toEqual([[], ['Within 30 days.'], []])
  expect(gave(tried, 'cache_store')).toEqual([[true]])
  expect(gave(tried, 'cache_hit_rate')[0]).toHaveLength(1)
  expect(gave(tried, 'clear_cache')).toEqual([['0']])
})
