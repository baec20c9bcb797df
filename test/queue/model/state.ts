import { kind, type Query } from './calls.ts'
import type { Model, ModelJob, Time } from './model.ts'
import { lanes } from './world.ts'

/** The queue as it stands in the database; times are microseconds since the epoch. */
export type State = {
  jobs: (Omit<ModelJob, 'run_after'> & { run_after: number })[]
  done: { id: number; outcome: string; token: number | null }[]
  lanes: { name: string; paused_until: number | null }[]
}

const micro = (column: string) => `(extract(epoch from ${column}) * 1000000)::bigint`

/** Reads all jobs, finished ones and lanes of the test, in one snapshot. */
export async function readState(query: Query): Promise<State> {
  const names = lanes.map((lane) => `'${lane.name}'`).join(', ')
  const text = await query(
    `select json_build_object(
       'jobs', (select coalesce(json_agg(json_build_object(
          'id', id, 'tenant', tenant_id, 'lane', lane, 'key', dedup_key, 'priority', priority,
          'state', state, 'token', token, 'lease', ${micro('lease_until')}, 'attempt', attempt,
          'crash_count', crash_count, 'claim_count', claim_count,
          'claimed_at', ${micro('claimed_at')},
          'run_after', ${micro('run_after')}) order by id), '[]')
         from howdah_internal.jobs where kind = $1::text),
       'done', (select coalesce(json_agg(json_build_object(
          'id', id, 'outcome', outcome, 'token', token) order by id), '[]')
         from howdah_internal.jobs_done where kind = $1::text),
       'lanes', (select json_agg(json_build_object(
          'name', name, 'paused_until', ${micro('paused_until')}) order by name)
         from howdah.lanes where name in (${names})))::text`,
    [kind],
  )
  return JSON.parse(text) as State
}

const fits = (time: number | null, wanted: Time | null) =>
  Array.isArray(wanted) ? time !== null && time >= wanted[0] && time <= wanted[1] : time === wanted

/**
 * What in the database differs from the model. Where the model only knows bounds it takes the time
 * of the database over.
 */
export function differences(model: Model, state: State): string[] {
  const problems: string[] = []
  for (const real of state.jobs) {
    const job = model.jobs.get(real.id)
    if (!job) {
      problems.push(`job ${real.id} should not be there: ${JSON.stringify(real)}`)
      continue
    }
    if (fits(real.run_after, job.run_after)) job.run_after = real.run_after
    const [is, should] = [JSON.stringify(ordered(real)), JSON.stringify(ordered(job))]
    if (is !== should) problems.push(`job ${real.id} is ${is}\n    instead of ${should}`)
  }
  const there = new Set(state.jobs.map(({ id }) => id))
  for (const id of model.jobs.keys()) if (!there.has(id)) problems.push(`job ${id} is lost`)
  const done = [...model.done].map(([id, row]) => ({ id, ...row })).sort((a, b) => a.id - b.id)
  if (JSON.stringify(state.done) !== JSON.stringify(done)) {
    const rows = (list: State['done']) => list.map((row) => JSON.stringify(row))
    const more = rows(state.done).filter((row) => !rows(done).includes(row))
    const less = rows(done).filter((row) => !rows(state.done).includes(row))
    problems.push(`jobs_done has ${more.join(' ')} and lacks ${less.join(' ')}`)
  }
  for (const { name, paused_until } of state.lanes) {
    const lane = model.lanes.get(name)!
    if (fits(paused_until, lane.paused_until)) lane.paused_until = paused_until
    else problems.push(`${name} is paused until ${paused_until}, not ${lane.paused_until}`)
  }
  return problems
}

const ordered = (job: object) => Object.entries(job).sort(([a], [b]) => (a < b ? -1 : 1))
