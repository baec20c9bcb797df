import { providerFailure, type Failure, type ProviderFailure, type Timeouts } from './types.ts'

/** What a call gets that is given no timeouts. When an answer must have begun is for SQL to say. */
export const defaultTimeouts: Record<'embed' | 'chat' | 'rerank', Timeouts> = {
  embed: { first_ms: null, silence_ms: 60_000, total_ms: 120_000 },
  chat: { first_ms: null, silence_ms: 60_000, total_ms: null },
  rerank: { first_ms: null, silence_ms: 60_000, total_ms: 60_000 },
}

/** The longest that a timer takes; beyond it ends at once. */
export const longestTimer = 2 ** 31 - 1

/** A signal that also ends when time runs out. `end` must be called: it lets go of caller and timers. */
export type Deadline = {
  signal: AbortSignal
  /** Something came: silence starts anew. */
  beat(): void
  /** Ends what is left of the answer after this time at the latest: without a failure, for it has all that counts. */
  limitRest(ms: number): void
  /** What ended the call, its caller or its time; undefined while neither has. */
  failure(facts?: Partial<Failure>): ProviderFailure | undefined
  end(): void
}

const isTimeout = (reason: unknown) => reason instanceof Error && reason.name === 'TimeoutError'

/** Ties a caller's signal to timeouts. The SDK's own one stops counting at the first header. */
export function startDeadline(caller: AbortSignal, timeouts: Timeouts): Deadline {
  const controller = new AbortController()
  let ended: ['timeout' | 'aborted', string] | undefined
  let beats = 0
  let isOver = false

  const stop = (code: 'timeout' | 'aborted', message: string) => {
    ended ??= [code, message]
    controller.abort()
  }
  const timer = (ms: number | null, expire: () => void) =>
    ms === null ? undefined : setTimeout(expire, Math.min(ms, longestTimer))
  /** Ends a wait for bytes, unless they came while this thread was busy and are still to be read. */
  const expire = (message: string) => () => {
    const before = beats
    setImmediate(() => {
      if (!isOver && beats === before) stop('timeout', message)
    })
  }

  // Not AbortSignal.any: the worker's signal lives for days and would collect what hangs on it.
  const stopped = () =>
    isTimeout(caller.reason)
      ? stop('timeout', 'the provider did not answer in time')
      : stop('aborted', 'the call was stopped')
  if (caller.aborted) stopped()
  else caller.addEventListener('abort', stopped, { once: true })

  const total = timer(timeouts.total_ms, () =>
    stop('timeout', 'the provider did not answer in time'),
  )
  const first = timer(timeouts.first_ms, expire('the provider did not begin to answer in time'))
  let silence: NodeJS.Timeout | undefined
  let rest: NodeJS.Timeout | undefined
  return {
    signal: controller.signal,
    beat() {
      // A timer that was cleared would be set again.
      if (isOver) return
      beats += 1
      if (beats > 1) return void silence?.refresh()
      clearTimeout(first)
      silence = timer(timeouts.silence_ms, expire('the provider fell silent'))
    },
    limitRest(ms) {
      clearTimeout(rest)
      rest = setTimeout(() => controller.abort(), ms)
    },
    failure: (facts = {}) => ended && providerFailure(...ended, facts),
    end() {
      isOver = true
      clearTimeout(total)
      clearTimeout(first)
      clearTimeout(silence)
      clearTimeout(rest)
      caller.removeEventListener('abort', stopped)
    },
  }
}
