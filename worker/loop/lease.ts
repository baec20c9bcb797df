import { describeError } from '../database.ts'
import type { Log } from '../log.ts'
import type { Protocol } from './protocol.ts'
import type { Job } from './types.ts'

/** The hold on the jobs of one claim. */
export type Lease = {
  /** Aborts when none of the open jobs is ours, or none can be known to be, or the worker ends. */
  signal: AbortSignal
  /** Whether a job is ours as far as we know. */
  holds(job: Job): boolean
  /** These jobs are finished; heartbeats leave them out. */
  settle(jobs: Job[]): void
  end(): void
}

/**
 * Keeps the lease of a claim by heartbeats. `since` is when the claim was asked for, by the monotonic
 * clock: the database counts from a moment after that, so we never believe in a lease that has ended.
 */
export function keepLease(options: {
  protocol: Pick<Protocol, 'heartbeat'>
  jobs: Job[]
  leaseSeconds: number
  since: number
  log: Log
  killing: AbortSignal
}): Lease {
  const { protocol, jobs, log, killing } = options
  const leaseMs = options.leaseSeconds * 1000
  const controller = new AbortController()
  const open = new Set(jobs.map((job) => job.job_id))
  let until = options.since + leaseMs
  let timer: NodeJS.Timeout | undefined
  let ended = false

  const lose = (why: string) => {
    clearTimeout(timer)
    log('warn', why, { lane: jobs[0]!.lane })
    open.clear()
    controller.abort()
  }
  const next = (ms: number) => {
    timer = setTimeout(() => void beat(), Math.max(0, Math.min(ms, until - performance.now())))
  }
  const beat = async () => {
    const asked = performance.now()
    if (asked >= until) return lose('the lease ended without a heartbeat')
    const ids = [...open]
    try {
      const mine = new Set(ids.length > 0 ? await protocol.heartbeat(ids, jobs[0]!.token) : [])
      until = asked + leaseMs
      // What was settled in the meantime is finished, not lost.
      const lost = ids.filter((id) => open.has(id) && !mine.has(id))
      for (const id of lost) open.delete(id)
      if (ended) return
      if (lost.length > 0 && open.size === 0) return lose('the jobs are not ours any more')
      next(leaseMs / 3)
    } catch (error) {
      if (ended) return
      log('warn', 'heartbeat failed', { error: describeError(error) })
      next(leaseMs / 12)
    }
  }
  next(leaseMs / 3)
  // Not AbortSignal.any: the signal of the worker lives for days and would collect what hangs on it.
  const kill = () => controller.abort()
  if (killing.aborted) kill()
  else killing.addEventListener('abort', kill, { once: true })

  return {
    signal: controller.signal,
    holds: (job) => open.has(job.job_id),
    settle(settled) {
      for (const job of settled) open.delete(job.job_id)
    },
    end() {
      ended = true
      clearTimeout(timer)
      killing.removeEventListener('abort', kill)
    },
  }
}
