import type { Sql } from 'postgres'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { until } from '../../support/command.ts'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { kind } from './calls.ts'

/*
 * Meetings that a random walk rarely brings about, each forced: a third session holds what the
 * first needs, until the second waits as well.
 */
const open: TestDatabase[] = []
let sql: Sql
let name: string
beforeEach(async () => {
  const database = await createDatabase({ client: { max: 6 } })
  open.push(database)
  sql = database.sql
  name = database.name
})
afterAll(async () => {
  for (const database of open) await database.drop()
})

const enqueue = async (lane: string, key: string | null, on: Sql = sql) =>
  Number(
    (await on`select howdah.enqueue(${kind}, '{}', ${lane}, dedup_key => ${key}) as id`)[0]!.id,
  )

const claim = async (lane: string) => {
  const rows = await sql<{ job_id: string; token: string }[]>`
    select job_id, token from howdah.claim_jobs('w', array[${lane}])`
  return { ids: `{${rows.map((row) => row.job_id).join(',')}}`, token: rows[0]!.token }
}

const untilWaiting = (sessions: number) =>
  until(`${sessions} sessions wait for a lock`, async () => {
    const [row] = await sql`select count(*)::int as n from pg_stat_activity
      where datname = ${name} and wait_event_type = 'Lock'`
    return row!.n === sessions
  })

it('brings back two claims of the same keys in any order', async () => {
  for (const key of ['a', 'c', 'b']) await enqueue('one', key)
  const first = await claim('one')
  for (const key of ['b', 'a']) await enqueue('two', key)
  const second = await claim('two')
  const holder = await sql.reserve()
  await holder`begin`
  await enqueue('three', 'c', holder as unknown as Sql)
  const release = ({ ids, token }: typeof first) =>
    sql`select howdah.release_jobs(${ids}::text::bigint[], ${token}) as count`.execute()
  const one = release(first)
  await untilWaiting(1)
  const two = release(second)
  await untilWaiting(2)
  await holder`rollback`
  holder.release()
  const counts = (await Promise.allSettled([one, two])).map((result) =>
    result.status === 'fulfilled' ? result.value[0]!.count : String(result.reason),
  )
  expect(counts).toEqual([3, 0])
})

it('beats while the same jobs are given back', async () => {
  const ids: number[] = []
  for (let job = 0; job < 3; job += 1) ids.push(await enqueue('one', null))
  const { token } = await claim('one')
  // The first job now lies behind the others in the table.
  await sql`update howdah_internal.jobs set estimated_tokens = 1 where id = ${ids[0]!}`
  const holder = await sql.reserve()
  await holder`begin`
  await holder`select from howdah_internal.jobs where id = ${ids[2]!} for update`
  const all = `{${ids.join(',')}}`
  const beat = sql`select * from howdah.heartbeat(${all}::text::bigint[], ${token})`.execute()
  await untilWaiting(1)
  const some = `{${ids[0]},${ids[1]}}`
  const back = sql`select howdah.release_jobs(${some}::text::bigint[], ${token}) as count`.execute()
  await untilWaiting(2)
  await holder`rollback`
  holder.release()
  const ends = await Promise.allSettled([beat, back])
  expect(ends.map((end) => (end.status === 'rejected' ? String(end.reason) : 'ok'))).toEqual([
    'ok',
    'ok',
  ])
})

it('gives an id to whoever enqueues while the ready twin is being claimed', async () => {
  const twin = await enqueue('one', 'a')
  // Stops enqueue between finding that the key is taken and looking who has it.
  await sql.unsafe(`create function public.hold() returns trigger language plpgsql as
    $$begin perform pg_advisory_xact_lock_shared(1); return null; end$$;
    create trigger hold after insert on howdah_internal.jobs for each statement execute function public.hold()`)
  const holder = await sql.reserve()
  await holder`begin`
  await holder`select pg_advisory_xact_lock(1)`
  const enqueued = enqueue('one', 'a')
  await untilWaiting(1)
  await claim('one')
  await holder`rollback`
  holder.release()
  expect(await enqueued).toBeGreaterThan(twin)
})

it('does not run a job before the change that was merged into it has committed', async () => {
  await enqueue('one', 'a')
  const writer = await sql.reserve()
  await writer`begin`
  const id = await enqueue('one', 'a', writer as unknown as Sql)
  const early = await sql`select job_id from howdah.claim_jobs('w', '{one}')`
  await writer`commit`
  writer.release()
  const ready = await sql`select id from howdah_internal.jobs where state = 'ready'`
  expect({ early: early.length, ready: ready.map((row) => Number(row.id)) }).toEqual({
    early: 0,
    ready: [id],
  })
})
