import { spawn } from 'node:child_process'
import { createServer, connect as dial, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cleanEnvironment, startCommand, until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { addText, startTestWorker } from './in-process.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

const listenOn = (server: Server, port: number) =>
  new Promise<number>((resolve) =>
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )

test('a worker that starts during an outage says so, waits, and says why it ends', async () => {
  const probe = createServer()
  const port = await listenOn(probe, 0)
  await new Promise((resolve) => probe.close(resolve))
  const there = new URL(database.url)
  const url = new URL(database.url)
  url.host = `127.0.0.1:${port}`
  const { child, printed, finished } = startCommand(['worker'], {
    DATABASE_URL: url.href,
    HOWDAH_LOG: 'json',
  })
  await until('it waits', async () => printed().includes('waiting for the database'))
  expect(printed()).toContain('cannot reach the database')
  const proxy = createServer((socket) => {
    const server = dial(Number(there.port || 5432), there.hostname)
    socket.pipe(server).pipe(socket)
    for (const end of [socket, server]) end.on('error', () => end.destroy())
  })
  await listenOn(proxy, port)
  await until('it has started', async () => printed().includes('worker started'))
  child.kill('SIGTERM')
  expect(await finished).toMatchObject({ code: 0 })
  expect(printed()).toMatch(/worker stopped.*"reason":"it got SIGTERM"/)
  proxy.close()
})

test('while it waits a signal or --max-seconds ends it', async () => {
  const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', HOWDAH_LOG: 'json' }
  const { printed, finished } = startCommand(['worker', '--max-seconds', '2'], env)
  expect((await finished).code).toBe(1)
  expect(printed()).toContain('--max-seconds 2 are over')
})

test('a read-only server is waited for, a wrong schema is told at once', async () => {
  await database.sql`alter database ${database.sql(database.name)} set default_transaction_read_only = on`
  const { child, printed, finished } = startCommand(['worker'], {
    DATABASE_URL: database.url,
    HOWDAH_LOG: 'json',
  })
  await until('it waits', async () => printed().includes('waiting for the database'))
  await database.sql.begin(
    'read write',
    (sql) => sql`alter database ${sql(database.name)} reset default_transaction_read_only`,
  )
  await until('it has started', async () => printed().includes('worker started'))
  child.kill('SIGTERM')
  await finished
  const empty = await createDatabase({ template: 'empty' })
  const refused = await startCommand(['worker'], { DATABASE_URL: empty.url }).finished
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('howdah install') })
  await empty.drop()
})

test('a worker whose npm was killed ends', async () => {
  const child = spawn('npm', ['run', '--silent', 'howdah', '--', 'worker'], {
    env: cleanEnvironment({ DATABASE_URL: database.url, HOWDAH_LOG: 'json' }),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let printed = ''
  child.stderr.on('data', (data: Buffer) => (printed += data.toString()))
  await until('it has started', async () => printed.includes('worker started'))
  child.kill('SIGKILL')
  await until('it ends', async () => printed.includes('worker stopped'), 20)
  expect(printed).toContain('npm, which started it, has ended')
})

test('an idle worker makes about one transaction a poll', { timeout: 120_000 }, async () => {
  const worker = await startTestWorker(
    database.url,
    {},
    { concurrency: 4, pollMs: 500, isListening: true },
  )
  const count = async () => {
    const [row] = await database.sql`
      select xact_commit::int as n from pg_stat_database where datname = current_database()`
    return row!['n'] as number
  }
  const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  await settle(3000)
  // An autovacuum of this database is counted too: the least of some windows.
  let made = Infinity
  for (let window = 0; window < 6 && made >= 50; window += 1) {
    const before = await count()
    await settle(10_000)
    made = Math.min(made, (await count()) - before)
  }
  await addText(database, 'is found all the same')
  await until('it is embedded', async () => {
    const rows = await database.sql`select from howdah.embeddings`
    return rows.length > 0
  })
  await worker.end()
  // Twenty polls; watched tables and housekeeping come to about as many. It was 14 a second.
  expect(made).toBeLessThan(50)
})
