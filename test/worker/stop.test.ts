import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as does from '../stub/behaviours.ts'
import { startStub, type Stub } from '../stub/provider.ts'
import { runCommand, startCommand } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { held } from './held.ts'
import { addText, sendQuestion, startTestWorker, useStub } from './in-process.ts'

let database: TestDatabase
let stub: Stub
let env: Record<string, string>
beforeAll(async () => {
  database = await createDatabase()
  stub = await startStub()
  env = { ...(await useStub(database, stub.url)), DATABASE_URL: database.url, HOWDAH_LOG: 'json' }
})
afterAll(async () => {
  await stub.close()
  await database.drop()
})

/** Resolves when a worker has taken notice of its first signal. */
const hasHeard = ({ stderr }: ChildProcess) =>
  new Promise<void>((resolve) =>
    stderr!.on('data', (data: Buffer) => data.includes('"worker stopping"') && resolve()),
  )

const jobs = async () =>
  (
    await database.sql`select state, attempt, crash_count from howdah_internal.jobs order by id`
  ).map((row) => ({ ...row }))

describe('a worker that is told to stop', () => {
  it('finishes the call that is on its way, claims nothing more and exits 0', async () => {
    const call = held(does.good)
    stub.next(call.behaviour)
    await addText(database, 'one')
    const { child, finished } = startCommand(['worker'], { ...env, HOWDAH_CONCURRENCY: '1' })
    await call.arrived
    const heard = hasHeard(child)
    child.kill('SIGTERM')
    await heard
    await addText(database, 'two')
    call.release()
    const { code, err } = await finished
    expect(code).toBe(0)
    expect(err).toContain('"worker stopped"')
    const [row] = await database.sql`select count(*)::int as n from howdah.embeddings`
    expect(row!.n).toBe(1)
    expect(await jobs()).toEqual([{ state: 'ready', attempt: 0, crash_count: 0 }])
    await database.sql`select howdah.cancel_job(id) from howdah_internal.jobs`
  })

  it('gives back what is not finished within the grace time', async () => {
    const calls = [held(does.good), held(() => {})]
    stub.next(calls[0]!.behaviour)
    await addText(database, 'three')
    const worker = await startTestWorker(database.url, env, { graceMs: 100 })
    await calls[0]!.arrived
    stub.next(does.good, calls[1]!.behaviour)
    const id = await sendQuestion(database, 'Is it so?')
    await calls[1]!.arrived
    await worker.end()
    await Promise.all(calls.map(({ closed }) => closed))
    expect(await jobs()).toEqual([
      { state: 'ready', attempt: 0, crash_count: 0 },
      { state: 'ready', attempt: 0, crash_count: 0 },
    ])
    const usage = await database.sql`
      select status, is_estimated from howdah.llm_usage where status != 'ok'`
    expect(usage.map((row) => ({ ...row }))).toEqual([
      { status: 'cancelled', is_estimated: true },
      { status: 'cancelled', is_estimated: true },
    ])
    await database.sql`select howdah.cancel_message(${id})`
    await database.sql`select howdah.cancel_job(id) from howdah_internal.jobs`
  })

  it('does not wait for calls when it is told twice', async () => {
    const call = held(does.good)
    stub.next(call.behaviour)
    await addText(database, 'four')
    const { child, finished } = startCommand(['worker'], env)
    await call.arrived
    const heard = hasHeard(child)
    child.kill('SIGINT')
    await heard
    child.kill('SIGINT')
    expect((await finished).code).toBe(1)
    await call.closed
    await database.sql`select howdah.cancel_job(id) from howdah_internal.jobs`
  })

  it('stops by itself after --max-seconds', async () => {
    const startedAt = performance.now()
    const { code, err } = await runCommand(['worker', '--max-seconds', '1'], env)
    expect(code).toBe(0)
    expect(err).toContain('"worker stopped"')
    expect(performance.now() - startedAt).toBeGreaterThan(1000)
  })
})
