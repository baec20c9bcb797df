/** A wait that others can cut short; a wake during work is not lost. */
export function wakeable() {
  let woken = false
  const waiters = new Set<() => void>()
  return {
    wake() {
      woken = waiters.size === 0
      for (const waiter of waiters) waiter()
    },
    wait(ms: number, signal: AbortSignal): Promise<void> {
      if (woken || signal.aborted) {
        woken = false
        return Promise.resolve()
      }
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          waiters.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(done, ms)
        waiters.add(done)
        signal.addEventListener('abort', done)
      })
    },
  }
}
