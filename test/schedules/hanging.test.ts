import type { Sql } from 'postgres'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { until } from '../support/command.ts'
import {
  asRole,
  connect,
  createDatabase,
  uniqueName,
  type TestDatabase,
} from '../support/database.ts'
import { startTestWorker } from '../worker/in-process.ts'

// Work that is cancelled, waits or dies with its connection: everything else has its turn all the same.
const login = uniqueName('wrk')
let database: TestDatabase
let sql: Sql

beforeAll(async () => {
  database = await createDatabase({ as: 'superuser' })
  sql = database.sql
  await sql`create role ${sql(login)} login in role howdah_worker`
  await sql`alter role ${sql(login)} in database ${sql(database.name)} set statement_timeout = '1s'`
})
afterAll(async () => {
  await sql`drop owned by ${sql(login)}`
  await sql`drop role ${sql(login)}`
  await database.drop()
})
beforeEach(async () => {
  await sql`truncate howdah.schedule_runs`
  await sql`update howdah.schedules set next_run_at = now() - interval '1 minute', last_run_at = null`
  await sql`update howdah.schedules set next_run_at = now() - interval '1 hour' where name = 'search-statistics'`
})

/** What the schedule search-statistics does from now on. */
const oldestWork = (body: string) =>
  sql.unsafe(`create or replace function howdah_internal.refresh_search_stats(tenant text default null)
    returns integer language plpgsql as $$ begin ${body}; return 0; end $$`)

const outcomes = async () => {
  const rows = await sql<{ name: string; outcome: string | null; error: string | null }[]>`
    select name, last_outcome as outcome, last_error as error from howdah.schedule_health`
  return {
    others: rows.filter((row) => row.name !== 'search-statistics').map((row) => row.outcome),
    oldest: rows.find((row) => row.name === 'search-statistics')!,
  }
}
const allDone = async () => {
  const { others } = await outcomes()
  return others.length === 11 && others.every((outcome) => outcome === 'done')
}

test("a worker's housekeeping is not bound by the timeout of its login", async () => {
  await oldestWork('perform pg_sleep(1.5)')
  const worker = await startTestWorker(asRole(database.url, login), {})
  await until('all have run', allDone)
  expect(await outcomes()).toMatchObject({ oldest: { outcome: 'done' } })
  await worker.end()
})

test('where a timeout binds, one is named with its error and the others run', async () => {
  await oldestWork('perform pg_sleep(2)')
  const client = connect(asRole(database.url, login), { max: 1 })
  await client`select howdah.tick()`
  expect(await allDone()).toBe(true)
  expect((await outcomes()).oldest).toMatchObject({
    outcome: 'failed',
    error: expect.stringContaining('57014'),
  })
  const [row] =
    await sql`select advice from howdah.doctor() where subject = 'schedule search-statistics'`
  expect(row?.['advice']).toContain("run_schedule('search-statistics')")
  await client.end()
})

test('one whose connection ends in the middle is not the first again', async () => {
  await oldestWork('perform pg_sleep(60)')
  const client = connect(database.url, { max: 1 })
  const killed = async (part: 'begin' | 'work') =>
    client`select howdah.tick(max_runs => 1, part => ${part})`
  await killed('begin')
  const dying = killed('work').catch((error: Error) => error)
  await until('it works', async () => {
    const rows = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid != pg_backend_pid() and wait_event = 'PgSleep'`
    return rows.length > 0
  })
  expect(await dying).toBeInstanceOf(Error)
  expect((await outcomes()).oldest).toMatchObject({ outcome: 'running' })
  const [finding] =
    await sql`select count(*)::int as hangs from howdah_internal.findings() where code = 'schedule_hangs'`
  expect(finding).toEqual({ hangs: 0 })
  await sql`update howdah.schedules set last_run_at = now() - interval '1 hour' where name = 'search-statistics'`
  const [later] =
    await sql`select count(*)::int as hangs from howdah_internal.findings() where code = 'schedule_hangs'`
  expect(later).toEqual({ hangs: 1 })
  const worker = await startTestWorker(database.url, {})
  await until('the others have run', allDone)
  await worker.end()
  // Its next time comes, and says what became of the last one.
  await oldestWork('perform 1')
  await sql`update howdah.schedules set next_run_at = now() - interval '1 second' where name = 'search-statistics'`
  await sql`update howdah.schedule_runs set due_at = due_at - interval '1 day' where outcome = 'running'`
  await sql`select howdah.tick()`
  const runs = await sql`select outcome, error_message as error from howdah.schedule_runs
    where schedule = 'search-statistics' order by due_at`
  expect(runs).toEqual([
    { outcome: 'failed', error: expect.stringContaining('never ended') },
    { outcome: 'done', error: null },
  ])
})

test('one that waits for somebody else’s lock is given up after a while', async () => {
  await oldestWork('lock table howdah_internal.corpus_stats in exclusive mode')
  const other = connect(database.url, { max: 1 })
  let release = () => {}
  const holding = other.begin(async (tx) => {
    await tx`lock table howdah_internal.corpus_stats in exclusive mode`
    await new Promise<void>((resolve) => (release = resolve))
  })
  const worker = await startTestWorker(database.url, {})
  await until('the others have run', allDone)
  expect((await outcomes()).oldest).toMatchObject({
    outcome: 'failed',
    error: expect.stringContaining('55P03'),
  })
  release()
  await holding
  await worker.end()
  await other.end()
})

test('a long retention leaves fewer rows with each attempt, and is due again until none is left', async () => {
  await oldestWork('perform 1')
  await sql`update howdah.schedules set next_run_at = now() + interval '1 minute' where name != 'retention'`
  await sql`
    insert into howdah.schedule_runs (schedule, due_at, started_at, finished_at, outcome)
    select 'reap', t.at, t.at, t.at, 'done'
      from generate_series(1, 200000) as n, lateral (
        select now() - interval '90 days' - n * interval '10 seconds' as at) as t`
  const old = async () => {
    const [row] =
      await sql`select count(*)::int as rows from howdah.schedule_runs where finished_at < now() - interval '60 days'`
    return row!['rows'] as number
  }
  const hurried = connect(database.url, { max: 1, connection: { statement_timeout: 250 } })
  let left = await old()
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const [row] = await hurried`select howdah.run_schedule('retention') as outcome`
    expect(row).toEqual({ outcome: 'done' })
    const now = await old()
    expect(now).toBeLessThan(left)
    left = now
  }
  expect(left).toBeGreaterThan(0)
  // In slices, each in a transaction of its own.
  await sql`update howdah.schedules set next_run_at = now() - interval '1 second' where name = 'retention'`
  const slices: number[] = []
  for (;;) {
    const [begun] = await hurried`select howdah.tick(max_runs => 1, part => 'begin') as runs`
    if (begun!['runs'] === 0) break
    await hurried`select howdah.tick(max_runs => 1, part => 'work')`
    slices.push(await old())
    expect(slices.length).toBeLessThan(500)
  }
  await hurried.end()
  expect(slices.at(-1)).toBe(0)
  expect(slices.length).toBeGreaterThan(1)
  const runs = await sql`
      select outcome from howdah.schedule_runs where schedule = 'retention' and due_at > now() - interval '1 day'`
  expect(runs.every((run) => run['outcome'] === 'done')).toBe(true)
})
