import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { cronDatabase } from '../server/cluster.ts'
import { withDatabase } from '../server/templates.ts'
import { runCommand, until } from '../support/command.ts'
import { asRole, serverUrl, uniqueName } from '../support/database.ts'

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

  test('jobs follow the name of the database and are known by what they do', async () => {
    await sql`select howdah.install_schedules()`
    const first = await jobs()
    // As a dump brings them that was restored under another name.
    await sql`update cron.job set database = 'shop_that_was' where command ~ 'run_schedule'`
    await sql`select cron.schedule('report-of-mine', '0 0 * * *', 'select 1 /* howdah.run_schedule(1) */')`
    const [found] =
      await sql`select severity, finding, advice from howdah.doctor() where subject = 'pg_cron'`
    expect(found).toMatchObject({
      severity: 'error',
      finding: expect.stringContaining('shop_that_was'),
    })
    expect(found!['advice']).toContain('howdah.install_schedules()')
    const notices: string[] = []
    const client = postgres(url, {
      max: 1,
      onnotice: ({ message }) => notices.push(String(message)),
    })
    await client`select * from howdah.install_schedules()`
    await client.end()
    expect(notices.join()).toContain(`${first.length} jobs of howdah`)
    const after = await jobs()
    expect(after.filter((job) => job.jobname !== 'report-of-mine')).toEqual(first)
    expect(after).toHaveLength(first.length + 1)
    const [row] = await sql`select bool_and(database = current_database()) as moved from cron.job
      where command ~ '^select howdah'`
    expect(row).toEqual({ moved: true })
    expect(await sql`select from howdah.doctor() where subject = 'pg_cron'`).toHaveLength(0)
    await sql`select cron.unschedule('report-of-mine')`
  })

  test('whoever registered them: counted, replaced, and their history goes', async () => {
    const boss = uniqueName('boss')
    await sql`create role ${sql(boss)} login in role howdah_admin`
    await sql`grant usage on schema cron to ${sql(boss)}`
    try {
      const client = postgres(asRole(url, boss), { max: 1, onnotice: () => {} })
      await sql`select howdah.uninstall_schedules()`
      await client`select * from howdah.install_schedules()`
      // One job for the howdah of a database beside this one, which is not ours.
      await sql`select cron.schedule_in_database('reap@template1', '0 * * * *',
        'select howdah.run_schedule(''reap'', only_if_due => true)', 'template1')`
      await client.end()
      await sql`truncate cron.job_run_details`
      await sql`
        insert into cron.job_run_details (jobid, runid, database, username, command, status, start_time, end_time)
        select 1, n, current_database(), ${boss}, 'select howdah.run_schedule(''reap'', only_if_due => true)', 'failed',
               case when n > 5 then now() - make_interval(days => 71 - n) end,
               case when n > 10 then now() - make_interval(days => 71 - n) end
          from generate_series(1, 70) as n`
      await sql`
        insert into cron.job_run_details (jobid, runid, database, username, command, status, start_time, end_time)
        values (2, 999, current_database(), ${boss}, 'delete from mine', 'failed', now() - interval '1 year', null)`
      await sql`select howdah.run_schedule('cron-history')`
      const left = await sql`select runid::int from cron.job_run_details order by runid`
      expect(left.map((run) => run['runid'])).toEqual([
        ...Array.from({ length: 29 }, (_, n) => 42 + n),
        999,
      ])
      const [row] = await sql`select howdah.uninstall_schedules() as jobs`
      expect(row!['jobs']).toBeGreaterThanOrEqual(10)
      const rest = await jobs()
      expect(rest.map((job) => job.jobname)).toEqual(['reap@template1'])
    } finally {
      await sql`delete from cron.job where username = ${boss} or jobname = 'reap@template1'`
      await sql`drop owned by ${sql(boss)}`
      await sql`drop role ${sql(boss)}`
    }
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

  test('they go with howdah uninstall, and others stay', async () => {
    await sql`select howdah.install_schedules()`
    await sql`select cron.schedule('report-of-mine', '0 0 * * *', 'select 1')`
    const { code, out } = await runCommand(['uninstall', '--yes'], { DATABASE_URL: url })
    expect([code, out]).toEqual([0, expect.stringMatching(/with its 1[0-9] jobs of pg_cron/)])
    expect(await jobs()).toEqual([])
    expect(await sql`select from cron.job where jobname = 'report-of-mine'`).toHaveLength(1)
    await sql`select cron.unschedule('report-of-mine')`
    await install(url)
  })
})
