import { expect, test } from 'vitest'
import { layoutStatus } from '../../../worker/status/layout.ts'
import type { Status } from '../../../worker/status/types.ts'
import { startStub } from '../../stub/provider.ts'
import { until } from '../../support/command.ts'
import { createDatabase } from '../../support/database.ts'
import { startTestWorker, useStub, type TestWorker } from '../../worker/in-process.ts'
import { cases } from './broken-cases.ts'

// Broken set-ups: whoever looks at the first line of `howdah status`, or at the first row of doctor(), reads the cause
// and its cure, and who waits for an answer is told within seconds.
test.concurrent.for(cases)('$name', async (one) => {
  const database = await createDatabase()
  const workers: TestWorker[] = []
  const { sql } = database
  const stub = await startStub()
  await useStub(database, stub.url)
  // Not one of these is what the case is about.
  await sql`update howdah.schedules set next_run_at = howdah.next_run(schedule)`
  const work = async (env: Record<string, string> = {}) => {
    const worker = await startTestWorker(database.url, env, { graceMs: 100 })
    workers.push(worker)
    return worker
  }
  try {
    await one.make({ database, sql, stub, work })
    const madeAt = Date.now()
    if (one.reason) {
      await until(`wait_reason() says ${one.reason}`, async () => {
        const [row] = await sql<{ reason: string | null }[]>`select howdah.wait_reason() as reason`
        return one.reason!.test(row!.reason ?? '')
      })
      expect(Date.now() - madeAt).toBeLessThan(process.env['HOWDAH_SLOW'] ? 15_000 : 10_000)
    }
    let seen = ''
    const isSaid = async () => {
      const [row] = await sql<{ status: Status }[]>`select howdah.status() as status`
      const [first] = layoutStatus(row!.status, { width: 600, color: false })
      const [found] = await sql<Record<string, string>[]>`select * from howdah.doctor() limit 1`
      const doctor = `${found?.['subject']}: ${found?.['finding']}: ${found?.['advice']}`
      seen = `${first}\n${doctor}`
      return (
        [one.state].flat().includes(row!.status.state) &&
        [first!, doctor].every((text) => one.cause.test(text) && one.cure.test(text))
      )
    }
    await until('it is said', isSaid, 30).catch((error: Error) => {
      throw new Error(`${error.message}\n${seen}`)
    })
  } finally {
    for (const worker of workers) await worker.end()
    await stub.close()
    await database.drop()
  }
})
