import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPgbouncer, pgbouncerAdvice } from '../server/find.ts'
import { startPgbouncer, type Pgbouncer } from '../server/pgbouncer.ts'
import { chunk, events } from '../stub/behaviours.ts'
import { goodEmbeddings, sendJson, startStub, type Stub } from '../stub/provider.ts'
import { startCommand, until, type Finished } from '../support/command.ts'
import { asOwner } from '../server/templates.ts'
import { createDatabase, serverUrl, type TestDatabase } from '../support/database.ts'
import { pooledSessions } from '../support/pooled-sessions.ts'

const program = findPgbouncer()
if (!program) console.log(pgbouncerAdvice)

describe.skipIf(!program)('through PgBouncer in transaction mode', () => {
  let folder: string
  let stub: Stub
  let bouncer: Pgbouncer
  let database: TestDatabase
  let env: Record<string, string>
  const outputs: Finished[] = []

  const start = (args: string[], extra: Record<string, string> = {}) => {
    const { child, finished } = startCommand(args, { ...env, ...extra }, folder)
    void finished.then((output) => outputs.push(output))
    return { child, finished }
  }
  const run = (args: string[], extra?: Record<string, string>) => start(args, extra).finished
  const count = async (what: string) =>
    (await database.sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${what}`))[0]!.n
  const untilIdle = () =>
    until(
      'a worker waits for work',
      async () => (await count('howdah_internal.workers where cardinality(idle_classes) = 2')) > 0,
    )

  /** Runs `work` beside a worker, which is stopped afterwards and must end well. */
  const withWorker = async (work: () => Promise<void>, extra: Record<string, string> = {}) => {
    await database.sql`delete from howdah_internal.workers`
    const worker = start(['worker'], extra)
    try {
      await until('the worker is there', async () => (await count('howdah_internal.workers')) > 0)
      await work()
    } finally {
      worker.child.kill('SIGTERM')
      expect(await worker.finished).toMatchObject({ code: 0 })
    }
  }

  const expectFresh = async () => {
    const sessions = await pooledSessions(env['DATABASE_URL']!, bouncer.poolSize)
    expect(new Set(sessions.map(({ pid }) => pid)).size).toBe(bouncer.poolSize)
    expect(sessions.flatMap(({ left }) => left)).toEqual([])
    const locks = `pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`
    expect(await count(locks)).toBe(0)
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'howdah-pooled-'))
    stub = await startStub({ dimensions: 384, answer: 'Refunds take 30 days [1].' })
    bouncer = await startPgbouncer(program!, asOwner(serverUrl()))
    database = await createDatabase({ template: 'empty' })
    env = {
      DATABASE_URL: bouncer.through(database.url),
      HOWDAH_PROVIDER_STUB_URL: stub.url,
      HOWDAH_LOG: 'json',
      HOWDAH_CONCURRENCY: '2',
    }
    mkdirSync(join(folder, 'docs'))
    writeFileSync(join(folder, 'docs/refunds.md'), '# Refunds\n\nRefunds take 30 days.\n')
    for (let page = 1; page <= 30; page += 1) {
      writeFileSync(join(folder, `docs/${page}.md`), `# Page ${page}\n\nIt says number ${page}.\n`)
    }
  })
  afterAll(async () => {
    await database.drop()
    await bouncer.stop()
    await stub.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('installs, and finds on the second time that nothing is due', async () => {
    expect(await run(['install'])).toMatchObject({ code: 0, err: '' })
    const again = await run(['install'])
    expect(again).toMatchObject({ code: 0, err: '' })
    expect(again.out).toMatch(/^howdah is up to date$/m)
    await database.sql`
      select howdah.register_model('stub', 'm', 'embedding', 384),
             howdah.register_model('stub', 'c', 'chat'),
             howdah.set_setting('default_embedding_model', 'stub/m'),
             howdah.set_setting('default_chat_model', 'stub/c')`
    await expectFresh()
  })

  it('installs four times at once', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => run(['install'])))
    expect(all.map(({ code, err }) => ({ code, err }))).toEqual(
      all.map(() => ({ code: 0, err: '' })),
    )
    await expectFresh()
  })

  it('listens beside the pool where HOWDAH_LISTEN_URL leads, and is woken', async () => {
    await withWorker(
      async () => {
        const listeners = `pg_stat_activity where datname = current_database()
          and query ilike 'listen%howdah_jobs%' and application_name = 'postgres.js'`
        await until('the worker listens', async () => (await count(listeners)) === 1)
        await untilIdle()
        expect((await run(['ingest', 'docs'])).code).toBe(0)
        const asked = await run(['ask', 'How long do refunds take?'])
        expect(asked).toMatchObject({ code: 0, err: '' })
        await expectFresh()
      },
      { HOWDAH_LISTEN_URL: database.url },
    )
  })

  it('takes a folder in and embeds it in a drain', async () => {
    const ingest = await run(['ingest', 'docs', '--no-wait', '--collection', 'again'])
    expect([ingest.code, ingest.out]).toEqual([0, expect.stringContaining('31 documents added')])
    expect((await run(['worker', '--drain'])).code).toBe(0)
    expect(await count('howdah.embeddings')).toBe(await count('howdah.chunks'))
    expect(await count('howdah_internal.jobs')).toBe(0)
  })

  it('answers a streamed question while a worker polls', async () => {
    const words = ['Refunds ', 'take ', '30 days ', '[1].'].map((word) => chunk(word))
    const streamed = events([...words, chunk('', 'stop')], { everyMs: 250 })
    await withWorker(async () => {
      await untilIdle()
      stub.always((request, response) =>
        request.path.endsWith('/chat/completions')
          ? streamed(request, response)
          : sendJson(response, 200, goodEmbeddings(request, 384)),
      )
      const asked = await run(['ask', 'How long do refunds take?'])
      expect(asked).toMatchObject({ code: 0, err: '' })
      expect(asked.out).toContain('Refunds take 30 days [1].')
      expect(asked.out).toContain('refunds.md')
      stub.always(undefined)
    })
  })

  it('shows its state and health', async () => {
    const status = await run(['status'])
    expect(status).toMatchObject({ code: 0, err: '' })
    expect(status.out).toMatch(/^search +62 documents in 62 chunks/m)
    const doctor = await run(['doctor'])
    expect(doctor.err).toBe('')
    expect([0, 1, 2]).toContain(doctor.code)
  })

  it('goes on after kill -9 of a worker in the middle of a call', async () => {
    for (let page = 1; page <= 30; page += 1) {
      writeFileSync(join(folder, `docs/${page}.md`), `# Page ${page}\n\nNow it is ${page * 7}.\n`)
    }
    expect((await run(['ingest', 'docs', '--no-wait'])).code).toBe(0)
    stub.always(() => {})
    const before = stub.requests.length
    const first = start(['worker'])
    await until('the provider was called', async () => stub.requests.length > before)
    expect(await count(`howdah_internal.jobs where state = 'running'`)).toBeGreaterThan(0)
    first.child.kill('SIGKILL')
    await first.finished
    stub.always(undefined)
    await database.sql`update howdah_internal.jobs set lease_until = howdah.clock() - interval '1 second'
      where state = 'running'`
    expect((await run(['worker', '--drain'])).code).toBe(0)
    expect(await count('howdah_internal.jobs')).toBe(0)
    expect(await count('howdah.embeddings')).toBe(await count('howdah.chunks'))
  })

  it('leaves every session of the pool as it was', async () => {
    await expectFresh()
  })

  it('never used what a pool in transaction mode does not keep', () => {
    expect(outputs.length).toBeGreaterThan(12)
    for (const text of [...outputs.flatMap(({ out, err }) => [out, err]), bouncer.log()]) {
      expect(text).not.toMatch(/unsupported startup parameter/i)
      expect(text).not.toMatch(/prepared statement/i)
    }
  })
})
