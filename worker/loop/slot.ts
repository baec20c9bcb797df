import { handle, type Shared } from './handle.ts'
import type { Idleness } from './idleness.ts'
import type { Outage } from './outage.ts'
import { maxTexts } from './pack.ts'
import type { Turn } from './turns.ts'
import type { wakeable } from './wakeable.ts'

/** What a slot needs; `pollMs` is how often it looks for work. */
export type SlotOptions = {
  shared: Shared & { turn: Turn }
  worker: string
  laneClass: string
  pollMs: number
  isDraining: boolean
  stopping: AbortSignal
  outage: Outage
  wake: ReturnType<typeof wakeable>
  idle: Idleness
  /** Where its claims wait for their turn. */
  claiming: Turn
}

/** Claims and handles jobs of a class of lanes, one claim at a time, until the worker stops or all is drained. */
export async function runSlot(options: SlotOptions): Promise<void> {
  const { shared, worker, laneClass, claiming, stopping, outage, wake, idle } = options
  const { protocol, meter } = shared
  while (!stopping.aborted) {
    // Not all at once: a quarter of chance.
    let pause = options.pollMs * (0.75 + Math.random() / 2)
    try {
      const { jobs, since } = await claiming(async () => {
        const since = performance.now()
        const jobs = stopping.aborted ? [] : await protocol.claim(worker, [laneClass], maxTexts)
        return { jobs, since }
      })
      outage.over()
      meter.add('claims', { lanes: laneClass, result: jobs.length > 0 ? 'jobs' : 'empty' })
      if (jobs.length > 0) {
        await (stopping.aborted ? protocol.release(jobs) : handle(shared, jobs, since))
        continue
      }
      if (options.isDraining) {
        const left = await protocol.unfinished(worker, [laneClass])
        if (left.every(({ reason }) => reason !== null)) return
      }
    } catch (error) {
      pause = outage.failed('cannot claim', error)
    }
    idle.begin(laneClass)
    await wake.wait(pause, stopping)
    idle.end(laneClass)
  }
}
