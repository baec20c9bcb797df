import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRandom, newSeed } from '../support/random.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { failed, nextStep, type ClaimedJob } from '../support/steps.ts'

const clients = 8
const payers = 5
const seconds = 6
let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ client: { max: clients + 1 } })
})
afterAll(() => database.drop())

it('takes jobs of many payers back, gives them up and claims them without a deadlock', async () => {
  const { sql } = database
  const seed = newSeed('reap race')
  await sql`select howdah.register_model('p', 'm', 'embedding', 3)`
  await sql`select howdah.register_model('p', 'c', 'chat')`
  await sql`select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 100}]')`
  await sql`select howdah.set_price('p', 'c', '2026-01-01Z', '[{"input": 100, "output": 100}]')`
  await sql`select howdah.set_setting('default_chat_model', 'p/c')`
  await sql`select howdah.create_collection('docs', embedding_model => 'p/m')`
  // Of each user alone: no window of all stands before theirs.
  await sql`select howdah.set_budget('user', 1e6, 'day'), howdah.set_budget('user', 1e6, 'month')`
  let made = 0
  const failures: string[] = []
  const until = Date.now() + seconds * 1000

  const client = async (number: number) => {
    const random = createRandom(seed + number)
    const actions = [
      () => {
        made += 1
        return sql.begin(async (tx) => {
          await tx`select set_config('howdah.user_id', ${`user ${random.int(1, payers)}`}, true)`
          await tx`select howdah.add_document(${`Text ${made}`}, ${`${made}.md`}, collection => 'docs')`
          await tx`select howdah.send_message(howdah.start_conversation(collection => null), ${`Question ${made}?`})`
        })
      },
      async () => {
        const jobs = await sql<ClaimedJob[]>`
          select job_id, token from howdah.claim_jobs(${`w${number}`}, '{p/m/bulk}', ${random.int(1, 7)})`
        if (jobs.length > 0 && random.chance(0.3)) {
          const ids = `{${jobs.map(({ job_id }) => job_id).join(',')}}`
          await sql`select howdah.fail_jobs(${ids}::text::bigint[], ${jobs[0]!.token}, 'timeout')`
        }
      },
      async () => {
        const [job] = await sql<ClaimedJob[]>`
          select job_id, token from howdah.claim_jobs(${`w${number}`}, '{p/c/interactive}')`
        const step = job && (await nextStep(sql, job))
        if (step && random.chance(0.3)) await nextStep(sql, job, failed(step, 'timeout'))
      },
      // Leases end at once, for some the third time; questions are late.
      () => sql`
        update howdah_internal.jobs set lease_until = '-infinity', crash_count = ${random.int(0, 2)}
         where id in (select id from howdah_internal.jobs
                        where state = 'running' and id % 3 = ${random.int(0, 2)}
                       order by id for update skip locked)`,
      () => sql`
        update howdah_internal.jobs set deadline = '-infinity'
         where id in (select id from howdah_internal.jobs
                        where state = 'ready' and kind = 'chat' and id % 4 = ${random.int(0, 3)}
                       order by id for update skip locked)`,
      () => sql`select howdah.reap_jobs()`,
      () => sql`select howdah_internal.expire_jobs()`,
    ]
    while (Date.now() < until) {
      await random
        .pick(actions)()
        .catch((error: Error) => failures.push(error.message))
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
  expect(failures.slice(0, 3), `HOWDAH_SEED=${seed}, ${failures.length} failures`).toEqual([])
  // All comes back or is given up: then nothing is held.
  await sql`update howdah_internal.jobs set lease_until = '-infinity', crash_count = 2 where state = 'running'`
  await sql`update howdah_internal.jobs set deadline = '-infinity' where kind = 'chat' and state = 'ready'`
  for (let round = 0; round < 5; round += 1)
    await sql`select howdah.reap_jobs(), howdah_internal.expire_jobs()`
  const [row] =
    await sql`select sum(reserved_cents)::float8 as held from howdah_internal.budget_windows`
  expect(row).toEqual({ held: 0 })
}, 60_000)
