import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'

const jobs = 300
const limit = 100
let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ client: { max: 9 } })
})
afterAll(() => database.drop())

it('spends a budget to the cent when eight workers race for it, and holds nothing afterwards', async () => {
  const { sql } = database
  await sql`select howdah.register_model('p', 'm', 'embedding', 3)`
  await sql`select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 1000000}]')`
  await sql`select howdah.create_collection('docs', embedding_model => 'p/m')`
  await sql`select howdah.set_budget('tenant', ${limit}, 'total'), howdah.set_budget('user', 70, 'total')`
  // Two payers, so that claims lock several windows.
  await sql`
    select howdah.add_document('Text ' || n, n || '.md', collection => 'docs')
      from generate_series(1, ${jobs}) as n,
           lateral (select set_config('howdah.user_id', case n % 2 when 0 then 'ann' else 'bob' end, true)) as me`
  await sql`update howdah_internal.jobs set estimated_tokens = 1,
    user_id = case id % 2 when 0 then 'ann' else 'bob' end`
  const work = async (worker: string) => {
    for (let empty = 0; empty < 3;) {
      const claimed = await sql<
        { job_id: string; token: string; user_id: string; payload: { model_id: number } }[]
      >`
        select * from howdah.claim_jobs(${worker}, '{p/m/bulk}', 7)`
      empty = claimed.length > 0 ? 0 : empty + 1
      for (const [index, job] of claimed.entries()) {
        // Every fifth goes back: what it held is free again.
        await (index % 5 === 4
          ? sql`select howdah.release_jobs(${`{${job.job_id}}`}::text::bigint[], ${job.token})`
          : sql`select howdah.complete_embeddings(${`{${job.job_id}}`}::text::bigint[], ${job.token},
              array['[1,2,3]'::halfvec], 'default', ${job.user_id}, ${job.payload.model_id},
              gen_random_uuid(), howdah.clock(), '{"input_tokens": 1}')`)
      }
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, n) => work(`w${n}`)))
  const [row] = await sql<{ spent: number; reserved: number; usage: number; left: number }[]>`
    select max(w.spent_cents)::float8 as spent, sum(w.reserved_cents)::float8 as reserved,
           (select sum(cost_cents)::float8 from howdah.llm_usage) as usage,
           (select count(*)::int from howdah_internal.jobs where state = 'ready') as left
      from howdah_internal.budget_windows as w join howdah.budgets as b on b.id = w.budget_id`
  expect(row).toEqual({ spent: limit, reserved: 0, usage: limit, left: jobs - limit })
})
