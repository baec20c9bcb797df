import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { gave, openLogins, tryReadme } from '../../support/readme.ts'

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

it('what the README says about readers works word for word', async () => {
  const tried = await tryReadme(logins.as, 'functions/documents/readers/README.md')
  expect(gave(tried, 'from howdah.group_members')[0]!.sort()).toEqual(['board', 'sales', 'sales'])
  const readers = tried.find(({ statement }) => statement.includes('member_count'))!
  expect(readers.rows.map((row) => Object.values(row))).toEqual([
    ['owner', 'ann', null],
    ['group', 'sales', 2],
  ])
  const searches = tried.filter(({ statement }) => statement.includes('howdah.search'))
  expect(searches.map(({ rows }) => rows.map((row) => row['source']))).toEqual([['plan.md'], []])
})
