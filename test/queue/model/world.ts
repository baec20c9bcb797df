import { perform, type Claimed, type Query, type Step } from './calls.ts'

/** Settings of the lanes in which the test works. */
export type LaneRule = { name: string; class: 'bulk' | 'interactive'; maxRunning: number }

export const lanes: readonly LaneRule[] = [
  { name: 'model test wide', class: 'bulk', maxRunning: 16 },
  { name: 'model test narrow', class: 'bulk', maxRunning: 2 },
  { name: 'model test interactive', class: 'interactive', maxRunning: 4 },
]
export const tenants = ['ann', 'bob', 'cyd'] as const
/** The settings during the test. */
export const settings = { max_attempts: 3, retry_base_seconds: 2 }
/** Where the stopped clock begins, in milliseconds. */
export const startTime = Date.UTC(2026, 2, 1, 12)

/** Makes the lanes, the settings and the clock of the test. */
export async function prepare(query: Query): Promise<void> {
  for (const lane of lanes) {
    await query(
      `insert into howdah.lanes (name, class, max_running)
       values ($1::text, $2::text, $3::text::integer) returning name`,
      [lane.name, lane.class, String(lane.maxRunning)],
    )
  }
  for (const [name, value] of Object.entries(settings)) {
    await query(`select howdah.set_setting($1::text, $2::text)::text`, [name, String(value)])
  }
  await perform(query, { do: 'clock', at: startTime })
}

/** What a client of the queue knows: the answers it got, old ones too. */
export type World = {
  now: number
  jobs: { id: number; tenant: string; key: string | null }[]
  claims: { ids: number[]; token: number }[]
}

/** A client that has seen nothing yet. */
export const newWorld = (): World => ({ now: startTime, jobs: [], claims: [] })

/** Remembers what a step has answered. */
export function remember(world: World, step: Step, result: unknown): void {
  if (step.do === 'clock') world.now = step.at
  if (step.do === 'enqueue' && typeof result === 'number') {
    world.jobs.push({ id: result, tenant: step.tenant, key: step.key })
  }
  if (step.do === 'claim') {
    const claimed = result as Claimed[]
    if (claimed[0]) world.claims.push({ ids: claimed.map(({ id }) => id), token: claimed[0].token })
  }
}
