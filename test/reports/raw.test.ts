import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom, newSeed } from '../support/random.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { compareReports } from './compare.ts'
import { raw } from './raw.ts'

const seed = newSeed('reports against single calls')
const start = Date.UTC(2026, 0, 20)
const hour = 3_600_000
/** East and west of UTC, on both sides of it within the year, with half hours and quarters. */
const zones = [
  ...['UTC', 'Pacific/Auckland', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Chatham'],
  ...['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Atlantic/Azores', 'Australia/Lord_Howe'],
]
let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
  await database.sql`update howdah_internal.usage_rollups set done_until = ${new Date(start)}`
  await database.sql`select howdah.set_tenant('t1', 'Pacific/Auckland'), howdah.set_tenant('t2', 'America/New_York')`
})
afterAll(() => database.drop())

/** Calls of every outcome that began between two times, as write_usage stores them. */
const addCalls = (from: number, to: number, count: number, random: number) => database.sql`
  with seeded as materialized (select setseed(${random})), added as (
    insert into howdah.llm_usage (
      tenant_id, call_id, created_at, user_id, kind, feature, provider, model, prompt, prompt_version, service_class,
      status, cached, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens,
      cost_cents, saved_cents, latency_ms, first_token_ms, is_estimated
    )
    select 't' || (r.a * 3)::int, gen_random_uuid(),
           to_timestamp(${from / 1000} + r.b * ${(to - from) / 1000}::float8),
           case when r.c > 0.2 then 'u' || (r.c * 20)::int end, k.kind,
           case when r.d > 0.1 then 'f' || (r.d * 5)::int end, 'p' || (r.e * 2)::int, 'm' || (r.f * 2)::int,
           case when k.kind = 'chat' and r.d > 0.3 then 'f' || (r.d * 5)::int end,
           case when k.kind = 'chat' and r.d > 0.3 then (r.g * 4)::int + 1 end,
           case when r.g < 0.9 then 'standard' else 'batch' end,
           case when k.cached or r.h < 0.9 then 'ok' else 'failed' end, k.cached,
           case when r.h < 0.97 then (r.a * 1000)::int + 30 end, case when r.h < 0.5 then 20 end,
           case when r.h < 0.2 then 5 end, case when k.kind = 'chat' and r.h < 0.97 then (r.e * 500)::int + 5 end,
           case when k.kind = 'chat' and r.h < 0.4 then 3 end,
           case when k.cached then 0 when r.h < 0.95 then round((r.c * 10)::numeric, 7) end,
           case when k.cached then round((r.d * 10)::numeric, 5) end,
           case when r.h < 0.98 then exp(r.g * 7 + 2)::int end,
             case when k.kind = 'chat' then exp(r.g * 5 + 1)::int end,
           r.b < 0.1
      from seeded, generate_series(1, ${count}::int) as n
     cross join lateral (
       select random() as a, random() as b, random() as c, random() as d, random() as e, random() as f, random() as g,
              random() as h, n
     ) as r
     cross join lateral (
       select case when r.f < 0.7 then 'chat' else 'embedding' end as kind, r.f < 0.7 and r.e < 0.1 as cached
     ) as k
    returning *
  )
  select howdah_internal.note_usage(a.tenant_id, a.call_id, a.attempt, a.created_at) from added as a`

/** Estimates of calls that failed are corrected, in part before their hour is rolled up, and in part after. */
const correctCalls = (count: number) =>
  database.sql.begin(async (sql) => {
    const calls = await sql`
      select u.call_id, howdah_internal.note_correction(u.tenant_id, u.call_id, u.attempt, u.created_at)
        from (
          select * from howdah.llm_usage
           where status = 'failed' and cost_cents > 0
           order by hashtext(call_id::text)
           limit ${count}
             for update
        ) as u`
    await sql`
      update howdah.llm_usage set status = 'ok', input_tokens = 7, output_tokens = 70, cost_cents = 0.7
       where call_id = any (${calls.map((call) => call['call_id'] as string)})`
  })

test('every report equals the single calls, rolled up, late or not yet', async () => {
  const random = createRandom(seed)
  const { sql } = database
  let now = start
  for (let round = 1; round <= 12; round++) {
    const from = now
    now += random.int(1, 200) * hour
    await sql`select howdah_test.set_time(${new Date(now)})`
    await addCalls(from, now, random.int(1, 400), random.int(0, 1_000_000) / 1_000_000)
    if (random.chance(0.3))
      await addCalls(start, now, random.int(1, 30), random.int(0, 1_000_000) / 1_000_000)
    if (random.chance(0.7)) await sql`select howdah.roll_up_usage()`
    if (random.chance(0.3)) {
      await sql`update howdah.llm_usage set cost_cents = 3 where cost_cents < ${random.int(1, 5)} and not cached`
      await sql`select howdah.rebuild_usage(${new Date(start)}, ${new Date(now)})`
    }
    if (random.chance(0.5)) {
      await sql`select howdah.set_tenant(${`t${random.int(0, 3)}`}, ${random.pick(zones)})`
    }
    if (random.chance(0.3)) await correctCalls(random.int(1, 10))
    if (random.chance(0.1)) {
      await sql`select howdah_internal.forget_usage_of('t1', 'u5')`
      await sql`update howdah.llm_usage set user_id = null where tenant_id = 't1' and user_id = 'u5'`
    }
    if (random.chance(0.1)) {
      // As an upgrade from a version without them leaves it.
      await sql`truncate howdah_internal.usage_zones, howdah_internal.usage_month_edges`
    }
    for (const view of Object.keys(raw)) {
      expect(await compareReports(sql, view), `${view}, round ${round}`).toEqual([])
    }
  }
  const [row] = await sql`
    select count(*)::int as calls, (select count(*)::int from howdah_internal.unrolled_usage) as unrolled
      from howdah.llm_usage`
  console.log(`${row!['calls']} calls, ${row!['unrolled']} of them not rolled up in the end`)
})
