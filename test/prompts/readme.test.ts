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

it('what the README of prompts says works word for word', async () => {
  const tried = await tryReadme(logins.as, 'functions/prompts/README.md')
  expect(gave(tried, "create_prompt_version('support'")).toEqual([[1], [2]])
  expect(gave(tried, "active_prompt('support'")).toEqual([[2]])
  expect(tried.filter(({ code }) => code).map(({ code }) => code)).toEqual([
    'PT409',
    'PT404',
    'PT422',
    'PT409',
  ])
  expect(gave(tried, 'rollback_prompt')).toEqual([[1]])
  expect(gave(tried, 'prompt_label_history')).toEqual([
    ['production', 'staging', 'production', 'production'],
  ])
  expect(gave(tried, 'experiment_results')[0]).toHaveLength(2)
  expect(gave(tried, 'stop_experiment')).toEqual([[2]])
  expect(gave(tried, 'verify')).toEqual([[]])
})
