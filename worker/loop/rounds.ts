import type { Outage } from './outage.ts'

/**
 * Does the work again and again with `everyMs` milliseconds between, until `end`. A failure is told as
 * `failure` and tried again, sooner where the outage says so.
 */
export function rounds(options: {
  everyMs: number | (() => number)
  work: () => Promise<unknown>
  failure: string
  outage: Outage
}): { end(): void } {
  const { work, failure, outage } = options
  const wait = () => (typeof options.everyMs === 'number' ? options.everyMs : options.everyMs())
  let ended = false
  let timer: NodeJS.Timeout | undefined
  const round = async () => {
    let pause: number
    try {
      await work()
      outage.over()
      pause = wait()
    } catch (error) {
      pause = Math.min(wait(), outage.failed(failure, error))
    }
    if (!ended) timer = setTimeout(() => void round(), pause)
  }
  timer = setTimeout(() => void round(), wait())
  return {
    end() {
      ended = true
      clearTimeout(timer)
    },
  }
}
