/** Runs a call when fewer than the most allowed are running, first come first served. */
export type Turn = <T>(call: () => Promise<T>) => Promise<T>

/** At most `max` calls at once. */
export function turns(max: number): Turn {
  let free = max
  const waiting: (() => void)[] = []
  return async (call) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await call()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}

/** No limit: where every slot makes one call at a time, the slots are the limit. */
export const always: Turn = (call) => call()
