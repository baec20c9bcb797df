import type { Meter } from '../health/meter.ts'
import type { Log } from '../log.ts'
import type { Provider } from '../providers/types.ts'
import type { Lease } from './lease.ts'
import type { Turn } from './turns.ts'
import type { Protocol } from './protocol.ts'
import type { Failure, Job } from './types.ts'

/** What the handling of one claim needs; `signal` aborts when the lease is lost or the worker stops. */
export type Work = {
  protocol: Protocol
  providers: Map<string, Provider>
  lease: Pick<Lease, 'holds' | 'settle'>
  signal: AbortSignal
  log: Log
  meter: Meter
  /** Waits until one more call of this class may run. */
  turn: Turn
}

/** Whether an error came from a provider, and not from the database or our own code. */
export function isProviderFailure(error: unknown): error is Error & { failure: Failure } {
  return error instanceof Error && 'failure' in error
}

/** Whether a provider was called at all. */
export function wasCalled(error: { failure: Failure }): boolean {
  return error.failure.code !== 'not_configured'
}

/** The facts about a failed call, without anything that had come of it. */
export function failureOf(error: Error & { failure: Failure }): Failure {
  const { code, status, retryAfterMs, message, param } = error.failure
  return { code, status, retryAfterMs, message, param: param ?? null }
}

/** What a fault of our own looks like to the queue. */
export function ownFailure(error: unknown): Failure {
  const { code } = error as { code?: unknown }
  const known = typeof code === 'string' ? code : 'no code'
  const message = `the worker could not finish the job (${known})`
  return { code: 'worker_error', status: null, retryAfterMs: null, message, param: null }
}

/** The provider of a model, or a failure that SQL knows how to take. */
export function providerFor(
  providers: Map<string, Provider>,
  model: { provider: string },
): Provider {
  const provider = providers.get(model.provider)
  if (provider) return provider
  const message = `no URL or key for provider ${model.provider}`
  throw Object.assign(new Error(message), {
    failure: { code: 'not_configured', status: null, retryAfterMs: null, message },
  })
}

/** Says how jobs ended: to the log's reader as given, and to the counters. */
export function countJobs(work: Pick<Work, 'meter'>, jobs: Job[], outcome: string): void {
  work.meter.add('jobs', { kind: jobs[0]!.kind, outcome }, jobs.length)
}
