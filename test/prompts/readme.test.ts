import { afterEach, beforeEach, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { gave, tryReadme } from '../support/readme.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createDatabase({ template: 'plain', client: { max: 1 } })
})
afterEach(() => database.drop())

it('what the README says about prompts and experiments works word for word', async () => {
  const tried = await tryReadme(
    database.sql,
    'README.md',
    'Change what the model',
    'Where an answer comes from',
  )
  expect(gave(tried, "create_prompt_version('answer'")).toEqual([[2]])
  expect(gave(tried, 'activate_prompt(')).toEqual([[1], [null]])
  expect(gave(tried, 'rollback_prompt')).toEqual([[1]])
  expect(gave(tried, 'render_prompt')).toEqual([['You help with howdah.']])
  expect(gave(tried, "form => 'chat'")).toEqual([[2]])
  expect(gave(tried, 'ramp_experiment')).toEqual([[2]])
  expect(gave(tried, 'experiment_results')).toEqual([[1, 2]])
  expect(gave(tried, 'stop_experiment')).toEqual([[2]])
  expect(gave(tried, 'verify')).toEqual([[]])
})

it('so does what the README of prompts says', async () => {
  const tried = await tryReadme(database.sql, 'functions/prompts/README.md')
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
