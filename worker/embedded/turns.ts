/** Hands one thing to one holder at a time, in the order of asking. */
export function turns() {
  const queue: (() => void)[] = []
  let held = false
  return {
    /** Resolves when it is the caller's turn. */
    take(): Promise<void> {
      if (!held) {
        held = true
        return Promise.resolve()
      }
      return new Promise((resolve) => queue.push(resolve))
    },
    /** Passes the turn on. */
    give(): void {
      const next = queue.shift()
      if (next) next()
      else held = false
    },
  }
}
