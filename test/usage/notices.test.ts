import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let sql: postgres.Sql
let notices: string[] = []
beforeAll(async () => {
  database = await createDatabase()
  sql = postgres(database.url, { max: 1, onnotice: ({ message }) => notices.push(String(message)) })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})
const said = async (query: string) => {
  notices = []
  await sql.unsafe(query)
  return notices
}

it('a price of a name that nobody knows is said', async () => {
  const unknown = 'no model local/nope is registered yet: the price is for calls that name it so'
  expect(await said(`select howdah.set_price('local', 'nope', now(), '[{"input": 1}]')`)).toEqual([
    unknown,
  ])
  const rows = '[{"provider": "maker", "model": "gone", "tiers": [{"input": 1}]}]'
  expect(await said(`select * from howdah.set_prices('${rows}')`)).toHaveLength(1)
  await sql`select howdah.register_model('maker', 'm', 'chat', alias => 'm-2026-03-04')`
  for (const name of ['maker/m', 'maker/m-2026-03-04', 'openai/gpt-5', 'openai/gpt-5-2025-08-07']) {
    const [provider, model] = name.split('/')
    expect(
      await said(`select howdah.set_price('${provider}', '${model}', now(), '[{"input": 1}]')`),
    ).toEqual([])
  }
})

it('a hard budget names the models that it will refuse', async () => {
  await sql`select howdah.register_model('maker', 'none', 'chat'), howdah.register_model('maker', 'e', 'embedding', 8)`
  const refused = 'a hard budget refuses calls of models without a price: '
  expect(await said(`select howdah.set_budget('tenant', 50)`)).toEqual([
    `${refused}maker/e, maker/m, maker/none`,
  ])
  expect(await said(`select howdah.set_budget('model', 50, scope_id => 'maker/none')`)).toEqual([
    `${refused}maker/none`,
  ])
  expect(await said(`select howdah.set_budget('tenant', 50, is_hard => false)`)).toEqual([])
  expect(await said(`select howdah.set_budget('tenant', null)`)).toEqual([])
  await sql`select howdah.set_setting('unpriced_calls', 'estimate')`
  expect(await said(`select howdah.set_budget('tenant', 50)`)).toEqual([])
})
