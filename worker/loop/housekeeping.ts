import type { Outage } from './outage.ts'
import type { Protocol } from './protocol.ts'

/** Milliseconds between two rounds. */
const every = 5000

/**
 * Registers again before others take the worker for gone, takes back what crashed workers held, and
 * has the queue put in order; round after round until `end`.
 */
export function keepHouse(options: {
  protocol: Pick<Protocol, 'reap' | 'maintain' | 'isStoring'>
  register: () => Promise<unknown>
  outage: Outage
}): { end(): void } {
  const { protocol, register, outage } = options
  let ended = false
  let timer: NodeJS.Timeout | undefined
  const round = async () => {
    let pause = every
    try {
      await register()
      // After an outage our own leases are over too: what was bought is stored before it is given away.
      if (!protocol.isStoring()) await protocol.reap()
      await protocol.maintain()
      outage.over()
    } catch (error) {
      pause = Math.min(every, outage.failed('housekeeping failed', error))
    }
    if (!ended) timer = setTimeout(() => void round(), pause)
  }
  timer = setTimeout(() => void round(), every)
  return {
    end() {
      ended = true
      clearTimeout(timer)
    },
  }
}
