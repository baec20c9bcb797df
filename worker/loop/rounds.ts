import type { Outage } from './outage.ts'

/**
 * Does the work again and again with `everyMs` milliseconds between, until `end`. A failure is told as
 * `failure` and tried again, sooner where the outage says so.
 */
export function rounds(options: {
  everyMs: number
  work: () => Promise<unknown>
  failure: string
  outage: Outage
}): { end(): void } {
  const { everyMs, work, failure, outage } = options
  let ended = false
  let timer: NodeJS.Timeout | undefined
  const round = async () => {
    let pause = everyMs
    try {
      await work()
      outage.over()
    } catch (error) {
      pause = Math.min(everyMs, outage.failed(failure, error))
    }
    if (!ended) timer = setTimeout(() => void round(), pause)
  }
  timer = setTimeout(() => void round(), everyMs)
  return {
    end() {
      ended = true
      clearTimeout(timer)
    },
  }
}
