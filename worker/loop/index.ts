import { randomBytes } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { hostname } from 'node:os'
import type { Database } from '../database.ts'
import { describeError, withDeadline } from '../database.ts'
import { createMeter, type Meter } from '../health/meter.ts'
import { metered } from '../health/metered.ts'
import type { Log } from '../log.ts'
import { replaceable } from '../pool.ts'
import type { Provider } from '../providers/types.ts'
import { withRetries } from '../retry.ts'
import { idleness } from './idleness.ts'
import { watchDatabase } from './outage.ts'
import { protocol } from './protocol.ts'
import type { QueueMetric } from './types.ts'
import { rounds } from './rounds.ts'
import { runSlot } from './slot.ts'
import { always, turns, type Turn } from './turns.ts'
import { wakeable } from './wakeable.ts'

/** Options of a worker. Times in milliseconds unless named seconds. */
export type WorkerOptions = {
  sql: Database
  listen?: Database
  providers: Map<string, Provider>
  log: Log
  version: string
  schemaVersion: number
  concurrency: number
  drain?: boolean
  pollMs?: number
  leaseSeconds?: number
  graceMs?: number
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
export type Worker = { stop(): Promise<void>; finished: Promise<void>; health: Health }

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
  const outage = watchDatabase(log, meter)
  const wake = wakeable()
  // Best effort: housekeeping tells it again.
  const idle = idleness(() => void register().catch(() => undefined))

  const register = () =>
    calls.register(name, options.version, options.schemaVersion, aliases, idle.tell())
  await untilStarted(register)
  await untilStarted(() => calls.offer(aliases))
  await untilStarted(calls.reap)
  log('info', 'worker started', { worker: name, providers: aliases.join(','), concurrency })

  // Registers again before others take it for gone, takes back what crashed workers held, tidies the queue.
  const house = rounds({
    everyMs: 5000,
    work: async () => {
      await register()
      // After an outage our own leases are over too: what was bought is stored before it is given away.
      if (!calls.isStoring()) await calls.reap()
      await calls.maintain()
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
  const watching = rounds({
    everyMs: 1000,
    work: async () => {
      while (!stopping.signal.aborted && (await calls.syncWatched()) > 0);
    },
    failure: 'reading watched tables failed',
    outage,
  })
  const listening = options.listen && listen(options.listen, wake.wake, log)
  const shared = { protocol: calls, providers, log, meter, leaseSeconds, killing: killing.signal }
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

  const finished = Promise.all(slots).then(async () => {
    // Best effort: what is left says why in one line each.
    if (options.drain && !stopping.signal.aborted) {
      const left = await calls.unfinished(name, ['interactive', 'bulk']).catch(() => [])
      for (const { lane, job_count, reason } of left) {
        const why = reason ?? 'it came in the meantime'
        log('warn', 'left in the queue', { lane, jobs: Number(job_count), reason: why })
      }
    }
    stopping.abort()
    house.end()
    schedules.end()
    watching.end()
    idle.stop()
    // Best effort, both: nobody is woken for a worker that is gone, and leases end by themselves.
    await register().catch(() => undefined)
    await listening?.end()
    await pool.end().catch(() => undefined)
    log('info', 'worker stopped', { worker: name })
  })

  const stop = async () => {
    if (!stopping.signal.aborted) log('info', 'worker stopping', { worker: name })
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

/** Waits for a server that is just starting up or too busy to reply in time; other trouble is told at once. */
async function untilStarted(call: () => Promise<unknown>): Promise<void> {
  const helps = (error: unknown) =>
    /^(57P03|HOWDAH_DEADLINE)$/.test(String((error as { code?: unknown }).code))
  await withRetries(call, { forMs: 30_000, helps })
}

/** Listens for hints that there is work; without them the worker polls. */
function listen(sql: Database, wake: () => void, log: Log): { end(): Promise<void> } {
  const begin = async () => {
    if (await isPooled(sql)) {
      const hint = 'set HOWDAH_LISTEN_URL to an address without a pooler to be woken'
      log('info', 'a connection pooler is in between: polling only', { hint })
      return undefined
    }
    return sql.listen('howdah_jobs', wake, wake)
  }
  const listening = begin().catch((error: unknown) => {
    log('warn', 'no LISTEN, polling only', { error: describeError(error) })
    return undefined
  })
  const unlisten = async () => (await listening)?.unlisten()
  // The connection may be half-open; its owner closes it in any case.
  return { end: () => withDeadline(unlisten(), 1000).catch(() => undefined) }
}

/** Whether somebody else speaks for the server: LISTEN would stay in a session that others use. */
async function isPooled(sql: Database): Promise<boolean> {
  const rows = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
  return rows.state.pid !== rows[0]!.pid
}
