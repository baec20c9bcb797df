import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom, newSeed } from '../../support/random.ts'
import { compareReports } from '../../reports/compare.ts'
import { connect, createDatabase, type TestDatabase } from '../../support/database.ts'

const seed = newSeed('late usage')
const seconds = Number(process.env['HOWDAH_ROLLUP_SECONDS'] ?? 6)
// The first of a month is near, and the end of summer time.
const start = Date.UTC(2026, 9, 31, 12)
const hour = 3_600_000
let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
  await database.sql`select howdah.set_tenant('york', 'America/New_York')`
  await database.sql`update howdah_internal.usage_rollups set done_until = ${new Date(start)}`
  await database.sql`select howdah_test.set_time(${new Date(start)})`
})
afterAll(() => database.drop())

/** Sums of the raw rows and of what reports read, in one snapshot. */
const compare = (sql: TestDatabase['sql']) => sql<{ same: boolean }[]>`
  with raw as (
    select u.tenant_id, count(*) as calls, sum(u.cost_cents) as cents from howdah.llm_usage as u group by 1
  ), parts as (
    select d.tenant_id, d.call_count as calls, d.cost_cents as cents from howdah_internal.usage_daily as d
    union all
    select u.tenant_id, 1, u.cost_cents from howdah_internal.unrolled_usage as u
  ), seen as (
    select p.tenant_id, sum(p.calls) as calls, sum(p.cents) as cents from parts as p group by 1
  )
  select r.tenant_id, r.calls = s.calls and r.cents = s.cents as same, r.calls, s.calls as seen
    from raw as r full join seen as s using (tenant_id)
   where (r.calls = s.calls and r.cents = s.cents) is not true`

test('reports equal the raw rows at any moment, whatever commits late', async () => {
  const ends = Date.now() + seconds * 1000
  let now = start
  let checks = 0
  let written = 0
  const write = async (number: number) => {
    const random = createRandom(seed + number)
    const sql = connect(database.url, { max: 1 })
    while (Date.now() < ends) {
      // Some transactions stay open while others roll up, and some calls began long ago.
      await sql.begin(async (sql) => {
        for (let row = random.int(1, 5); row > 0; row--) {
          const at = new Date(
            now - (random.chance(0.3) ? random.int(0, 72) : random.int(0, 1)) * hour,
          )
          const tenant = random.pick(['york', 'other', 'moving'])
          await sql`
            with usage as (
              insert into howdah.llm_usage (tenant_id, call_id, created_at, kind, provider, model, cost_cents,
                latency_ms)
              values (${tenant}, gen_random_uuid(), ${at}, 'chat', 'p', 'm', ${random.int(1, 9)}, 100)
              returning *
            )
            select howdah_internal.note_usage(u.tenant_id, u.call_id, u.attempt, u.created_at) from usage as u`
          written++
          if (random.chance(0.1)) await sql`select pg_sleep(${random.int(1, 80) / 1000})`
        }
      })
    }
    await sql.end()
  }
  const tend = async (number: number) => {
    const random = createRandom(seed - number)
    const sql = connect(database.url, { max: 1 })
    while (Date.now() < ends) {
      if (number === 1) {
        now += random.int(5, 50) * 60_000
        await sql`select howdah_test.set_time(${new Date(now)})`
      }
      await sql.unsafe(
        random.pick(['select howdah.roll_up_usage()', 'select howdah.summarise_days()']),
      )
      expect(await compare(sql)).toEqual([])
      if (random.chance(0.3)) {
        const zone = random.pick(['UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Chatham'])
        await sql`select howdah.set_tenant('moving', ${zone})`
      }
      expect(await compareReports(sql, 'cost_by_user_local_month')).toEqual([])
      checks++
    }
    await sql.end()
  }
  await Promise.all([...[1, 2, 3, 4, 5, 6].map(write), tend(1), tend(2)])
  expect(written).toBeGreaterThan(100)
  expect(checks).toBeGreaterThan(10)

  const { sql } = database
  await sql`select howdah_test.set_time(${new Date(now + 5 * 24 * hour)})`
  await sql`select howdah.summarise_days()`
  await sql`select howdah.summarise_days()`
  expect(await sql`select from howdah_internal.late_usage`).toHaveLength(0)
  expect(await sql`select from howdah_internal.unrolled_usage`).toHaveLength(0)
  expect(await compare(sql)).toEqual([])
  expect(await sql`select from howdah_internal.due_zones`).toHaveLength(0)
  expect(await compareReports(sql, 'cost_by_user_local_month')).toEqual([])
  const wrong = await sql`
    select * from (
      select u.tenant_id, (u.created_at at time zone coalesce(t.time_zone, 'UTC'))::date as date,
             count(*) as queries, sum(u.cost_cents) as cost
        from howdah.llm_usage as u left join howdah.tenants as t on t.tenant_id = u.tenant_id
       group by 1, 2
    ) as r full join howdah.daily_summaries as s using (tenant_id, date)
     where tenant_id != 'moving'
       and (r.queries = s.total_queries and r.cost = s.total_cost and not s.is_stale) is not true`
  expect(wrong).toEqual([])
})
