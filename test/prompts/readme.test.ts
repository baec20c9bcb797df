import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ template: 'plain' })
})
afterAll(() => database.drop())

/** The indented lines of the README between two sentences, as statements. */
function statements(from: string, to: string): string[] {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const part = readme.slice(readme.indexOf(from), readme.indexOf(to))
  return part
    .split('\n')
    .filter((line) => line.startsWith('    '))
    .join('\n')
    .split(/;.*$/m)
    .map((statement) => statement.trim())
    .filter(Boolean)
}

it('what the README says about prompts and experiments works word for word', async () => {
  const { sql } = database
  const results = new Map<string, unknown>()
  for (const statement of statements('Change what the model', 'Where an answer comes from')) {
    results.set(
      statement,
      (await sql.unsafe(statement)).map((row) => Object.values(row)[0]),
    )
  }
  const of = (part: string) =>
    [...results].filter(([statement]) => statement.includes(part)).map(([, values]) => values)
  expect(of("create_prompt_version('answer'")).toEqual([[2]])
  expect(of('activate_prompt(')).toEqual([[1], [null]])
  expect(of('rollback_prompt')).toEqual([[1]])
  expect(of('render_prompt')).toEqual([['You help with howdah.']])
  expect(of("form => 'chat'")).toEqual([[2]])
  expect(of('ramp_experiment')).toEqual([[2]])
  expect(of('experiment_results')).toEqual([[1, 2]])
  expect(of('stop_experiment')).toEqual([[2]])
  expect(of('verify')).toEqual([[]])
})
