import type { Meter } from '../health/meter.ts'
import type { Log } from '../log.ts'
import type { Post } from '../webhook/post.ts'
import type { Outage } from './outage.ts'
import type { Protocol } from './protocol.ts'
import type { Event } from './types.ts'
import { wakeable } from './wakeable.ts'

/** What posting events needs; `everyMs` is how often it looks for some that nobody told it of. */
export type DeliveryOptions = {
  protocol: Pick<Protocol, 'claimEvents' | 'completeEvent' | 'failEvent'>
  post: Post
  log: Log
  meter: Meter
  outage: Outage
  everyMs: number
  leaseSeconds: number
  stopping: AbortSignal
  killing: AbortSignal
}

/** Longest wait for the receiver, in milliseconds; well within the lease. */
const longestMs = 10_000

/**
 * Posts the events of the outbox, beside everything else that a worker does. Which are due, when again, and what a
 * failure means, the database says.
 */
export function deliveries(options: DeliveryOptions) {
  const { protocol, log, meter, outage, stopping } = options
  const wake = wakeable()
  const ms = Math.min(longestMs, (options.leaseSeconds * 1000) / 2)

  const deliver = async (event: Event) => {
    const failure = await options.post(event.event_id, event.body, { ms, stop: options.killing })
    meter.add('events', { status: failure?.code ?? 'ok' })
    if (!failure) return void (await protocol.completeEvent(event))
    const verdict = await protocol.failEvent(event, failure)
    const { code, status } = failure
    log('warn', 'event not delivered', { id: event.event_id, code, status, verdict })
  }
  /** All that is due. */
  const pass = async () => {
    while (!stopping.aborted) {
      const events = await protocol.claimEvents()
      if (events.length === 0) return
      const ends = await Promise.allSettled(events.map(deliver))
      for (const end of ends) if (end.status === 'rejected') throw end.reason
    }
  }
  const run = async () => {
    while (!stopping.aborted) {
      let pause = options.everyMs
      try {
        await pass()
        outage.over()
      } catch (error) {
        pause = Math.min(pause, outage.failed('posting events failed', error))
      }
      await wake.wait(pause, stopping)
    }
  }
  return { wake: wake.wake, pass, ended: run() }
}
