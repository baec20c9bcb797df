import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRandom, newSeed, type Random } from '../support/random.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { failed, given, nextStep, type ClaimedJob } from '../support/steps.ts'

const clients = 12
const seconds = 6
const seed = newSeed('limits together')

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ client: { max: clients } })
})
afterAll(() => database.drop())

/** What everybody shares: conversations, and calls that were admitted and not yet settled. */
type Shared = { conversations: string[]; messages: string[]; calls: string[] }

const usage = { input_tokens: 700, output_tokens: 90 }
/** Refusals are a part of it; everything else is an error. */
const isRefusal = (error: unknown) =>
  ['PT429', 'PT402'].includes((error as { code?: string }).code ?? '')

async function claim(sql: Sql, random: Random, worker: string): Promise<void> {
  const [job] = await sql<ClaimedJob[]>`
    select job_id, token from howdah.claim_jobs(${worker}, '{p/m/interactive}', 1)`
  const step = job && (await nextStep(sql, job))
  // Cancelled, or beyond a limit that has changed meanwhile.
  if (!step) return
  const ids = `{${job.job_id}}`
  const end = random.pick(['complete', 'complete', 'complete', 'fail', 'retry', 'release', 'late'])
  const complete = () => nextStep(sql, job, given(step, 'Yes.', usage))
  if (end === 'complete') await complete()
  if (end === 'fail') await nextStep(sql, job, failed(step, 'bad_request', 400))
  if (end === 'retry') await nextStep(sql, job, failed(step, 'server_error', 500, usage))
  if (end === 'release' || end === 'late') {
    await sql`select howdah.release_jobs(${ids}::text::bigint[], ${job.token})`
  }
  if (end === 'late') await complete()
}

async function act(sql: Sql, random: Random, shared: Shared, client: number): Promise<void> {
  const as = (user: string) => sql`howdah.act_as(${user}) as me`
  const number = random.int(0, shared.conversations.length - 1)
  const user = `user ${number % 3}`
  const action = random.pick([
    'send',
    'send',
    'work',
    'work',
    'work',
    'cancel',
    'admit',
    'settle',
    'give back',
    'sweep',
  ])
  if (action === 'send') {
    const [row] = await sql<{ id: string }[]>`
      select s.id from ${as(user)},
        lateral howdah.send_message(
          case when me then ${shared.conversations[number]!}::uuid end, ${`Why ${random.int(0, 1e9)}?`}) as s (id)`
    shared.messages.push(`${user}/${row!.id}`)
  } else if (action === 'work') {
    await claim(sql, random, `w${client}`)
  } else if (action === 'cancel' && shared.messages.length > 0) {
    const [owner, id] = random.pick(shared.messages).split('/') as [string, string]
    await sql`select c from ${as(owner)}, lateral howdah.cancel_message(case when me then ${id}::uuid end) as c`
  } else if (action === 'admit') {
    const [call] = await sql<{ reservation_id: string | null }[]>`
      select reservation_id from howdah.admit('p/m', 900, 300, user_id => ${user}, expires_in => '1 second')`
    if (call!.reservation_id) shared.calls.push(call!.reservation_id)
  } else if (action === 'settle' && shared.calls.length > 0) {
    // Sometimes twice at once, and often after it has expired.
    await sql`select howdah.settle(${random.pick(shared.calls)}, ${sql.json(usage)})`
  } else if (action === 'give back' && shared.calls.length > 0) {
    await sql`select howdah.cancel_reservation(${random.pick(shared.calls)})`
  } else {
    await sql`select howdah_internal.expire_reservations()`
    if (random.chance(0.2))
      await sql`select howdah.set_budget('user', ${random.int(10, 1000)}, 'day')`
  }
}

it('holds nothing for ever and counts every cent when everything happens at once', async () => {
  const { sql } = database
  await sql`select howdah.register_model('p', 'm', 'chat')`
  await sql`select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1500, "output": 6000}]')`
  await sql`select howdah.set_setting('default_chat_model', 'p/m'), howdah.set_setting('retry_base_seconds', '0')`
  await sql`select howdah.set_budget('tenant', 1e6), howdah.set_budget('global', 1e6, 'day'),
    howdah.set_budget('user', 500, 'day')`
  await sql`select howdah.set_budget('feature', 1e6, 'week', 'answer', false), howdah.set_budget('model', 1e6, 'total')`
  await sql`
    select howdah.set_rate_limit('user', 20, 'concurrent'), howdah.set_rate_limit('tenant', 1000, period => 'second'),
           howdah.set_rate_limit('global', 1e9::bigint, 'output_tokens', 'day'),
           howdah.set_rate_limit('user', 1e9::bigint, 'input_tokens', 'hour')`
  const shared: Shared = { conversations: [], messages: [], calls: [] }
  for (let n = 0; n < 9; n += 1) {
    const [row] = await sql<{ id: string }[]>`
      select c.id from howdah.act_as(${`user ${n % 3}`}) as me,
        lateral howdah.start_conversation(case when me then 'Talk' end, collection => null) as c (id)`
    shared.conversations.push(row!.id)
  }
  const end = Date.now() + seconds * 1000
  let refused = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const random = createRandom(seed + client)
      while (Date.now() < end) {
        await act(sql, random, shared, client).catch((error: unknown) => {
          if (!isRefusal(error)) throw error
          refused += 1
        })
      }
    }),
  )
  const [before] = await sql<{ reserved: string; held: string; slots: string; holders: string }[]>`
    select sum(reserved_cents)::text as reserved,
           (select sum(r.amount_cents * cardinality(r.holds))::numeric(20, 10)::text
              from howdah_internal.reservations as r where status = 'held') as held,
           (select sum(reserved)::text from howdah_internal.rate_state as s
              join howdah.rate_limits as l on l.id = s.rate_limit_id
             where l.unit = 'concurrent') as slots,
           (select count(*)::text from howdah_internal.reservations where status = 'held') as holders
      from howdah_internal.budget_windows`
  expect(before!.reserved, `seed ${seed}`).toBe(before!.held)
  expect(before!.slots, `seed ${seed}`).toBe(before!.holders)

  // Whatever still waits or runs ends, whatever is held expires.
  await sql`select howdah_internal.bury_jobs(array(select id from howdah_internal.jobs), 'expired', 'the test ends')`
  await sql`update howdah_internal.reservations set expires_at = howdah.clock() where status = 'held'`
  await sql`select howdah_internal.expire_reservations()`
  const [after] = await sql<Record<string, string>[]>`
    select sum(w.reserved_cents)::text as reserved,
           (select sum(reserved)::text from howdah_internal.rate_state) as slots,
           max(w.spent_cents) filter (where b.scope = 'tenant')::text as tenant,
           sum(w.spent_cents) filter (where b.scope = 'user')::text as users,
           max(w.spent_cents) filter (where b.scope = 'model')::text as model,
           (select sum(cost_cents)::numeric(20, 10)::text from howdah.llm_usage) as usage,
           (select deadlocks::text from pg_stat_database where datname = current_database()) as deadlocks
      from howdah_internal.budget_windows as w
      join howdah.budgets as b on b.tenant_id = w.tenant_id and b.id = w.budget_id`
  const { usage: cost } = after!
  expect(after, `seed ${seed}`).toMatchObject({
    reserved: '0.0000000000',
    slots: '0',
    tenant: cost,
    users: cost,
    model: cost,
    deadlocks: '0',
  })
  console.log(
    `together: ${shared.messages.length} questions, ${shared.calls.length} calls, ${refused} refused`,
  )
})
