import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { runCommand, startNode, until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { codeBlocks, openLogins, tryReadme } from '../support/readme.ts'
import { startTestWorker, type TestWorker } from '../worker/in-process.ts'
import { startReceiver, type Receiver } from './receiver.ts'

const secret = Buffer.alloc(32, 7).toString('base64')

let database: TestDatabase
let receiver: Receiver
let worker: TestWorker | undefined
let status = 204
beforeAll(async () => {
  database = await createDatabase()
  await database.sql`select howdah.set_setting('retry_base_seconds', '0.05')`
})
beforeEach(async () => {
  status = 204
  receiver = await startReceiver((response) => {
    response.writeHead(status).end()
    return true
  })
  await database.sql`truncate howdah.outbox, howdah_internal.outbox_receiver`
})
afterEach(async () => {
  await worker?.end()
  worker = undefined
  await receiver.stop()
})
afterAll(() => database.drop())

const add = (subject: string, n = 0) =>
  database.sql`select howdah_internal.add_event('incident', ${subject}, ${database.sql.json({ n })}, 'look')`
const waiting = async () => {
  const [row] = await database.sql<{ count: number }[]>`
    select count(*)::int from howdah.outbox where delivered_at is null`
  return row!.count
}
const start = async (env: NodeJS.ProcessEnv, options: Parameters<typeof startTestWorker>[2] = {}) =>
  (worker = await startTestWorker(database.url, env, options))
const posting = () => ({ HOWDAH_WEBHOOK_URL: receiver.url, HOWDAH_WEBHOOK_SECRET: secret })

it('posts what waits, of each subject in order, and nothing of what was rolled back', async () => {
  for (let n = 0; n < 12; n += 1) await add(`subject ${n % 3}`, n)
  await database.sql
    .begin(async (sql) => {
      await sql`select howdah_internal.add_event('incident', 'subject 0', '{"n": 99}')`
      throw new Error('rolled back')
    })
    .catch(() => undefined)
  await start(posting())
  await until('all are delivered', async () => (await waiting()) === 0)
  expect(receiver.got).toHaveLength(12)
  for (const part of [0, 1, 2]) {
    const order = receiver.got.filter(({ event }) => event.subject === `subject ${part}`)
    expect(order.map(({ event }) => event.data['n'])).toEqual([part, part + 3, part + 6, part + 9])
  }
  expect(receiver.got[0]!.event).toMatchObject({ type: 'incident', text: 'look' })
})

it('is woken when something happens', async () => {
  const { log } = await start(posting(), { isListening: true, pollMs: 60_000 })
  await until('it has looked', async () => {
    const rows = await database.sql`select from howdah_internal.outbox_receiver`
    return rows.length === 1
  })
  await until('it listens', async () => {
    const rows = await database.sql`
      select from pg_stat_activity where query ilike 'listen%howdah_outbox%' and datname = current_database()`
    return rows.length === 1
  })
  await add('thing')
  await until('it is delivered', async () => (await waiting()) === 0)
  expect(log()).not.toContain('warn')
})

it('goes on when the receiver is well again, and says what was wrong without saying where', async () => {
  status = 503
  await add('thing')
  const { log } = await start(posting())
  await until('it has failed', async () => receiver.got.length >= 3)
  status = 200
  await until('it is delivered', async () => (await waiting()) === 0)
  expect(new Set(receiver.got.map(({ id }) => id)).size).toBe(1)
  expect(log()).toMatch(/"event not delivered".*"code":"http","status":503,"verdict":"again"/)
  expect(log()).not.toMatch(/127\.0\.0\.1|hook/)
  const [row] = await database.sql`select attempts, last_error from howdah.outbox`
  expect(row).toEqual({ attempts: receiver.got.length, last_error: null })
})

it('leaves them where it has no address', async () => {
  await add('thing')
  await start({})
  await until('it keeps house', async () => {
    const rows = await database.sql`select from howdah_internal.workers`
    return rows.length > 0
  })
  await worker!.end()
  expect(await waiting()).toBe(1)
  expect(await database.sql`select from howdah_internal.outbox_receiver`).toHaveLength(0)
})

it('posts them before a worker ends that drains', async () => {
  await add('thing', 1)
  await add('thing', 2)
  const ended = await runCommand(['worker', '--drain'], {
    DATABASE_URL: database.url,
    ...posting(),
  })
  expect(ended.code).toBe(0)
  expect(await waiting()).toBe(0)
})

it('is verified by the receiver of the README, and does nothing twice there', async () => {
  const program = codeBlocks('functions/outbox/README.md').find((block) =>
    block.startsWith('    import'),
  )!
  const folder = mkdtempSync(join(tmpdir(), 'howdah-receiver-'))
  const file = join(folder, 'receiver.mjs')
  writeFileSync(file, program.replace(/^ {4}/gm, ''))
  const port = new URL(receiver.url).port
  await receiver.stop()
  const { child, printed } = startNode([file], { HOWDAH_WEBHOOK_SECRET: secret, PORT: port })
  const listens = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => resolve(true))
      socket.on('error', () => resolve(false)).unref()
      socket.on('connect', () => socket.destroy())
    })
  try {
    await until('the receiver listens', listens)
    await add('thing')
    await start({ ...posting(), HOWDAH_WEBHOOK_SECRET: Buffer.alloc(32, 8).toString('base64') })
    await until('it is refused', async () => worker!.log().includes('"status":401'))
    await worker!.end()
    expect(await waiting()).toBe(1)
    // While a key follows another both sign.
    const both = `${Buffer.alloc(32, 8).toString('base64')} ${secret}`
    await start({ ...posting(), HOWDAH_WEBHOOK_SECRET: both })
    await until('it is delivered', async () => (await waiting()) === 0)
    await database.sql`update howdah.outbox set delivered_at = null, next_attempt_at = now()`
    await until('it is delivered again', async () => (await waiting()) === 0)
    expect(printed()).toBe('look\n')
  } finally {
    child.kill()
    rmSync(folder, { recursive: true })
  }
})

it('what the README says in SQL works word for word', async () => {
  const logins = await openLogins(database)
  try {
    await add('thing')
    const tried = await tryReadme(logins.as, 'functions/outbox/README.md')
    expect(tried.map(({ statement }) => statement.slice(0, 30))).toHaveLength(4)
    expect(tried.map(({ rows }) => rows[0])).toMatchObject([
      { kind: 'incident' },
      { attempt: 1 },
      { complete_event: true },
      { fail_event: null },
    ])
  } finally {
    await logins.close()
  }
})
