import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createRandom, newSeed } from '../support/random.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

it('updates of is_active, in any order and number, move production as activate_prompt does', async () => {
  const { sql } = database
  const random = createRandom(newSeed('by-hand'))
  await sql`
    select howdah.create_prompt_version('x', n::text) from generate_series(1, 4) as n`
  await sql`select howdah.activate_prompt('x', 1)`
  let active = 1
  let moves = 1
  for (let round = 0; round < 60; round++) {
    const before = { active, moves }
    const rollsBack = random.chance(0.2)
    const statements = Array.from({ length: random.int(1, 4) }, () => {
      const version = random.int(1, 6)
      const on = random.chance(0.6)
      const where = on || random.chance(0.5) ? `version = ${version}` : 'is_active'
      if (on && version <= 4 && version !== active) {
        active = version
        moves += 1
      }
      return `update howdah.prompt_versions set is_active = ${on} where name = 'x' and ${where}`
    })
    await sql
      .begin(async (own) => {
        for (const statement of statements) await own.unsafe(statement)
        if (rollsBack) throw new Error('changed its mind')
      })
      .catch((error: Error) => expect(error.message).toBe('changed its mind'))
    if (rollsBack) ({ active, moves } = before)
    const [now] = await sql`
      select (select array_agg(version) from howdah.prompt_versions where name = 'x' and is_active) as active,
             (select version from howdah.active_prompt('x')) as answers,
             (select count(*)::int from howdah.prompt_label_history where prompt = 'x') as moves`
    expect(now, statements.join('; ')).toEqual({ active: [active], answers: active, moves })
  }
  expect(await sql`select * from howdah.verify()`).toEqual([])
})
