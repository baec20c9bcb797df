import { afterEach, describe, expect, it } from 'vitest'
import { keepLease, type Lease } from '../../worker/loop/lease.ts'
import type { Job } from '../../worker/loop/types.ts'
import * as does from '../stub/behaviours.ts'
import { startStub } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import { createDatabase } from '../support/database.ts'
import { held } from './held.ts'
import { addText, startTestWorker, useStub } from './in-process.ts'

const jobs = ['1', '2', '3'].map((job_id) => ({ job_id, token: '7', lane: 'l' }) as Job)
const leases: Lease[] = []
afterEach(() => {
  for (const lease of leases.splice(0)) lease.end()
})

/** Keeps a lease of 0.3 s with what `heartbeat` answers. */
function keep(heartbeat: (ids: string[]) => Promise<string[]>, killing = new AbortController()) {
  const asked: string[][] = []
  const startedAt = performance.now()
  const lease = keepLease({
    protocol: {
      heartbeat(ids) {
        asked.push(ids)
        return heartbeat(ids)
      },
    },
    jobs,
    leaseSeconds: 0.3,
    since: startedAt,
    log: () => {},
    killing: killing.signal,
  })
  leases.push(lease)
  const lostAfter = new Promise<number>((resolve) =>
    lease.signal.addEventListener('abort', () => resolve(performance.now() - startedAt)),
  )
  return { lease, asked, lostAfter }
}

const fails = async (): Promise<string[]> => {
  throw Object.assign(new Error('no connection'), { code: 'ECONNREFUSED' })
}

describe('a lease', () => {
  it('lasts as long as heartbeats say that the jobs are ours', async () => {
    const { lease, asked } = keep(async (ids) => ids)
    await until('it is older than it was long', async () => asked.length >= 5)
    expect(lease.signal.aborted).toBe(false)
    expect(jobs.every((job) => lease.holds(job))).toBe(true)
  })

  it('is lost when a heartbeat says that no job is ours', async () => {
    const { lease, lostAfter } = keep(async () => [])
    expect(await lostAfter).toBeLessThan(250)
    expect(jobs.some((job) => lease.holds(job))).toBe(false)
  })

  it('goes on for the rest when only some jobs are lost', async () => {
    const { lease, asked } = keep(async (ids) => ids.filter((id) => id !== '2'))
    await until('the rest is asked for', async () => asked.length === 2)
    expect(asked).toEqual([
      ['1', '2', '3'],
      ['1', '3'],
    ])
    expect(jobs.map((job) => lease.holds(job))).toEqual([true, false, true])
    expect(lease.signal.aborted).toBe(false)
  })

  it('is lost by our own clock when no heartbeat gets through, and not before', async () => {
    const { lostAfter, asked } = keep(fails)
    const ms = await lostAfter
    expect(ms).toBeGreaterThanOrEqual(299)
    expect(ms).toBeLessThan(600)
    expect(asked.length).toBeGreaterThan(2)
  })

  it('survives some heartbeats that do not get through', async () => {
    let beats = 0
    const { lease } = keep(async (ids) => (++beats % 3 === 0 ? ids : fails()))
    await until('it is older than it was long', async () => beats >= 12)
    expect(lease.signal.aborted).toBe(false)
  })

  it('does not take finished jobs for lost ones', async () => {
    const { lease, asked } = keep(async (ids) => {
      // They are finished while the heartbeat is on its way.
      lease.settle(jobs.slice(0, 2))
      return ids.filter((id) => id === '3')
    })
    await until('only the open job is asked for', async () => asked.length === 3)
    expect(asked.at(-1)).toEqual(['3'])
    expect(lease.signal.aborted).toBe(false)
  })

  it('ends with the worker', async () => {
    const killing = new AbortController()
    const { lease } = keep(async (ids) => ids, killing)
    killing.abort()
    expect(lease.signal.aborted).toBe(true)
  })
})

describe('a call for jobs that are lost', () => {
  it('is hung up, and its cost is recorded', async () => {
    const database = await createDatabase()
    const stub = await startStub()
    const env = await useStub(database, stub.url)
    const worker = await startTestWorker(database.url, env, { leaseSeconds: 2 })
    const call = held(does.good)
    stub.next(call.behaviour)
    await addText(database, 'one')
    await call.arrived
    await database.sql`select howdah.cancel_job(id) from howdah_internal.jobs`
    await call.closed
    await until('the cost is recorded', async () => {
      const [usage] = await database.sql`
        select status, is_estimated, error_code from howdah.llm_usage`
      return usage?.status === 'cancelled' && usage.is_estimated && usage.error_code === 'aborted'
    })
    expect(stub.requests.length).toBe(1)
    await worker.end()
    expect(worker.log()).toContain('the jobs are not ours any more')
    await stub.close()
    await database.drop()
  })
})
