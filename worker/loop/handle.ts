import { describeError } from '../database.ts'
import type { Meter } from '../health/meter.ts'
import type { Log } from '../log.ts'
import type { Provider } from '../providers/types.ts'
import { remedyFor } from '../retry.ts'
import { embedJobs } from './embed.ts'
import { keepLease } from './lease.ts'
import type { Protocol } from './protocol.ts'
import type { Job } from './types.ts'
import type { Turn } from './turns.ts'
import { runSteps } from './steps.ts'
import { countJobs, ownFailure, type Work } from './work.ts'

/** What all claims of a worker share; `killing` stops the calls that are on their way. */
export type Shared = {
  protocol: Protocol
  providers: Map<string, Provider>
  log: Log
  meter: Meter
  leaseSeconds: number
  killing: AbortSignal
}

/** Where the calls of a slot wait for their turn. */
type Slot = Shared & { turn: Turn }

/** Works on the jobs of one claim to their end, under heartbeats; never rejects. */
export async function handle(shared: Slot, jobs: Job[], since: number): Promise<void> {
  const { protocol, log, meter, killing, leaseSeconds } = shared
  const { kind } = jobs[0]!
  const lease = keepLease({ protocol, jobs, leaseSeconds, since, log, killing })
  const work: Work = { ...shared, lease, signal: lease.signal }
  meter.running(kind, 1)
  try {
    if (jobs[0]!.payload.handling === 'steps') for (const job of jobs) await runSteps(work, job)
    else await embedJobs(work, jobs)
  } catch (error) {
    const isStopped = work.signal.aborted
    log(isStopped ? 'warn' : 'error', 'job not finished', { kind, error: describeError(error) })
    // Not the jobs' fault: back at once. A fault of our own counts, or it would spin for ever.
    const isInnocent = isStopped || remedyFor(error) !== 'never'
    countJobs(work, jobs, isInnocent ? 'released' : 'failed')
    const giveBack = async () => {
      if (isInnocent) return void (await protocol.release(jobs))
      // One by one: nobody is left to halve them.
      for (const job of jobs) await protocol.fail([job], ownFailure(error))
    }
    await giveBack().catch((failed: unknown) =>
      log('warn', 'jobs not given back', { error: describeError(failed) }),
    )
  } finally {
    lease.end()
    meter.running(kind, -1)
  }
}
