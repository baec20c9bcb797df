import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'

// What is said in a NOTICE, which pgTAP does not hear.
const heard: string[] = []
let db: TestDatabase
beforeAll(async () => {
  db = await createDatabase({
    client: { max: 1, onnotice: ({ message }) => void heard.push(message ?? '') },
  })
})
afterAll(() => db.drop())

/** The notices of a statement. */
async function said(statement: string): Promise<string[]> {
  heard.length = 0
  await db.sql.unsafe(statement)
  return [...heard]
}

test('a plan that no limit is for, and a limit for a plan that nobody has, are said', async () => {
  expect(
    await said(`select howdah.set_rate_limit('plan', 2, 'concurrent', scope_id => 'freee')`),
  ).toEqual(['nobody has the plan freee yet'])
  expect(await said(`select howdah.set_budget('plan', 5, scope_id => 'freee')`)).toHaveLength(1)
  expect(await said(`select howdah.set_user('bob', plan => 'fre')`)).toEqual([
    'no rate limit or budget is for the plan fre',
  ])
  expect(await said(`select howdah.set_tenant('acme', plan => 'freee')`)).toHaveLength(1)
  expect(await said(`select howdah.set_user('bob', plan => 'freee')`)).toEqual([])
  expect(await said(`select howdah.set_user('bob', email => 'b@example.com')`)).toEqual([])
  expect(await said(`select howdah.set_rate_limit('plan', 2, scope_id => 'freee')`)).toEqual([])
  expect(await said(`select howdah.set_rate_limit('plan', 9)`)).toEqual([])
  expect(await said(`select howdah.set_user('cid', plan => 'any')`)).toEqual([])
})

test('a model that is not registered is said', async () => {
  expect(await said(`select howdah.set_budget('model', 5, scope_id => 'p/typo')`)).toEqual([
    'no model p/typo is registered',
  ])
  expect(
    await said(`select howdah.set_rate_limit('model', 5, scope_id => 'local/local-chat')`),
  ).toEqual([])
  const price = (model: string) =>
    `select howdah.set_price('p', '${model}', '2026-01-01', '[{"input": 1, "output": 2}]')`
  await said(`select howdah.register_model('p', 'm', 'chat')`)
  expect(await said(price('m'))).toEqual([])
  expect(await said(price('typo'))).toHaveLength(1)
})

test('what looks like a variable of a prompt and is none is said', async () => {
  const prompt = (content: string) =>
    said(`select howdah.create_prompt_version('p', $$${content}$$)`)
  for (const none of [
    '{{user.name}}',
    '{{first-name}}',
    '{{prénom}}',
    '{{#if x}}',
    '{{ a b }}',
    '{{1st}}',
  ]) {
    const notices = await prompt(`Hello ${none}, {{ name }}`)
    expect(notices, none).toEqual([`no variables, and sent as they stand: ${none}`])
  }
  for (const right of [
    '{{name}}',
    '{{ first_name2 }}',
    '\\frac{a}{b}',
    '{"a": {"b": 1}}',
    '$1 { x }',
  ]) {
    expect(await prompt(`Hello ${right}`), right).toEqual([])
  }
  expect(
    await said(
      `select howdah.create_prompt_version('c', $$[{"role": "system", "content": "{{a.b}}"}]$$, form => 'chat')`,
    ),
  ).toHaveLength(1)
})
