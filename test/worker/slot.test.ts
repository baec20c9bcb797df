import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createMeter } from '../../worker/health/meter.ts'
import { idleness } from '../../worker/loop/idleness.ts'
import { runSlot, type SlotOptions } from '../../worker/loop/slot.ts'
import { turns } from '../../worker/loop/turns.ts'
import type { Job } from '../../worker/loop/types.ts'
import { wakeable } from '../../worker/loop/wakeable.ts'

it('slots ask for claims in turn, and for none once the worker stops', async () => {
  const asked: ((jobs: Job[]) => void)[] = []
  const stopping = new AbortController()
  const protocol = { claim: () => new Promise<Job[]>((resolve) => asked.push(resolve)) }
  const options = {
    shared: { protocol, meter: createMeter() },
    worker: 'w',
    laneClass: 'bulk',
    claiming: turns(2),
    pollMs: 60_000,
    isDraining: false,
    stopping: stopping.signal,
    outage: { over: () => undefined, failed: () => 0 },
    wake: wakeable(),
    idle: idleness(() => undefined),
  } as unknown as SlotOptions
  const slots = Array.from({ length: 5 }, () => runSlot(options))
  await turnOfLoop()
  expect(asked.length).toBe(2)
  asked[0]!([])
  await turnOfLoop()
  expect(asked.length).toBe(3)
  stopping.abort()
  for (const answer of asked) answer([])
  await turnOfLoop()
  expect(asked.length).toBe(3)
  await Promise.all(slots)
})
