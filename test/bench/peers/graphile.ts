import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import type { Sql } from 'postgres'
import type { Contender } from '../claim.ts'

/*
 * graphile-worker's own statements, as its local queue sends them in batches, over the same driver as
 * the others: what is compared is the SQL.
 */
type Statement = (options: object, client: object, ...rest: unknown[]) => Promise<unknown>
type Client = { query(statement: { text: string; values: unknown[] }): Promise<object> }
type Work = (client: Client) => Promise<unknown>

const require = createRequire(import.meta.url)
// They are not exported.
const inside = join(dirname(require.resolve('graphile-worker')), 'sql')
const { batchGetJobs, batchCompleteJobs } = {
  ...require(join(inside, 'getJobs.js')),
  ...require(join(inside, 'completeJobs.js')),
} as Record<'batchGetJobs' | 'batchCompleteJobs', Statement>

/** graphile-worker 0.17 with a backlog. */
export async function graphile(sql: Sql, url: string, backlog: number): Promise<Contender> {
  await runMigrations({ connectionString: url })
  for (let made = 0; made < backlog; made += 10_000) {
    await sql`select from graphile_worker.add_jobs(array(
      select json_populate_record(null::graphile_worker.job_spec, '{"identifier": "noop", "payload": {}}')
      from generate_series(1, 10000)))`
  }
  await sql`vacuum analyze graphile_worker._private_jobs`
  const client: Client = {
    query: async ({ text, values }) => ({
      rows: await sql.unsafe(text, values as never[], { prepare: true }),
    }),
  }
  const run = (work: Work) => work(client)
  const withClient = Object.assign(run, { withRetries: run })
  const options = {
    escapedWorkerSchema: '"graphile_worker"',
    workerSchema: 'graphile_worker',
    resolvedPreset: { worker: { preparedStatements: true, useNodeTime: false } },
    logger: console,
  }
  const tasks = { noop: () => undefined }
  return {
    name: 'graphile-worker',
    async step(client, size) {
      const pool = `pool ${client}`
      const jobs = (await batchGetJobs(options, withClient, tasks, pool, null, size)) as object[]
      if (jobs.length > 0) await batchCompleteJobs(options, withClient, pool, jobs)
      return jobs.length
    },
  }
}
