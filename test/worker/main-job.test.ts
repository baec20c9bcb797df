import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failWith, goodEmbeddings, sendJson, startStub, type Stub } from '../stub/provider.ts'
import { cranfieldAbstracts, cranfieldQuestions, hasCranfield } from '../support/cranfield.ts'
import { runCommand, startCommand, until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

const key = 'sk-planted-key-0123456789abcdef'
let folder: string
let stub: Stub
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'howdah-job-'))
  stub = await startStub({ dimensions: 1536 })
})
afterAll(async () => {
  await stub.close()
  rmSync(folder, { recursive: true, force: true })
})

const withStub = (database: TestDatabase) => ({
  DATABASE_URL: database.url,
  OPENAI_API_KEY: key,
  OPENAI_BASE_URL: stub.url,
  HOWDAH_LOG: 'json',
})

const count = async (database: TestDatabase, what: string) => {
  const [row] = await database.sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${what}`)
  return row!.n
}

describe('the main job on a real server', () => {
  it.skipIf(!hasCranfield)(
    'survives kill -9 of the worker in the middle of 1,400 abstracts, and finds what was asked',
    async () => {
      const database = await createDatabase()
      const env = { DATABASE_URL: database.url, HOWDAH_LOG: 'json', HOWDAH_CONCURRENCY: '2' }
      const abstracts = cranfieldAbstracts()
      mkdirSync(join(folder, 'cranfield'))
      for (const { id, title, text } of abstracts) {
        writeFileSync(join(folder, 'cranfield', `${id}.md`), `# ${title}\n\n${text}\n`)
      }
      const first = startCommand(['worker'], env)
      const ingesting = startCommand(['ingest', 'cranfield', '--no-wait'], env, folder)
      await until(
        'some chunks are embedded',
        async () => (await count(database, 'howdah.embeddings')) > 50,
      )
      first.child.kill('SIGKILL')
      await first.finished
      const ingest = await ingesting.finished
      expect(ingest.err).not.toContain('howdah:')
      expect(ingest.code).toBe(0)
      // The leases of the dead worker run out; nobody waits a minute for it here.
      await database.sql`
        update howdah_internal.jobs set lease_until = howdah.clock() - interval '1 second' where state = 'running'`
      const second = await runCommand(['worker', '--drain'], env)
      expect(second.code).toBe(0)

      const chunks = await count(database, 'howdah.chunks')
      expect(await count(database, 'howdah.documents')).toBe(abstracts.length)
      expect(chunks).toBeGreaterThanOrEqual(abstracts.length)
      expect(await count(database, 'howdah.embeddings')).toBe(chunks)
      expect(await count(database, 'howdah_internal.jobs')).toBe(0)
      const before = await count(database, 'howdah_internal.jobs_done')
      const again = await runCommand(['ingest', 'cranfield'], env, folder)
      expect(again.out).toContain(`0 documents added or changed, ${abstracts.length} unchanged`)
      expect(await count(database, 'howdah_internal.jobs')).toBe(0)
      expect(await count(database, 'howdah_internal.jobs_done')).toBe(before)

      // Every fifth question: all 225 belong to the benchmark.
      const questions = cranfieldQuestions().filter((_, index) => index % 5 === 0)
      let answered = 0
      for (const { question, relevant } of questions) {
        const rows = await database.sql<
          { source: string }[]
        >`select source from howdah.search(${question}, 10)`
        expect(rows.length).toBeGreaterThan(0)
        if (rows.some(({ source }) => relevant.has(source.replace(/^.*\/|\.md$/g, ''))))
          answered += 1
      }
      expect(questions.length).toBe(45)
      expect(answered / questions.length).toBeGreaterThan(0.8)
      console.log(`${answered} of 45 questions have a relevant abstract in their first ten`)
      await database.drop()
    },
    300_000,
  )

  it('sends one request per batch, and the key stays out of database and log', async () => {
    const database = await createDatabase()
    mkdirSync(join(folder, 'notes'))
    for (let n = 0; n < 40; n += 1) {
      writeFileSync(
        join(folder, 'notes', `${n}.txt`),
        `Note ${n} about topic ${n % 7} and number ${n * n}.`,
      )
    }
    const env = withStub(database)
    const ingest = await runCommand(['ingest', 'notes', '--no-wait'], env, folder)
    expect(ingest).toMatchObject({ code: 0, err: '' })
    stub.next(failWith(401, 'invalid_api_key', `Incorrect API key provided: ${key}`))
    const refused = await runCommand(['worker', '--drain'], env)
    expect(
      (await database.sql`select pause_reason from howdah.lanes where class = 'bulk'`)[0]!
        .pause_reason,
    ).toBe('authentication')
    const { err: waiting, code } = await runCommand(['ingest', 'notes'], env, folder)
    expect(code).toBe(1)
    expect(waiting).toContain('the provider refuses the key')
    await database.sql`select howdah.resume_lane(name) from howdah.lanes where class = 'bulk'`

    const before = stub.requests.length
    const worker = await runCommand(['worker', '--drain'], env)
    expect(worker.code).toBe(0)
    const batches = stub.requests.slice(before)
    expect(batches.map(({ path }) => path)).toEqual(['/v1/embeddings'])
    expect((batches[0]!.body.input as string[]).length).toBe(40)
    expect(await count(database, 'howdah.embeddings')).toBe(40)

    const asking = startCommand(['worker'], env)
    const asked = await runCommand(['ask', 'What is note 3 about?'], env)
    asking.child.kill('SIGTERM')
    const stopped = await asking.finished
    expect(stopped.code).toBe(0)
    expect(asked.out).toContain('The stub has read it all [1].')
    expect(asked.out).toMatch(/Sources\n {2}\[1\] \d+\.txt/)
    expect(asked.out).toMatch(/tokens, 0\.\d+ cents/)
    const [usage] = await database.sql`
      select count(*)::int as calls, bool_and(cost_cents > 0) as priced from howdah.llm_usage where status = 'ok'`
    expect(usage).toMatchObject({ calls: 3, priced: true })

    const texts = [ingest, refused, worker, asked, stopped].flatMap(({ out, err }) => [out, err])
    const tables = await database.sql<{ name: string }[]>`
      select oid::regclass::text as name from pg_class
        where relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and relkind = 'r'`
    for (const { name } of tables) {
      const rows = await database.sql.unsafe(`select t::text as row from ${name} as t`)
      texts.push(...rows.map((row) => row.row as string))
    }
    expect(texts.length).toBeGreaterThan(100)
    expect(texts.filter((text) => text.includes(key) || text.includes(key.slice(3)))).toEqual([])
    await database.drop()
  })

  it('removes the documents of files that are gone, and only those', async () => {
    const database = await createDatabase()
    mkdirSync(join(folder, 'gone/below'), { recursive: true })
    mkdirSync(join(folder, 'gone-not'))
    for (const name of ['gone/a.md', 'gone/below/b.md', 'gone-not/c.md']) {
      writeFileSync(join(folder, name), `# ${name}\n\nThe text of ${name}.`)
    }
    const env = { DATABASE_URL: database.url }
    await runCommand(['ingest', 'gone', 'gone-not', '--no-wait'], env, folder)
    rmSync(join(folder, 'gone/below/b.md'))
    const { out } = await runCommand(
      ['ingest', 'gone', '--delete-missing', '--no-wait'],
      env,
      folder,
    )
    expect(out).toContain('1 documents deleted')
    const rows = await database.sql<
      { source: string }[]
    >`select source from howdah.documents order by source`
    expect(rows.map(({ source }) => source)).toEqual(['a.md', 'c.md'])
    await database.drop()
  })

  it('ends a question at once when the key is wrong or the model unknown to the provider', async () => {
    const database = await createDatabase()
    await database.sql`select howdah.add_document('Refunds take 30 days.', 'refunds.md')`
    const env = withStub(database)
    const worker = startCommand(['worker'], env)
    const cases = [
      [401, 'invalid_api_key', 'authentication'],
      [404, 'model_not_found', 'model_not_found'],
    ] as const
    for (const [status, code, reason] of cases) {
      stub.always((request, response) =>
        request.path.endsWith('/chat/completions')
          ? failWith(status, code, `no: ${key}`)(request, response)
          : sendJson(response, 200, goodEmbeddings(request, 1536)),
      )
      const asked = await runCommand(['ask', 'How long do refunds take?'], env)
      expect([asked.code, asked.out]).toEqual([1, ''])
      expect(asked.err).toMatch(/^howdah: no answer \(failed: .+\)\n$/)
      expect(asked.err).not.toContain(key)
      const [message] = await database.sql`
        select error_code from howdah.messages where role = 'assistant' order by created_at desc limit 1`
      expect(message!.error_code).toBe(reason)
    }
    stub.always(undefined)
    expect(await count(database, `howdah_internal.jobs where kind = 'chat'`)).toBe(0)
    const healthy = await runCommand(['ask', 'How long do refunds take?'], env)
    expect(healthy.code).toBe(0)
    worker.child.kill('SIGTERM')
    await worker.finished
    await database.drop()
  })

  it('waits in psql with call howdah.ask, and refuses inside a transaction block', async () => {
    const database = await createDatabase()
    const worker = startCommand(['worker'], { DATABASE_URL: database.url })
    await database.sql`select howdah.add_document('Refunds take 30 days.', 'refunds.md')`
    const [row] = await database.sql
      .unsafe(`call howdah.ask('How long do refunds take?', null)`)
      .simple()
    expect(row!.answer).toContain('30 days')
    expect(row!.answer).toContain('[1] refunds.md')
    await expect(
      database.sql.begin((tx) => tx.unsafe(`call howdah.ask('How long?', null)`).simple()),
    ).rejects.toMatchObject({ code: '25001' })
    worker.child.kill('SIGTERM')
    expect((await worker.finished).code).toBe(0)
    await database.drop()
  })
})
