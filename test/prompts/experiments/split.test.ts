import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'

/*
 * 100,000 units. The salts are given, so that the figures are the same in each run: with salts of chance the share
 * would miss 0.3 % once in 600 runs, and the correlation 0.01 too.
 */
const units = 100_000
let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
  const { sql } = database
  for (const prompt of ['p', 'q']) {
    await sql`select howdah.create_prompt_version(${prompt}, v) from unnest(array['one', 'two']) as v`
    await sql`select howdah.activate_prompt(${prompt}, 1)`
    await sql`select howdah.start_experiment(${prompt}, '{"1": 90, "2": 10}')`
    await sql`update howdah.experiments set salt = ${`salt of ${prompt}`} where prompt = ${prompt}`
  }
})
afterAll(() => database.drop())

/** Assigns units and keeps the outcome in a table; the share of version 2 in per cent. */
async function assign(table: string, prompt: string, count = units): Promise<number> {
  const { sql } = database
  await sql`
    create table ${sql(table)} as
    select n as unit, howdah.assign_prompt_version(${prompt}, 'user-' || n) as version
      from generate_series(1, ${count}::int) as n`
  const [row] = await sql<{ share: number }[]>`
    select avg((version = 2)::int)::float8 * 100 as share from ${sql(table)}`
  return row!.share
}

const correlation = async (one: string, other: string) => {
  const { sql } = database
  const [row] = await sql<{ r: number }[]>`
    select corr(a.version, b.version) as r from ${sql(one)} as a join ${sql(other)} as b using (unit)`
  return row!.r
}

it(
  'splits by weight, moves nobody out of a version that grows, and knows nothing of other experiments',
  { timeout: 120_000 },
  async () => {
    const { sql } = database
    const [first, other] = await Promise.all([assign('first', 'p'), assign('other', 'q')])
    await assign('again', 'p', 5_000)
    await sql`select howdah.ramp_experiment('p', '{"1": 80, "2": 20}')`
    const ramped = await assign('ramped', 'p')
    const r = await correlation('first', 'other')
    const rampedR = await correlation('ramped', 'other')
    const [moved] = await sql<{ left: number; joined: number; changed: number }[]>`
    select count(*) filter (where f.version = 2 and r.version = 1)::int as left,
           count(*) filter (where f.version = 1 and r.version = 2)::int as joined,
           count(*) filter (where f.version != a.version)::int as changed
      from first as f left join again as a using (unit) join ramped as r using (unit)`
    console.log({ first, other, ramped, r, rampedR, ...moved })

    expect(Math.abs(first - 10)).toBeLessThan(0.3)
    expect(Math.abs(other - 10)).toBeLessThan(0.3)
    expect(Math.abs(ramped - 20)).toBeLessThan(0.4)
    expect(moved).toMatchObject({ left: 0, changed: 0 })
    expect(moved!.joined).toBeGreaterThan(9_000)
    expect(Math.abs(r)).toBeLessThan(0.01)
    expect(Math.abs(rampedR)).toBeLessThan(0.01)
  },
)

it('fills all buckets alike', async () => {
  const { sql } = database
  const [row] = await sql<{ used: number; p: number }[]>`
    select count(*)::int as used, howdah_internal.chi_square_p(sum((units - 10) ^ 2 / 10.0)::float8, 9999) as p
      from (
        select b.bucket, count(u.bucket) as units
          from generate_series(0, 9999) as b (bucket)
          left join (
            select howdah_internal.experiment_bucket('salt', 'user-' || n) as bucket
               from generate_series(1, ${units}::int) as n
          ) as u using (bucket)
         group by b.bucket
      ) as c`
  expect(row!.used).toBe(10_000)
  expect(row!.p).toBeGreaterThan(0.001)
  expect(row!.p).toBeLessThan(0.999)
})
