import type { Sql, TransactionSql } from 'postgres'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createRandom, newSeed, type Random } from '../support/random.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

const seed = newSeed('rates')
const start = Date.parse('2026-03-01T12:00:00Z')
let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ client: { max: 50 } })
  await database.sql`select howdah.register_model('p', 'm', 'chat')`
})
beforeEach(() => database.sql`delete from howdah.rate_limits`)
afterAll(() => database.drop())

type Verdict = { admitted: boolean; retry_after: number | null }

const setTime = (sql: Sql | TransactionSql, ms: number) =>
  sql`select howdah_test.set_time(${new Date(start + ms).toISOString()})`

const admit = async (sql: Sql | TransactionSql, input = 0, output = 0) =>
  (
    await sql<
      Verdict[]
    >`select admitted, retry_after from howdah.admit('p/m', ${input}, ${output}, user_id => 'ann')`
  )[0]!

it('admits what the theory says: 100 a minute, burst 10, fifty connections for two minutes', async () => {
  const { sql } = database
  const random = createRandom(seed)
  await sql`select howdah.set_rate_limit('user', 100, burst => 10)`
  let admitted = 0
  for (let at = 0; ; at = Math.min(120_000, at + random.int(1, 1500))) {
    await setTime(sql, at)
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => admit(sql)))
    admitted += verdicts.filter((verdict) => verdict.admitted).length
    // The burst, and one every 600 ms.
    expect(admitted, `after ${at} ms`).toBe(10 + Math.floor(at / 600))
    if (at === 120_000) break
  }
  expect(admitted).toBe(210)
  const [state] = await sql<{ refused: number }[]>`
    select sum(refused_count)::int as refused from howdah_internal.rate_state`
  expect(state!.refused).toBeGreaterThan(0)
})

it('admits whoever obeys retry_after, and nobody a second earlier', async () => {
  const { sql } = database
  const random = createRandom(seed)
  let refusals = 0
  for (let round = 0; round < 20; round += 1) {
    await sql`delete from howdah.rate_limits`
    for (let n = random.int(1, 3); n > 0; n -= 1) await setLimit(sql, random)
    let at = random.int(0, 86_400_000)
    for (let call = 0; call < 25; call += 1) {
      await setTime(sql, at)
      const tokens = random.int(0, 40)
      const { admitted, retry_after } = await admit(sql, tokens, 0)
      if (!admitted) {
        expect(retry_after).not.toBeNull()
        refusals += 1
        const early = sql.begin(async (tx) => {
          await setTime(tx, at + (retry_after! - 1) * 1000)
          const verdict = await admit(tx, tokens, 0)
          throw verdict
        })
        await expect(early).rejects.toMatchObject({ admitted: false })
        at += retry_after! * 1000
        await setTime(sql, at)
        expect(await admit(sql, tokens, 0), `seed ${seed}`).toMatchObject({ admitted: true })
      }
      at += random.int(0, 2000)
    }
  }
  expect(refusals).toBeGreaterThan(50)
})

/** A limit of any kind whose room comes back by time alone. */
function setLimit(sql: Sql, random: Random) {
  const unit = random.pick(['requests', 'requests', 'input_tokens'])
  const period = random.pick(['second', 'minute', 'hour'])
  const value = unit === 'requests' ? random.int(1, 13) : random.int(41, 200)
  const burst = random.chance(0.5) ? random.int(unit === 'requests' ? 1 : 40, 60) : null
  return sql`select howdah.set_rate_limit(${random.pick(['user', 'tenant', 'global'])}, ${value}, ${unit},
    ${period}, burst => ${burst})`
}
