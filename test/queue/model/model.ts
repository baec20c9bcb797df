import type { Claimed, Step } from './calls.ts'
import { lanes, settings, startTime, type LaneRule } from './world.ts'

/** A time in microseconds; as a pair, any time from the first to the second. */
export type Time = number | [number, number]

export type ModelJob = {
  id: number
  tenant: string
  lane: string
  key: string | null
  priority: number
  state: 'ready' | 'running' | 'dead'
  token: number | null
  lease: number | null
  attempt: number
  crash_count: number
  claim_count: number
  claimed_at: number | null
  run_after: Time
}

export type Model = {
  now: number
  lastToken: number
  jobs: Map<number, ModelJob>
  done: Map<number, { outcome: string; token: number | null }>
  lanes: Map<string, ModelLane>
}

type ModelLane = LaneRule & {
  paused_until: Time | null
  last: string
  /** Rate limits met in a row, and when the last was. */
  refusals: number
  refused_at: number
}

/** An empty queue. */
export const newModel = (): Model => ({
  now: startTime * 1000,
  lastToken: 0,
  jobs: new Map(),
  done: new Map(),
  lanes: new Map(
    lanes.map((lane) => [
      lane.name,
      { ...lane, paused_until: null, last: '', refusals: 0, refused_at: -Infinity },
    ]),
  ),
})

const micro = 1_000_000

/** Makes the step in the model and returns what the call must have answered. */
export function expected(model: Model, step: Step, answer: unknown): unknown {
  switch (step.do) {
    case 'enqueue':
      return enqueue(model, step, answer as number)
    case 'claim':
      return claim(model, step, answer as Claimed[])
    case 'heartbeat': {
      const mine = held(model, step.ids, step.token)
      for (const job of mine) job.lease = model.now + step.lease * micro
      return mine.map(({ id }) => id)
    }
    case 'complete': {
      const mine = held(model, [step.id], step.token)
      for (const job of mine) {
        finish(model, job, 'done')
        model.lanes.get(job.lane)!.refusals = 0
      }
      return mine.length === 1
    }
    case 'fail':
      return fail(model, step)
    case 'release':
      return toReady(model, held(model, step.ids, step.token), model.now)
    case 'reap':
      return reap(model)
    case 'retry_dead': {
      const dead = sorted(model).filter((job) => job.state === 'dead' && job.lane === step.lane)
      for (const job of dead) Object.assign(job, { attempt: 0, crash_count: 0 })
      return toReady(model, dead, model.now)
    }
    case 'cancel': {
      const job = model.jobs.get(step.id)
      if (job?.tenant !== step.tenant) return 'PT404'
      finish(model, job, 'cancelled')
      return true
    }
    case 'resume':
      model.lanes.get(step.lane)!.paused_until = null
      return true
    case 'clock':
      model.now = step.at * 1000
      return answer
  }
}

const sorted = (model: Model) => [...model.jobs.values()].sort((a, b) => a.id - b.id)

/** The jobs among `ids` whose latest claim has the token. */
const held = (model: Model, ids: number[], token: number) =>
  sorted(model).filter((job) => ids.includes(job.id) && job.token === token)

const readyTwin = (model: Model, one: Pick<ModelJob, 'tenant' | 'key'>) =>
  one.key === null
    ? undefined
    : sorted(model).find(
        (job) => job.state === 'ready' && job.tenant === one.tenant && job.key === one.key,
      )

function finish(model: Model, job: ModelJob, outcome: string): void {
  model.jobs.delete(job.id)
  model.done.set(job.id, { outcome, token: job.token })
}

function enqueue(model: Model, step: Step & { do: 'enqueue' }, id: number): number {
  const { tenant, lane, key, priority } = step
  const twin = readyTwin(model, { tenant, key })
  if (twin) return twin.id
  const run_after = Math.max(model.now, (step.run_after ?? 0) * 1000)
  const counts = { attempt: 0, crash_count: 0, claim_count: 0, claimed_at: null }
  const known = model.jobs.has(id) || model.done.has(id)
  if (typeof id !== 'number' || known) return NaN
  const start = { state: 'ready', token: null, lease: null } as const
  model.jobs.set(id, { id, tenant, lane, key, priority, run_after, ...start, ...counts })
  return id
}

/** Tenants take turns; within one the order is priority, run_after, id. */
function claim(model: Model, step: Step & { do: 'claim' }, answer: Claimed[]): Claimed[] {
  const lane = model.lanes.get(step.lane)!
  const inLane = sorted(model).filter((job) => job.lane === step.lane)
  const running = inLane.filter((job) => job.state === 'running').map((job) => job.token)
  const isPaused = lane.paused_until !== null && Number(lane.paused_until) > model.now
  const due = inLane.filter((job) => job.state === 'ready' && Number(job.run_after) <= model.now)
  if (isPaused || due.length === 0 || new Set(running).size >= lane.maxRunning) return []
  const waiting = [...new Set(due.map((job) => job.tenant))].sort()
  const tenant = waiting.find((name) => name > lane.last) ?? waiting[0]!
  lane.last = tenant
  // Any token will do that is newer than all before.
  const seen = answer[0]?.token ?? 0
  const token = seen > model.lastToken ? seen : NaN
  model.lastToken = token
  const mine = due
    .filter((job) => job.tenant === tenant)
    .sort((a, b) => a.priority - b.priority || Number(a.run_after) - Number(b.run_after))
    .slice(0, lane.class === 'interactive' ? 1 : step.max)
  for (const job of mine) {
    Object.assign(job, { state: 'running', token, lease: model.now + step.lease * micro })
    job.claim_count += 1
    job.claimed_at = model.now
  }
  return mine.map(({ id, attempt }) => ({ id, token, tenant, attempt: attempt + 1 }))
}

function fail(model: Model, step: Step & { do: 'fail' }): string {
  const mine = held(model, step.ids, step.token)
  if (!mine[0]) return 'stale'
  const lane = model.lanes.get(mine[0].lane)!
  const what = failureClass(step)
  // Whoever can say this has not crashed.
  for (const job of mine) job.crash_count = 0
  if (what === 'permanent' && mine.length > 1) return 'split'
  if (what === 'permanent' || (what === 'refused' && lane.class === 'interactive')) {
    for (const job of mine) bury(job)
    return 'dead'
  }
  if (what === 'pause' || what === 'refused') {
    const wait = pauseSeconds(model, lane, what, step.retry_after, mine) * micro
    // A longer pause that is there already stays.
    const before = Number(lane.paused_until ?? 0)
    const [low, high] = [model.now + wait, model.now + wait + Math.min(wait / 10, micro)]
    lane.paused_until = [Math.max(before, low), Math.max(before, high)]
    toReady(model, mine, model.now)
    return 'paused'
  }
  if (what === 'released') {
    toReady(model, mine, model.now)
    return 'released'
  }
  const isLast = mine.some((job) => job.attempt + 1 >= settings.max_attempts)
  if (mine.length > 1 && step.status === 500 && isLast) return 'split'
  for (const job of mine) job.attempt += 1
  const delay = Math.min(
    600,
    settings.retry_base_seconds * 3 ** Math.max(...mine.map((job) => job.attempt)),
  )
  const ended = mine.filter((job) => job.attempt >= settings.max_attempts)
  for (const job of ended) bury(job)
  const others = mine.filter((job) => !ended.includes(job))
  const least = Math.max(1, step.retry_after ?? 0)
  toReady(model, others, [model.now + least * micro, model.now + Math.max(least, delay) * micro])
  return others.length === 0 ? 'dead' : 'retry'
}

/** Twice as long for each rate limit in a row, of calls that began after the one before was met. */
function pauseSeconds(
  model: Model,
  lane: ModelLane,
  what: string,
  retryAfter: number | null,
  jobs: ModelJob[],
): number {
  if (what === 'refused') return Math.max(1, retryAfter ?? 30)
  const calledAt = Math.max(...jobs.map((job) => job.claimed_at!))
  if (calledAt > lane.refused_at) lane.refusals = Math.min(lane.refusals + 1, 20)
  lane.refused_at = model.now
  const doubled = (retryAfter === null ? 5 : 1) * 2 ** (Math.max(lane.refusals, 1) - 1)
  return Math.max(retryAfter ?? 0, Math.min(300, doubled))
}

function failureClass({ code, status }: Step & { do: 'fail' }): string {
  if (code === 'aborted') return 'released'
  if (code === 'rate_limited' || status === 429) return 'pause'
  if (code === 'authentication' || code === 'model_not_found') return 'refused'
  if (code === 'bad_request' || code === 'too_large') return 'permanent'
  return 'transient'
}

function reap(model: Model): number {
  const ended = sorted(model).filter((job) => job.state === 'running' && job.lease! < model.now)
  for (const job of ended) if ((job.crash_count += 1) >= 3) bury(job)
  const others = ended.filter((job) => job.crash_count < 3)
  toReady(model, others, model.now)
  return ended.length
}

const bury = (job: ModelJob) => Object.assign(job, { state: 'dead', token: null, lease: null })

/** Puts jobs back, one by one; a ready twin takes a job's place. Returns how many came back. */
function toReady(model: Model, jobs: ModelJob[], run_after: Time): number {
  let count = 0
  for (const job of jobs) {
    if (readyTwin(model, job)) {
      finish(model, job, 'stale')
      continue
    }
    Object.assign(job, { state: 'ready', token: null, lease: null, run_after })
    count += 1
  }
  return count
}
