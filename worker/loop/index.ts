import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { Database } from '../database.ts'
import { describeError, withDeadline } from '../database.ts'
import type { Log } from '../log.ts'
import type { Provider } from '../providers/types.ts'
import { answerMessage } from './chat.ts'
import { embedJobs } from './embed.ts'
import { maxTexts } from './pack.ts'
import { protocol, type Job } from './protocol.ts'
import { wakeable } from './wakeable.ts'
import type { Work } from './work.ts'

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

/** A running worker: `stop` ends it gracefully, `finished` resolves when it has stopped. */
export type Worker = { stop(): Promise<void>; finished: Promise<void> }

/**
 * Starts a worker: registers, then claims and handles jobs in two groups of slots, so that a bulk
 * backlog never takes the slot of a question. With `drain` it stops when nothing is left to claim.
 * Rejects when the schema does not fit this package (code PT409).
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { sql, log, providers, concurrency } = options
  const pollMs = options.pollMs ?? 1000
  const leaseSeconds = options.leaseSeconds ?? 60
  const name = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`
  const aliases = [...providers.keys()]
  const calls = protocol(sql)
  const stopping = new AbortController()
  const killing = new AbortController()
  const wake = wakeable()
  let idleSlots = 0

  const register = () =>
    calls.register(name, options.version, options.schemaVersion, aliases, idleSlots > 0)
  await register()
  await calls.offer(aliases)
  await calls.reap()
  log('info', 'worker started', { worker: name, providers: aliases.join(','), concurrency })

  const handle = async (jobs: Job[]) => {
    const lost = new AbortController()
    const work: Work = {
      protocol: calls,
      providers,
      log,
      signal: AbortSignal.any([lost.signal, killing.signal]),
    }
    const ids = jobs.map((job) => job.job_id)
    const beat = setInterval(
      () => {
        calls.heartbeat(ids, jobs[0]!.token, leaseSeconds).then(
          (mine) => mine.length === 0 && lost.abort(),
          (error: unknown) => log('warn', 'heartbeat failed', { error: describeError(error) }),
        )
      },
      (leaseSeconds * 1000) / 3,
    )
    try {
      if (jobs[0]!.kind === 'chat') await answerMessage(work, jobs[0]!)
      else await embedJobs(work, jobs)
    } catch (error) {
      log('error', 'job not finished', { kind: jobs[0]!.kind, error: describeError(error) })
      const code = (error as { code?: unknown }).code
      // Lost or stopped work goes back at once; a fault of our own counts, or it would spin for ever.
      await (
        work.signal.aborted
          ? calls.release(jobs)
          : calls.fail(jobs, {
              code: 'worker_error',
              status: null,
              retryAfterMs: null,
              message: `the worker could not finish the job (${typeof code === 'string' ? code : 'no code'})`,
            })
      ).catch(() => undefined)
    } finally {
      clearInterval(beat)
    }
  }

  const slot = async (lanes: string[]) => {
    let failures = 0
    while (!stopping.signal.aborted) {
      try {
        const jobs = await calls.claim(name, lanes, maxTexts, leaseSeconds)
        failures = 0
        if (jobs.length > 0) {
          await handle(jobs)
          continue
        }
        if (options.drain && (await isDrained(sql, lanes))) return
      } catch (error) {
        failures += 1
        log('error', 'cannot claim', { error: describeError(error) })
      }
      idleSlots += 1
      await wake.wait(pollMs * Math.min(2 ** failures, 30), stopping.signal)
      idleSlots -= 1
    }
  }

  // Registers again before others take the worker for gone, and takes back what crashed workers held.
  const housekeeping = setInterval(() => {
    register()
      .then(() => calls.reap())
      .then(() => calls.maintain())
      .catch((error: unknown) =>
        log('warn', 'housekeeping failed', { error: describeError(error) }),
      )
  }, 5000)

  const listening = options.listen
    ?.listen(
      'howdah_jobs',
      () => wake.wake(),
      () => wake.wake(),
    )
    .catch((error: unknown) => {
      log('warn', 'no LISTEN, polling only', { error: describeError(error) })
      return undefined
    })

  const slots = [
    ...Array.from({ length: concurrency }, () => slot(['bulk'])),
    ...Array.from({ length: concurrency }, () => slot(['interactive'])),
  ]
  const finished = Promise.all(slots).then(async () => {
    clearInterval(housekeeping)
    await (await listening)?.unlisten().catch(() => undefined)
    log('info', 'worker stopped', { worker: name })
  })

  return {
    finished,
    async stop() {
      stopping.abort()
      wake.wake()
      const grace = setTimeout(() => killing.abort(), options.graceMs ?? 20_000)
      await finished
      clearTimeout(grace)
    },
  }
}

/** Whether lanes of these classes have nothing left to run now or later. */
async function isDrained(sql: Database, classes: string[]): Promise<boolean> {
  const [row] = await withDeadline(
    sql<{ left: string }[]>`select howdah.unfinished_jobs(${classes}::text[]) as left`,
  )
  return Number(row!.left) === 0
}
