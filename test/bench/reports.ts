import { compareReports } from '../reports/compare.ts'
import { raw } from '../reports/raw.ts'
import type { TestDatabase } from '../support/database.ts'
import { ms, percentile, ratio, type Bench, type Figure } from './bench.ts'

const calls = Number(process.env['HOWDAH_BENCH_CALLS'] ?? 10_000_000)
const months = 12
const readings = 5
/** Time zones of tenants; the others have none. */
const zones = {
  t2: 'Europe/Berlin',
  t3: 'America/New_York',
  t4: 'Asia/Kolkata',
  t5: 'Asia/Tokyo',
  t6: 'America/Los_Angeles',
  t7: 'Pacific/Auckland',
  t8: 'Australia/Adelaide',
  t9: 'America/St_Johns',
}

/**
 * Calls of the last twelve months up to the present minute: 10 tenants in nine time zones, 2,000 users,
 * 4 models, 5 features, 3 versions of each prompt, some cached, failed and without a price; the same ones every time.
 */
async function addCalls({ sql }: TestDatabase): Promise<void> {
  await sql`
    update howdah_internal.usage_rollups
       set done_until = date_trunc('month', howdah.now(), 'UTC') - ${months - 1} * interval '1 month'`
  // A call of each month lets its partition be made.
  await sql`
    insert into howdah.llm_usage (tenant_id, call_id, created_at, kind, provider, model, cost_cents)
    select 't0', gen_random_uuid(), m, 'chat', 'p', 'm', 1
      from howdah_internal.usage_rollups as r, generate_series(r.done_until, howdah.now(), interval '1 month') as m
     where r.name = 'usage'`
  await sql`select howdah_internal.make_partitions()`
  const spans = await sql<{ starts: Date; seconds: number; share: number }[]>`
    select s.starts, s.seconds, s.seconds / sum(s.seconds) over () as share
      from (
        select m as starts, extract(epoch from least(m + interval '1 month', howdah.now()) - m)::float8 as seconds
          from howdah_internal.usage_rollups as r, generate_series(r.done_until, howdah.now(), interval '1 month') as m
         where r.name = 'usage'
      ) as s`
  await Promise.all(spans.map((span, month) => sql.begin((sql) => addMonth(sql, span, month))))
  await sql`vacuum analyze howdah.llm_usage`
}

const addMonth = (
  sql: Pick<TestDatabase['sql'], 'unsafe'>,
  span: { starts: Date; seconds: number; share: number },
  month: number,
) =>
  sql.unsafe(
    `with seeded as materialized (select setseed($1))
     insert into howdah.llm_usage (
       tenant_id, call_id, created_at, user_id, kind, feature, provider, model, prompt, prompt_version, status, cached,
       input_tokens, cached_input_tokens, output_tokens, cost_cents, saved_cents, latency_ms, first_token_ms
     )
     select 't' || (r.u / 200), gen_random_uuid(), $2::timestamptz + r.a * $3 * interval '1 second', 'u' || r.u, k.kind,
            case when k.is_chat then 'feature-' || (r.b * 5)::int else 'embedding' end, 'provider-' || k.model % 2,
            'model-' || k.model, case when k.is_chat then 'prompt-' || (r.b * 5)::int end,
            case when k.is_chat then $4::int / 4 + 1 end,
            case when r.c < 0.98 or k.is_cached then 'ok' else 'failed' end, k.is_cached, 50 + (r.c * 4000)::int,
            case when r.c < 0.3 then 40 end, case when k.is_chat then 20 + (r.b * 800)::int end,
            case when k.is_cached then 0 when r.c < 0.99 then round((r.b * 3)::numeric, 6) end,
            case when k.is_cached then round((r.b * 3)::numeric, 6) end, exp(4 + r.c * 5)::int,
            case when k.is_chat then exp(3 + r.b * 4)::int end
       from seeded, generate_series(1, $5::bigint) as n
      cross join lateral (
        select random() as a, random() as b, random() as c, random() as d, (random() ^ 2 * 1999)::int as u, n
      ) as r
      cross join lateral (
        select (r.d * 3)::int as model, r.d < 0.85 as is_chat, r.d < 0.08 as is_cached,
               case when r.d < 0.85 then 'chat' else 'embedding' end as kind
      ) as k`,
    [month / 100, span.starts, span.seconds, month, Math.round(calls * span.share)],
  )

/** Milliseconds that the server takes to plan a query and to make all of its rows. */
async function time(sql: TestDatabase['sql'], query: string): Promise<number> {
  const [row] = await sql.unsafe(`explain (analyze, timing off, format json) ${query}`)
  const [plan] = row!['QUERY PLAN'] as { 'Planning Time': number; 'Execution Time': number }[]
  return plan!['Planning Time'] + plan!['Execution Time']
}

/** Reports over ten million calls, against the same figures from the single calls. */
export const bench: Bench = {
  about: `reports of all tenants over ${calls.toLocaleString('en-US')} calls of ${months} months`,
  async run({ database, log }) {
    const place = await database()
    const { sql } = place
    const figures: Figure[] = []
    for (const [tenant, zone] of Object.entries(zones)) {
      await sql`select howdah.set_tenant(${tenant}, ${zone})`
    }
    let began = performance.now()
    const sayHowLong = (what: string) => {
      log(`${what} in ${((performance.now() - began) / 1000).toFixed(0)} s`)
      began = performance.now()
    }
    await addCalls(place)
    sayHowLong('filled')
    while ((await sql`select howdah.roll_up_usage()::int as rows`)[0]!['rows'] > 0) continue
    sayHowLong('rolled up')
    await sql`vacuum analyze`
    const [tail] = await sql`select count(*)::int as rows from howdah_internal.unrolled_usage`
    log(`${tail!['rows']} calls are not rolled up yet`)
    for (const view of Object.keys(raw)) {
      const times: number[] = []
      for (let reading = 0; reading < readings; reading++) {
        times.push(await time(sql, `select * from howdah.${view}`))
      }
      const exact = await time(sql, raw[view]!)
      const different = await compareReports(sql, view)
      if (different.length > 0) log(`${view} differs: ${JSON.stringify(different).slice(0, 500)}`)
      log(`${view}: from single calls ${exact.toFixed(0)} ms`)
      figures.push(
        ms(view, percentile(times, 0.5), { atMost: 100 }),
        ratio(`${view}: rows that differ`, different.length, { atMost: 0 }),
      )
    }
    return figures
  },
}
