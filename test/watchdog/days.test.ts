import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { newSeed } from '../support/random.ts'

// Sixty days of six users with a weekly rhythm, growth of 2 % a day and holidays; every hour is judged from the day on
// from which there is anything to judge by. Then one of them does what nobody expects.
const hour = 3_600_000
const start = Date.parse('2027-03-01T00:00:00Z')
const holidays = [12, 25, 26, 40]
const judgedFrom = 20
const seed = newSeed('sixty days', 101)
let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase({ client: { max: 1 } })
  const { sql } = database
  await sql.unsafe(`
    create function public.gauss() returns double precision language sql volatile
    return sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random());
    -- The calls of some hours of a day: as many as chance has it, and of unequal cost. extra is a factor by
    -- 'hour user feature'.
    create function public.live(
      day integer, starts_at timestamptz, factor double precision, hours integer[], extra jsonb
    ) returns void language sql as $$
      insert into howdah.llm_usage (call_id, created_at, user_id, kind, feature, provider, model, prompt,
        prompt_version, cost_cents, input_tokens, output_tokens, latency_ms, status)
      select gen_random_uuid(), live.starts_at + (c.hour + random()) * interval '1 hour', 'user-' || c.person, 'chat',
             c.feature, 'openai', case c.feature when 'support' then 'small' else 'large' end, c.feature,
             case c.feature when 'support' then 2 else 1 end, 0.05 * exp(0.5 * gauss()), 500,
             200 * exp(0.4 * gauss()), 900 * exp(0.5 * gauss()), case when random() < 0.02 then 'failed' else 'ok' end
        from (
          select h as hour, p as person, f as feature,
                 30 / p ^ 0.5 * case f when 'support' then 1 else 0.6 end * (0.1 + exp(-(((h - 14) / 5.0) ^ 2)))
                   * live.factor * 1.02 ^ live.day
                   * coalesce((live.extra ->> format('%s %s %s', h, p, f))::float8, 1) as mean
            from unnest(live.hours) as h, generate_series(1, 6) as p, unnest(array['support', 'search']) as f
        ) as c
       cross join lateral generate_series(1, greatest(0, round(c.mean + sqrt(c.mean) * gauss()))::integer)
      $$;`)
  await sql`select setseed(${(seed % 1000) / 1000})`
  await sql`select howdah_test.set_time(${new Date(start)})`
  await sql`select howdah_internal.make_partitions()`
  await sql`update howdah_internal.usage_rollups set done_until = ${new Date(start)} where done_until > '-infinity'`
})
afterAll(() => database.drop())

const factor = (day: number) => {
  const isWeekend = [6, 0].includes(new Date(start + day * 24 * hour).getUTCDay())
  return holidays.includes(day) ? 0.2 : isWeekend ? 0.4 : 1
}

/** The calls of hours of a day, then six minutes past each of them what the schedule does. */
async function live(day: number, from = 0, to = 24, extra: Record<string, number> = {}) {
  const { sql } = database
  const midnight = start + day * 24 * hour
  const hours = Array.from({ length: to - from }, (_, n) => from + n)
  await sql`select public.live(${day}, ${new Date(midnight)}, ${factor(day)}, ${hours}, ${sql.json(extra)})`
  for (const one of hours) {
    const isJudged = day >= judgedFrom
    // A run makes up for those that were missed: ordinary days take four.
    if (isJudged ? one < to - 1 && (one + 1) % 6 > 0 : one < 23) continue
    await sql`select howdah_test.set_time(${new Date(midnight + (one + 1) * hour + 360_000)})`
    if (isJudged) await sql`select howdah_internal.watch_usage()`
    else await sql`select howdah.roll_up_usage()`
  }
}

const incidents = () => database.sql`
  select metric, period, user_id, feature, prompt, prompt_version, model, text, closed_at is null as is_open,
         odd_periods
    from howdah.incidents order by id`

it('finds at most one thing odd a month in sixty ordinary days', { timeout: 900_000 }, async () => {
  for (let day = 0; day < 60; day++) await live(day)
  const found = await incidents()
  console.log(found.map((f) => f['text']))
  expect(found.length, JSON.stringify(found)).toBeLessThanOrEqual(2)
  await database.sql`delete from howdah.incidents`
})

it('names within the hour whose use has nearly doubled, and how', { timeout: 60_000 }, async () => {
  await live(60, 0, 15, { '14 1 support': 1.9 })
  const found = await incidents()
  expect(found).toMatchObject([
    {
      user_id: 'user-1',
      feature: 'support',
      prompt: 'support',
      prompt_version: 2,
      model: 'small',
      is_open: true,
    },
  ])
  expect(
    await database.sql`select finding from howdah.doctor() where subject = 'tenant default' and finding ~ 'user-1'`,
  ).toHaveLength(1)
  const [told] =
    await database.sql`select text, payload from howdah.outbox where kind = 'incident' order by seq desc limit 1`
  expect(told).toMatchObject({ payload: { state: 'opened', user_id: 'user-1', prompt_version: 2 } })
})

it('closes it when two hours were as ever', async () => {
  await live(60, 15, 18)
  expect(await incidents()).toMatchObject([{ user_id: 'user-1', is_open: false, odd_periods: 1 }])
})

it('opens nothing for usage that comes late to an hour that is over', async () => {
  const { sql } = database
  await live(60, 18, 24)
  await live(61, 0, 9)
  const before = await incidents()
  const yesterday = new Date(start + 60 * 24 * hour + 13 * hour)
  await sql`
    with late as (
      insert into howdah.llm_usage (call_id, created_at, user_id, kind, feature, provider, model, cost_cents)
      select gen_random_uuid(), ${yesterday}, 'user-5', 'chat', 'support', 'openai', 'small', 1
        from generate_series(1, 2000)
      returning tenant_id, call_id, attempt, created_at
    )
    select count(*) filter (where howdah_internal.note_usage(tenant_id, call_id, attempt, created_at)) from late`
  await live(61, 9, 13)
  expect(await incidents()).toEqual(before)
  const [rolled] = await sql`
    select sum(call_count)::int as calls from howdah_internal.usage_hourly_users
     where hour = ${yesterday} and user_id = 'user-5' and prompt = ''`
  expect(rolled).toEqual({ calls: 2000 })
})

it('opens nothing for a new tenant', async () => {
  const { sql } = database
  const before = await incidents()
  for (let n = 13; n < 16; n++) {
    await sql`
      insert into howdah.llm_usage (tenant_id, call_id, created_at, user_id, kind, feature, provider, model, cost_cents)
      select 'newcomer', gen_random_uuid(), ${new Date(start + (61 * 24 + n) * hour)}, 'eve', 'chat', 'chat', 'openai',
             'large', 5
        from generate_series(1, 500)`
    await live(61, n, n + 1)
  }
  expect(await incidents()).toEqual(before)
})

it('tells of a flood before its hour is over, and that it is one', async () => {
  const { sql } = database
  const midnight = start + 61 * 24 * hour
  await sql`delete from howdah.incidents`
  await sql`select public.live(61, ${new Date(midnight)}, 1, '{16}', '{"16 3 search": 100}')`
  await sql`delete from howdah.llm_usage where created_at >= ${new Date(midnight + 16.5 * hour)}`
  await sql`select howdah_test.set_time(${new Date(midnight + 16.5 * hour)})`
  await sql`select howdah_internal.watch_usage()`
  expect(await incidents()).toMatchObject([
    { metric: 'cost', user_id: 'user-3', feature: 'search', prompt_version: 1, period: 'hour' },
  ])
  expect(await sql`select severity from howdah.incidents`).toEqual([{ severity: 'error' }])
  expect(await sql`select howdah.status() ->> 'state' as state`).toEqual([
    { state: 'needs attention' },
  ])
})
