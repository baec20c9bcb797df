import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, createDatabase, type TestDatabase } from '../support/database.ts'

const start = new Date('2026-03-28T12:00:00Z')
// Over the night without 2:30 in Berlin.
const ends = start.getTime() + Number(process.env['HOWDAH_TICK_HOURS'] ?? 16) * 3_600_000
let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
  const { sql } = database
  await sql`select howdah_test.set_time(${start})`
  await sql`select howdah.set_schedule('daily-summary', time_zone => 'Europe/Berlin')`
  await sql`select howdah.set_schedule('retention', '30 2 * * *', 'Europe/Berlin')`
  await sql`
    select howdah.set_schedule(name, '@hourly') from howdah.schedules where schedule ~ '^[*0-9-]+/[0-9]+ [*] '`
  await sql`update howdah.schedules set next_run_at = howdah.next_run(schedule, time_zone, ${start})`
  await sql`update howdah_internal.usage_rollups set done_until = ${start}`
})
afterAll(() => database.drop())

test(
  'eight connections tick, and what pg_cron calls besides: every due run exactly once',
  { timeout: 300_000 },
  async () => {
    const clients = Array.from({ length: 8 }, () => connect(database.url, { max: 1 }))
    const { sql } = database
    let now = start.getTime()
    let isOver = false
    const tick = async (client: TestDatabase['sql'], number: number) => {
      while (!isOver) {
        if (number % 4 === 0)
          await client`select howdah.run_schedule(s.name, only_if_due => true) from howdah.schedule_health as s`
        else await client`select howdah.tick(${number % 4 === 1 ? 1 : null})`
      }
    }
    const others = clients.map(tick)
    // From one due time to the next, as soon as all that is due has run.
    while (now < ends) {
      const [next] = await sql`select min(next_run_at) as at from howdah.schedules where is_enabled`
      now = next!['at'].getTime()
      await sql`select howdah_test.set_time(${new Date(now)})`
      for (;;) {
        const [row] =
          await sql`select count(*)::int as due from howdah.schedules where next_run_at <= howdah.now()`
        if (row?.['due'] === 0) break
      }
    }
    isOver = true
    await Promise.all(others)
    await Promise.all(clients.map((client) => client.end()))

    const wrong = await sql`
    with recursive due (name, at) as (
      select s.name, howdah.next_run(s.schedule, s.time_zone, ${start}) from howdah.schedules as s
      union all
      select d.name, n.at
        from due as d join howdah.schedules as s on s.name = d.name
       cross join lateral (select howdah.next_run(s.schedule, s.time_zone, d.at) as at) as n
       where n.at <= ${new Date(now)}
    )
    select d.name, d.at, r.due_at, r.outcome, r.error_message
      from (select * from due where at <= ${new Date(now)}) as d
      full join howdah.schedule_runs as r on r.schedule = d.name and r.due_at = d.at
     where r.outcome is distinct from 'done' or d.at is null or r.missed_since is not null`
    expect(wrong).toEqual([])
    const [row] = await sql`select count(*)::int as runs from howdah.schedule_runs`
    console.log(`${(now - start.getTime()) / 3_600_000} simulated hours, ${row?.['runs']} runs`)
    expect(row?.['runs']).toBeGreaterThan(60)
  },
)

test('three days down: one run makes up for them, and every day is summed up once', async () => {
  const { sql } = database
  const from = new Date(start.getTime() + 40 * 24 * 3_600_000)
  await sql`update howdah_internal.usage_rollups set done_until = ${from}`
  await sql`select howdah_test.set_time(${from})`
  await sql`update howdah.schedules set next_run_at = howdah.next_run(schedule, time_zone, ${from})`
  await sql`truncate howdah.schedule_runs`
  await sql`
    insert into howdah.llm_usage (call_id, created_at, kind, provider, model, cost_cents)
    select gen_random_uuid(), ${from}::timestamptz + n * interval '1 hour', 'chat', 'p', 'm', 1
      from generate_series(1, 71) as n`
  await sql`select howdah_test.set_time(${from}::timestamptz + interval '3 days')`
  await sql`select howdah.tick()`
  await sql`select howdah.tick()`
  const runs = await sql`
    select count(*)::int as runs, count(missed_since)::int as late from howdah.schedule_runs
      where schedule = 'daily-summary'`
  expect(runs).toEqual([{ runs: 1, late: 1 }])
  const days = await sql`select total_queries::int from howdah.daily_summaries order by date`
  // From noon to noon: three midnights have passed.
  expect(days.map((day) => day['total_queries'])).toEqual([11, 24, 24])
})
