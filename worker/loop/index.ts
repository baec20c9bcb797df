import { randomBytes } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { hostname } from 'node:os'
import type { Database } from '../database.ts'
import { withDeadline } from '../database.ts'
import { createMeter, type Meter } from '../health/meter.ts'
import { metered } from '../health/metered.ts'
import type { Log } from '../log.ts'
import { replaceable } from '../pool.ts'
import type { Provider } from '../providers/types.ts'
import type { Post } from '../webhook/post.ts'
import { deliveries } from './deliver.ts'
import { idleness } from './idleness.ts'
import { listen } from './listen.ts'
import { watchDatabase } from './outage.ts'
import { lookout } from './lookout.ts'
import { protocol } from './protocol.ts'
import type { QueueMetric } from './types.ts'
import { rounds } from './rounds.ts'
import { runSlot } from './slot.ts'
import { always, turns, type Turn } from './turns.ts'
import { unlessWrongAddress } from '../address.ts'
import { untilStarted } from './until-started.ts'
import { wakeable } from './wakeable.ts'

/** Options of a worker. Times in milliseconds unless named seconds. */
export type WorkerOptions = {
  sql: Database
  listen?: Database
  providers: Map<string, Provider>
  /** Where events go; without it they stay for another worker. */
  post?: Post | undefined
  log: Log
  version: string
  schemaVersion: number
  concurrency: number
  drain?: boolean
  pollMs?: number
  leaseSeconds?: number
  graceMs?: number
  /** Ends the waiting for a database that cannot be reached at the start. */
  giveUp?: AbortSignal
}

/** What a worker tells of itself. */
export type Health = {
  meter: Meter
  isStopping(): boolean
  /** Seconds since the database was last heard of, and why it does not. */
  database(): { seconds: number; reason: string | null }
  /** Figures of the whole queue. */
  queue(): Promise<QueueMetric[]>
}

/** A running worker: `stop` ends it gracefully, `finished` resolves when it has stopped. */
export type Worker = { stop(why?: string): Promise<void>; finished: Promise<void>; health: Health }

const bulkSlots = (concurrency: number) => concurrency + Math.floor(concurrency / 2)

/** Connections a worker uses at most: one a slot; heartbeats, housekeeping, schedules, watched tables. */
export const connectionsFor = (concurrency: number): number =>
  bulkSlots(concurrency) + concurrency + 4

/** Milliseconds for what is stored and given back after the grace time. */
const lastWordsMs = 5000

/**
 * Starts a worker: registers, then claims and handles jobs in two groups of slots, so that a bulk
 * backlog never takes the slot of what somebody waits for. With `drain` it stops when nothing is left to claim.
 * Rejects when the schema does not fit this package (code PT409).
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { log, concurrency } = options
  const leaseSeconds = options.leaseSeconds ?? 60
  const pollMs = options.pollMs ?? 1000
  const name = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`
  const meter = createMeter()
  const providers = new Map(
    [...options.providers].map(([alias, provider]) => [alias, metered(provider, meter)]),
  )
  const aliases = [...providers.keys()]
  const stopping = new AbortController()
  const killing = new AbortController()
  const givingUp = new AbortController()
  // Every slot listens to them, however many there are.
  setMaxListeners(0, stopping.signal, killing.signal, givingUp.signal)
  const pool = replaceable(options.sql)
  const calls = protocol(pool, {
    leaseSeconds,
    giveUp: givingUp.signal,
    // Of its own: on a full disk claims go well and stores do not.
    stores: watchDatabase(log, meter),
  })
  /** Claims with jobs since the last round of housekeeping. */
  let claimed = 0
  const claim: typeof calls.claim = async (...claiming) => {
    const jobs = await calls.claim(...claiming)
    if (jobs.length > 0) claimed += 1
    return jobs
  }
  const outage = watchDatabase(log, meter)
  const wake = wakeable()
  // Best effort: housekeeping tells it again.
  let hasLeft = false
  const idle = idleness(() => void register().catch(() => undefined))

  // One after the other: the last word, that it leaves, must not be overtaken.
  let registering: Promise<unknown> = Promise.resolve()
  const register = () => {
    const { version, schemaVersion } = options
    const next = registering.then(() =>
      calls.register(name, version, schemaVersion, aliases, idle.tell(), hasLeft),
    )
    registering = next.catch(() => undefined)
    return next
  }
  const starting = { log, signal: options.giveUp }
  await untilStarted(() => unlessWrongAddress(options.sql, register()), starting)
  await untilStarted(() => calls.offer(aliases), starting)
  await untilStarted(calls.reap, starting)
  log('info', 'worker started', { worker: name, providers: aliases.join(','), concurrency })

  // Registers again before others take it for gone, takes back what crashed workers held, tidies the queue.
  const house = rounds({
    everyMs: 5000,
    work: async () => {
      await register()
      // After an outage our own leases are over too: what was bought is stored before it is given away.
      if (!calls.isStoring()) await calls.reap()
      // Where nothing is claimed no step is in the way of another: all in one transaction.
      await calls.maintain(claimed === 0 ? 'at once' : 'step by step')
      claimed = 0
    },
    failure: 'housekeeping failed',
    outage,
  })
  const schedules = rounds({
    everyMs: 10_000,
    work: async () => {
      while (!stopping.signal.aborted && (await calls.tick()) > 0);
    },
    failure: 'running schedules failed',
    outage,
  })
  let quiet = 0
  const watching = rounds({
    everyMs: () => Math.max(1000, pollMs) * Math.min(5, 1 + quiet / 30),
    work: async () => {
      quiet += 1
      while (!stopping.signal.aborted && (await calls.syncWatched()) > 0) quiet = 0
    },
    failure: 'reading watched tables failed',
    outage,
  })
  const shared = {
    protocol: { ...calls, claim },
    providers,
    log,
    meter,
    leaseSeconds,
    killing: killing.signal,
  }
  const everyMs = 5 * pollMs
  const events =
    options.post &&
    deliveries({ ...shared, post: options.post, outage, everyMs, stopping: stopping.signal })
  const wakers = { howdah_jobs: wake.wake, ...(events ? { howdah_outbox: events.wake } : {}) }
  const listening = options.listen && listen(options.listen, wakers, log)
  const looking = lookout('bulk')
  const slot = (laneClass: string, turn: Turn, claiming: Turn) =>
    runSlot({
      shared: { ...shared, turn },
      claiming,
      worker: name,
      laneClass,
      pollMs,
      isDraining: options.drain ?? false,
      stopping: stopping.signal,
      outage,
      wake,
      idle,
      // One that drains ends by what each slot finds.
      ...(options.drain ? {} : { lookout: looking }),
    })
  // Half as many again claim and store while the calls of the others are on their way.
  const bulk = turns(concurrency)
  // In the database claims of a lane wait for each other: more than one that works and one that waits would only hold
  // connections, each of which plans every statement anew.
  const claims = { bulk: turns(2), interactive: turns(2) }
  const slots = [
    ...Array.from({ length: bulkSlots(concurrency) }, () => slot('bulk', bulk, claims.bulk)),
    ...Array.from({ length: concurrency }, () => slot('interactive', always, claims.interactive)),
  ]

  let reason = options.drain ? 'nothing is left to do' : 'its slots ended'
  const finished = Promise.all(slots).then(async () => {
    // Best effort: what is left says why in one line each.
    if (options.drain && !stopping.signal.aborted) {
      const left = await calls.unfinished(name, ['interactive', 'bulk']).catch(() => [])
      for (const { lane, job_count, reason } of left) {
        const why = reason ?? 'it came in the meantime'
        log('warn', 'left in the queue', { lane, jobs: Number(job_count), reason: why })
      }
    }
    // Best effort: what is left is posted by the next.
    if (options.drain) await events?.pass().catch(() => undefined)
    stopping.abort()
    house.end()
    schedules.end()
    watching.end()
    await events?.ended
    idle.stop()
    // Best effort: nobody waits for a worker that says so.
    hasLeft = true
    await withDeadline(register(), lastWordsMs).catch(() => undefined)
    await listening?.end()
    await pool.end().catch(() => undefined)
    log('info', 'worker stopped', { worker: name, reason })
  })

  const stop = async (why?: string) => {
    if (!stopping.signal.aborted) {
      reason = why ?? 'it was told to'
      log('info', 'worker stopping', { worker: name, reason })
    }
    stopping.abort()
    wake.wake()
    const graceMs = options.graceMs ?? 20_000
    const timers = [
      setTimeout(() => killing.abort(), graceMs),
      setTimeout(() => givingUp.abort(), graceMs + lastWordsMs),
    ]
    await finished
    for (const timer of timers) clearTimeout(timer)
  }

  const health: Health = {
    meter,
    isStopping: () => stopping.signal.aborted,
    database: outage.read,
    queue: () => calls.metrics(),
  }
  return { finished, stop, health }
}
