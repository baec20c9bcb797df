import type { Log } from '../log.ts'
import type { Provider } from '../providers/types.ts'
import type { Failure, Protocol } from './protocol.ts'

/** What the handling of one claim needs; `signal` aborts when the lease is lost or the worker stops. */
export type Work = {
  protocol: Protocol
  providers: Map<string, Provider>
  signal: AbortSignal
  log: Log
}

/** Whether an error came from a provider, and not from the database or our own code. */
export function isProviderFailure(error: unknown): error is Error & { failure: Failure } {
  return error instanceof Error && 'failure' in error
}

/** The facts about a failed call, without anything a partial answer carries. */
export function failureOf(error: Error & { failure: Failure }): Failure {
  const { code, status, retryAfterMs, message } = error.failure
  return { code, status, retryAfterMs, message }
}
