import type { Sql } from 'postgres'
import { rate, ratio, type Bench, type Figure } from './bench.ts'
import { graphile } from './peers/graphile.ts'
import { naive } from './peers/naive.ts'

/** A queue with a backlog; `step` claims and completes up to `size` jobs and returns how many. */
export type Contender = { name: string; step(client: number, size: number): Promise<number> }

const backlog = 1_000_000
const clients = 4
const rounds = 2
const seconds = 5

async function howdah(sql: Sql): Promise<Contender> {
  await sql`insert into howdah.lanes (name) values ('bench')`
  await sql`insert into howdah_internal.jobs (kind, lane) select 'noop', 'bench' from generate_series(1, ${backlog})`
  await sql`vacuum analyze howdah_internal.jobs`
  await sql`select howdah_internal.scan_lanes('bench')`
  return {
    name: 'howdah',
    async step(client, size) {
      const jobs = await sql<{ job_id: string; token: string }[]>`
        select job_id, token from howdah.claim_jobs(${`w${client}`}, '{bench}', ${size})`
      if (jobs.length === 0) return 0
      const ids = `{${jobs.map((job) => job.job_id).join(',')}}`
      await sql`select howdah.complete_jobs(${ids}::text::bigint[], ${jobs[0]!.token})`
      return jobs.length
    },
  }
}

/** Claim and complete, beside graphile-worker's statements and a queue that selects, then updates. */
export const bench: Bench = {
  about: `claim and complete with ${clients} clients, ${backlog} jobs waiting`,
  async run({ database, log }) {
    const [ours, theirs, plain] = [await database(), await database(), await database()]
    const contenders = [
      await howdah(ours.sql),
      await graphile(theirs.sql, theirs.url, backlog),
      await naive(plain.sql, backlog),
    ]
    const figures: Figure[] = []
    for (const size of [1, 10, 100]) {
      const rates = contenders.map(() => 0)
      for (let round = 0; round < rounds; round += 1) {
        for (const [index, { step }] of contenders.entries()) {
          const made = await rate({ clients, seconds }, (client) => step(client, size))
          rates[index]! += made / rounds
        }
      }
      const told = contenders.map(({ name }, index) => `${name} ${Math.round(rates[index]!)}/s`)
      log(`batches of ${size}: ${told.join(', ')}`)
      const what = `batches of ${size}, against`
      const bar = size === 100 ? { atLeast: 1 } : {}
      figures.push(
        ratio(`${what} graphile-worker`, rates[0]! / rates[1]!, bar),
        ratio(`${what} the naive queue`, rates[0]! / rates[2]!),
      )
    }
    return figures
  },
}
