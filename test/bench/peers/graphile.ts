import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import type { Sql } from 'postgres'
import type { Contender } from '../claim.ts'

/*
 * graphile-worker's own statements, as its local queue sends them in batches, over the same driver as
 * the others: what is compared is the SQL.
 */
type Client = {
  query(statement: { text: string; values: unknown[] }): Promise<{ rows: unknown[] }>
}
type WithClient = {
  <T>(work: (client: Client) => Promise<T>): Promise<T>
  withRetries<T>(work: (client: Client) => Promise<T>): Promise<T>
}
type Options = object
type Job = { id: string }
type Statements = {
  batchGetJobs(
    options: Options,
    client: WithClient,
    tasks: object,
    pool: string,
    flags: null,
    size: number,
  ): Promise<Job[]>
  batchCompleteJobs(options: Options, client: WithClient, pool: string, jobs: Job[]): Promise<void>
}

const require = createRequire(import.meta.url)
// They are not exported.
const inside = join(dirname(require.resolve('graphile-worker')), 'sql')
const { batchGetJobs } = require(join(inside, 'getJobs.js')) as Statements
const { batchCompleteJobs } = require(join(inside, 'completeJobs.js')) as Statements

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
  const withClient: WithClient = Object.assign(
    <T>(work: (client: Client) => Promise<T>) => work(client),
    { withRetries: <T>(work: (client: Client) => Promise<T>) => work(client) },
  )
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
      const jobs = await batchGetJobs(options, withClient, tasks, pool, null, size)
      if (jobs.length > 0) await batchCompleteJobs(options, withClient, pool, jobs)
      return jobs.length
    },
  }
}
