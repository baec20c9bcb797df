import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { cronDatabase } from '../server/cluster.ts'
import { withDatabase } from '../server/templates.ts'
import { until } from '../support/command.ts'
import { serverUrl } from '../support/database.ts'

const url = withDatabase(serverUrl(), cronDatabase)
/** pg_cron looks once a minute; HOWDAH_CRON_WAIT=1 waits for it. */
const waits = process.env['HOWDAH_CRON_WAIT'] !== undefined
const probe = postgres(serverUrl(), { max: 1, onnotice: () => {} })
const [found] = await probe`select from pg_database where datname = ${cronDatabase}`
await probe.end()
let sql: Sql

describe.skipIf(!found)('with pg_cron in the same database', () => {
  beforeAll(async () => {
    sql = postgres(url, { max: 1, onnotice: () => {} })
    await sql`create extension if not exists vector`
    await sql`create extension if not exists pg_cron`
    // What a run that was killed has left.
    await sql`drop schema if exists howdah, howdah_internal cascade`
    await install(url)
  })
  afterAll(async () => {
    await sql`select howdah.uninstall_schedules()`
    await sql`drop schema howdah, howdah_internal cascade`
    await sql.end()
  })

  const jobs = () => sql<{ jobname: string; schedule: string; command: string }[]>`
    select jobname, schedule, command from cron.job where command ~ 'run_schedule' order by jobname`

  test('every schedule is a job under its own name, and a second call changes nothing', async () => {
    const rows = await sql`select * from howdah.install_schedules()`
    expect(new Set(rows.map((row) => row['status']))).toEqual(new Set(['installed']))
    const first = await jobs()
    expect(first.map((job) => job.jobname)).toEqual(
      expect.arrayContaining(['cache-cleanup', 'daily-summary', 'embedding-check']),
    )
    await sql`select howdah.install_schedules()`
    expect(await jobs()).toEqual(first)
    expect(rows).toHaveLength(first.length)
  })

  test('what pg_cron calls runs what is due and nothing else', async () => {
    await sql`update howdah.schedules set next_run_at = now() - interval '1 second' where name = 'reap'`
    const outcomes: Record<string, string> = {}
    for (const { jobname, command } of await jobs()) {
      const [row] = await sql.unsafe<{ run_schedule: string }[]>(command)
      outcomes[jobname] = row!.run_schedule
    }
    expect(outcomes['reap']).toBe('done')
    expect(outcomes['embedding-check']).toBe('not due')
  })

  test("a job of that name which is not howdah's is left alone", async () => {
    await sql`select howdah.uninstall_schedules()`
    expect(await jobs()).toEqual([])
    await sql`select cron.schedule('daily-summary', '0 0 * * *', 'select 1')`
    await expect(sql`select howdah.install_schedules()`).rejects.toMatchObject({ code: 'PT409' })
    await sql`select cron.unschedule('daily-summary')`
    await sql`select howdah.install_schedules()`
  })

  test.skipIf(!waits)(
    'pg_cron itself runs them, with ticks besides, each due time once',
    { timeout: 200_000 },
    async () => {
      await sql`truncate howdah.schedule_runs`
      await sql`select howdah.set_schedule(name, '* * * * *') from howdah.schedule_health`
      await sql`select howdah.install_schedules()`
      const done = () =>
        sql`select from cron.job_run_details where status = 'succeeded' and command ~ 'run_schedule'`
      await until(
        'pg_cron has run twice',
        async () => {
          await sql`select howdah.tick()`
          return (await done()).length >= 2 * (await jobs()).length
        },
        180,
      )
      const runs =
        await sql`select schedule, count(*)::int as runs, count(missed_since)::int as missed,
      count(*) filter (where outcome = 'failed')::int as failed from howdah.schedule_runs group by 1`
      expect(runs.filter((run) => run['missed'] + run['failed'] > 0)).toEqual([])
    },
  )
})
