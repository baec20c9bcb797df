import { afterAll, beforeAll, expect, test } from 'vitest'
import { withDatabase } from '../server/templates.ts'
import { connect, createDatabase, serverUrl, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let app: TestDatabase['sql']
let notices: string[] = []

beforeAll(async () => {
  database = await createDatabase({ template: 'plain' })
  app = connect(withDatabase(serverUrl(), database.name), {
    max: 1,
    onnotice: ({ message, hint }) => notices.push([message, hint].join(' ')),
  })
  await app`select howdah.act_as('ann', 'acme'), howdah.add_document('Leave.', 'ann.md', metadata => '{"hers": 1}')`
  await app`select howdah.act_as('bob', 'acme'),
    howdah.add_document('Leave.', 'bob.md', metadata => '{"author_id": 3, "tags": ["x"], "deep": {"er": true}}')`
  await app`select set_config('howdah.tenant', 'acme', false), set_config('howdah.user_id', 'bob', false)`
  await app`set role howdah_app`
})
afterAll(async () => {
  await app?.end()
  await database?.drop()
})

/** What is told about a search that finds so many. */
async function told(filter: string, name = 'search'): Promise<string> {
  notices = []
  await app.unsafe(
    `select * from howdah.${name}('leave', filter => $1::text::jsonb, mode => 'keyword')`,
    [filter],
  )
  return notices.join('\n')
}

test.each(['search', 'logged_search'])('%s says why a filter finds nothing', async (name) => {
  expect(await told('{"author_id": "3"}', name)).toMatch(
    /compares the key "author_id" with a string.*number/,
  )
  expect(await told('{"autor_id": 3}', name)).toMatch(/no document has the filter's key "autor_id"/)
  expect(await told('{"deep": {"or": 1}}', name)).toMatch(/"deep\.or"/)
  expect(await told('{"or": [{"a": 1}, {"tags": 2}]}', name)).toMatch(/key "a"[^]*key "tags"/)
  // Of what another user has nothing is told.
  expect(await told('{"hers": 2}', name)).toMatch(/no document has the filter's key "hers"/)
})

test('nothing is said where the filter is as the documents are', async () => {
  expect(await told('{"author_id": 3}')).toBe('')
  expect(await told('{"author_id": 4}')).toBe('')
  expect(await told('{"tags": "z", "deep": {"er": false}}')).toBe('')
  expect(await told('{"source": "none.md"}')).toBe('')
  expect(await told('{"nothing": {"exists": true}}')).toBe('')
})

test('words that are no words are searched for in silence', async () => {
  notices = []
  await app`select * from howdah.search('"the of" -"of the" the OR of')`
  expect(notices).toEqual([])
})
