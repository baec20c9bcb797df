import { handle, type Shared } from './handle.ts'
import type { Idleness } from './idleness.ts'
import type { Lookout } from './lookout.ts'
import type { Outage } from './outage.ts'
import { maxTexts } from './pack.ts'
import type { Job } from './types.ts'
import { always, type Turn } from './turns.ts'
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
  /** Who looks for work while many wait; without it each slot does. */
  lookout?: Lookout
}

/** How many polls a slot sleeps for which another one looks: only in case that one was not heard. */
const sleepPolls = 60

/** Where somebody waits, whichever slot has found the job does it at once. */
const turnOf = (job: Job, turn: Turn) => (job.lane.endsWith('/interactive') ? always : turn)

/** Claims and handles jobs of a class of lanes, one claim at a time, until the worker stops or all is drained. */
export async function runSlot(options: SlotOptions): Promise<void> {
  const { shared, worker, laneClass, claiming, stopping, outage, wake, idle } = options
  const { protocol, meter } = shared
  let lanes = [laneClass]
  while (!stopping.aborted) {
    // Not all at once: a quarter of chance.
    let pause = options.pollMs * (0.75 + Math.random() / 2)
    let hasFailed = false
    try {
      const { jobs, since } = await claiming(async () => {
        const since = performance.now()
        const jobs = stopping.aborted ? [] : await protocol.claim(worker, lanes, maxTexts)
        return { jobs, since }
      })
      outage.over()
      meter.add('claims', { lanes: laneClass, result: jobs.length > 0 ? 'jobs' : 'empty' })
      if (jobs.length > 0) {
        // Others may find more of it.
        if (lanes.length > 1) wake.wake()
        lanes = [laneClass]
        const turn = turnOf(jobs[0]!, shared.turn)
        await (stopping.aborted ? protocol.release(jobs) : handle({ ...shared, turn }, jobs, since))
        continue
      }
      if (options.isDraining) {
        const left = await protocol.unfinished(worker, [laneClass])
        if (left.every(({ reason }) => reason !== null)) return
      }
    } catch (error) {
      pause = outage.failed('cannot claim', error)
      hasFailed = true
    }
    idle.begin(laneClass)
    const watch = options.lookout?.begin(laneClass) ?? 'own'
    if (watch === 'sleep' && !hasFailed) pause *= sleepPolls
    await wake.wait(pause, stopping)
    options.lookout?.end(laneClass, watch)
    lanes = watch === 'all' ? ['interactive', 'bulk'] : [laneClass]
    idle.end(laneClass)
  }
}
