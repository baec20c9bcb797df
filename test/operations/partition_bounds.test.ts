import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createRandom, newSeed } from '../support/random.ts'

const random = createRandom(newSeed('partition bounds'))
let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ client: { max: 1 } })
})
afterAll(() => database.drop())

const styles = ['ISO', 'SQL', 'Postgres', 'German'].flatMap((style) =>
  ['DMY', 'MDY', 'YMD'].map((order) => `${style}, ${order}`),
)

/** Bounds that make_partitions writes in a session of that zone and style, as ISO and UTC show them. */
async function boundsUnder(zone: string, style: string): Promise<string[]> {
  let bounds: string[] = []
  await database.sql
    .begin(async (sql) => {
      await sql`select howdah_test.set_time('2031-12-31 23:59:59Z')`
      await sql`select set_config('timezone', ${zone}, true), set_config('datestyle', ${style}, true)`
      await sql`select howdah_internal.make_partitions()`
      await sql`select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true)`
      const rows = await sql<{ bound: string }[]>`
        select c.relname || ' ' || pg_get_expr(c.relpartbound, c.oid) as bound
          from pg_class as c where c.relname ~ '_203[12]' and c.relkind = 'r' order by 1`
      bounds = rows.map((row) => row.bound)
      throw new Error('roll back')
    })
    .catch((error: Error) => {
      if (error.message !== 'roll back') throw error
    })
  return bounds
}

test('partitions are cut at UTC instants whatever DateStyle and TimeZone say', async () => {
  // Zones whose abbreviation means another one too, such as IST.
  const zones = await database.sql<{ name: string }[]>`
    select distinct on (z.abbrev) z.name
      from pg_timezone_names as z
      join pg_timezone_abbrevs as a on a.abbrev = z.abbrev and a.utc_offset != z.utc_offset
     where z.name !~ '^posix' order by z.abbrev, z.name`
  const right = await boundsUnder('UTC', 'ISO, YMD')
  expect(right.length).toBeGreaterThan(15)
  expect(right).toContain(
    "llm_usage_203112 FOR VALUES FROM ('2031-12-01 00:00:00+00') TO ('2032-01-01 00:00:00+00')",
  )
  const tried: [zone: string, style: string][] = [['Asia/Kolkata', 'SQL, DMY']]
  for (const { name } of zones) tried.push([name, random.pick(styles)])
  for (const style of styles) tried.push([random.pick(zones)!.name, style])
  for (const [zone, style] of tried)
    expect([zone, style, await boundsUnder(zone, style)]).toEqual([zone, style, right])
})
