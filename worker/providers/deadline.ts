/** How long a call may take, in milliseconds: in all, and without anything new. */
export type Limits = { totalMs: number; silenceMs: number }

/** A signal that also ends when time runs out. `end` must be called: it lets go of caller and timers. */
export type Deadline = {
  signal: AbortSignal
  isLate(): boolean
  /** Something came: silence starts anew. */
  beat(): void
  end(): void
}

/** Ties a caller's signal to the limits. The SDK's own timeout stops counting at the first header. */
export function startDeadline(caller: AbortSignal, limits: Limits): Deadline {
  const controller = new AbortController()
  let late = false
  const stop = () => controller.abort()
  const expire = () => {
    late = !controller.signal.aborted
    stop()
  }
  // Not AbortSignal.any: the worker's signal lives for days and would collect what hangs on it.
  if (caller.aborted) stop()
  else caller.addEventListener('abort', stop, { once: true })
  const total = setTimeout(expire, limits.totalMs)
  let silence = setTimeout(expire, limits.silenceMs)
  return {
    signal: controller.signal,
    isLate: () => late || (caller.reason instanceof Error && caller.reason.name === 'TimeoutError'),
    beat() {
      clearTimeout(silence)
      silence = setTimeout(expire, limits.silenceMs)
    },
    end() {
      clearTimeout(total)
      clearTimeout(silence)
      caller.removeEventListener('abort', stop)
    },
  }
}
