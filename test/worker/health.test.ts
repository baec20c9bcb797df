import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prometheus } from '../../worker/health/prometheus.ts'
import { report } from '../../worker/health/report.ts'
import { openHealthPort, type HealthServer } from '../../worker/health/server.ts'
import type { Health } from '../../worker/loop/index.ts'
import { startStub, type Stub } from '../stub/provider.ts'
import { runCommand, startCommand, until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { addText, startTestWorker, useStub, type TestWorker } from './in-process.ts'

const healthOf = (facts: { stopping?: boolean; seconds?: number; reason?: string }): Health => ({
  meter: { add() {}, time() {}, running() {}, read: () => [] },
  isStopping: () => facts.stopping ?? false,
  database: () => ({ seconds: facts.seconds ?? 0, reason: facts.reason ?? null }),
  queue: async () => [],
})

describe('/healthz', () => {
  it.each([
    ['ok', healthOf({}), true, undefined],
    ['ok', healthOf({ seconds: 14.9, reason: 'no answer' }), true, undefined],
    ['failing', healthOf({ seconds: 15.1 }), false, 'the database has not answered for 15 s'],
    ['failing', healthOf({ seconds: 99, reason: 'no answer' }), false, 'no answer'],
    ['stopping', healthOf({ stopping: true }), false, 'the worker is stopping'],
    ['starting', null, false, 'not registered yet'],
  ])('says %s', (status, health, isHealthy, reason) => {
    const said = report(health, [])
    expect([said.status, said.isHealthy, said.reason]).toEqual([status, isHealthy, reason])
  })

  it('shows no password', () => {
    const reason = 'cannot reach postgres://u:hidden-word@host/db'
    const { reason: said } = report(healthOf({ seconds: 20, reason }), ['hidden-word'])
    expect(said).not.toContain('hidden-word')
  })
})

describe('the text for Prometheus', () => {
  it('escapes, keeps one name together, and leaves out what is not a name', () => {
    const gauge = { help: 'a \\ b\nc', type: 'gauge' }
    const text = prometheus([
      { ...gauge, name: 'm', labels: { lane: 'a"b\\c\nd' }, value: 1 },
      { ...gauge, name: 'n', labels: {}, value: Infinity },
      { ...gauge, name: 'm', labels: { lane: 'é', 'not-a-name': 1, none: null }, value: 0.5 },
      { ...gauge, name: 'not a name', labels: {}, value: 1 },
    ])
    expect(text).toBe(
      [
        '# HELP m a \\\\ b\\nc',
        '# TYPE m gauge',
        'm{lane="a\\"b\\\\c\\nd"} 1',
        'm{lane="é"} 0.5',
        '# HELP n a \\\\ b\\nc',
        '# TYPE n gauge',
        'n +Inf',
        '',
      ].join('\n'),
    )
  })
})

describe('the port of a worker', () => {
  let database: TestDatabase
  let stub: Stub
  let worker: TestWorker
  let port: HealthServer
  const get = (path: string, method = 'GET') =>
    fetch(`http://127.0.0.1:${port.port}${path}`, { method })
  beforeAll(async () => {
    database = await createDatabase()
    stub = await startStub()
    worker = await startTestWorker(database.url, await useStub(database, stub.url))
    const address = { host: '127.0.0.1', port: 0, secrets: [] }
    port = await openHealthPort(
      address,
      () => worker.health,
      () => {},
    )
  })
  afterAll(async () => {
    await port.close()
    await worker.end()
    await stub.close()
    await database.drop()
  })

  it('answers /metrics with its own figures and those of the queue', async () => {
    await database.sql`select howdah.enqueue('send_report', '{}', 'a "lane"')`
    await addText(database, 'one')
    await until('a chunk is embedded', async () => /jobs_total.*done/.test(await metrics()))
    const text = await metrics()
    expect(text).toContain('howdah_worker_jobs_total{kind="embed_chunk",outcome="done"} 1')
    expect(text).toMatch(
      /^howdah_worker_provider_calls_total\{provider="stub",kind="embedding",status="ok"\} 1$/m,
    )
    expect(text).toMatch(/^# TYPE howdah_worker_provider_call_seconds histogram$/m)
    expect(text).toMatch(/^howdah_worker_provider_call_seconds_bucket\{.*le="\+Inf"\} 1$/m)
    expect(text).toMatch(/^howdah_worker_provider_call_seconds_count\{.*\} 1$/m)
    expect(text).toMatch(/^howdah_worker_provider_call_seconds_sum\{.*\} 0?\.\d+$/m)
    expect(text).toMatch(/^howdah_worker_running_claims\{kind="embed_chunk"\} 0$/m)
    expect(text).toMatch(/^process_resident_memory_bytes \d{7,}$/m)
    expect(text).toMatch(/^howdah_worker_claims_total\{lanes="bulk",result="jobs"\} 1$/m)
    expect(text).toContain('howdah_database_up 1')
    // The figures of the queue are kept for some seconds, so they may be older.
    await until('the other lane is counted', async () =>
      /^howdah_jobs\{.*"a \\"lane\\"".*\} 1$/m.test(await metrics()),
    )
    const names = (await metrics()).match(/^# TYPE \S+/gm) ?? []
    expect(new Set(names).size).toBe(names.length)
  })

  it('answers nothing else', async () => {
    expect((await get('/')).status).toBe(404)
    expect((await get('/healthz/more')).status).toBe(404)
    expect((await get('/healthz', 'POST')).status).toBe(405)
  })

  it('is healthy until it stops', async () => {
    const healthy = await get('/healthz?probe=1')
    expect(healthy.status).toBe(200)
    expect(await healthy.json()).toMatchObject({ status: 'ok' })
    await worker.stop()
    const stopping = await get('/healthz')
    expect(stopping.status).toBe(503)
    expect(await stopping.json()).toMatchObject({ status: 'stopping' })
  })

  const metrics = async () => (await get('/metrics')).text()
})

describe('HOWDAH_PORT', () => {
  it('is one clear error when it is in use', async () => {
    const database = await createDatabase()
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const port = String((taken.address() as AddressInfo).port)
    const env = { DATABASE_URL: database.url, HOWDAH_PORT: port }
    const refused = await runCommand(['worker', '--drain'], env)
    expect([refused.code, refused.out]).toEqual([1, ''])
    expect(refused.err).toBe(
      `howdah: cannot listen on 127.0.0.1:${port} for /healthz: the port is in use\n` +
        '  hint: choose another HOWDAH_PORT or HOWDAH_HOST\n',
    )
    await new Promise((resolve) => taken.close(resolve))

    const { child, finished } = startCommand(['worker'], env)
    await until('the worker is healthy', () =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        ({ status }) => status === 200,
        () => false,
      ),
    )
    child.kill('SIGTERM')
    expect((await finished).code).toBe(0)
    await database.drop()
  })
})
