import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startProxy, type Proxy } from '../faults/proxy.ts'
import { startCommand, until, type Finished } from '../support/command.ts'
import { connect, createDatabase, type TestDatabase } from '../support/database.ts'

const folder = mkdtempSync(join(tmpdir(), 'howdah-lost-'))
let db: TestDatabase
let proxy: Proxy
let env: Record<string, string>
beforeAll(async () => {
  db = await createDatabase()
  const { hostname, port } = new URL(db.url)
  proxy = await startProxy(hostname, Number(port))
  env = { DATABASE_URL: proxy.url(db.url) }
  await db.sql`select howdah.add_document('Refunds take five days.', 'refunds.md', private => false)`
  writeFileSync(join(folder, 'a.tsv'), 'How long do refunds take?\trefunds.md\n')
})
afterAll(async () => {
  await proxy.close()
  await db.drop()
  rmSync(folder, { recursive: true })
})
beforeEach(() => proxy.set('pass'))

/** Two lines that somebody can act upon, and no stack. */
function expectSaid({ code, out, err }: Finished): void {
  expect([code, out]).toEqual([1, ''])
  expect(err).toMatch(
    /^howdah: (the connection (to the database )?was lost.*|cannot reach the database: .*\n {2}hint: .*)\n$/,
  )
}

// No worker runs, so that it waits for its answer.
async function ask() {
  const [before] = await db.sql`select count(*)::int as count from howdah.messages`
  const asked = startCommand(['ask', 'How long do refunds take?', '--user', 'ann'], env)
  await until('the question is there', async () => {
    const [now] = await db.sql`select count(*)::int as count from howdah.messages`
    return now!.count > before!.count
  })
  return asked
}

const evaluate = async () => startCommand(['evaluate', folder, '--mode', 'keyword'], env)

it.each([
  ['its end', () => proxy.set('cut')],
  ['half a reply', () => proxy.trickle(3)],
])('a question that loses its connection says so: %s', async (_, fault) => {
  const asked = await ask()
  fault()
  expectSaid(await asked.finished)
})

it.each([
  ['a question', 'howdah.messages', ask],
  ['an evaluation', 'howdah_internal.judged_queries', evaluate],
])('%s whose session is ended in the middle of a statement says so', async (_, table, start) => {
  const holder = connect(db.url, { max: 1 })
  try {
    await holder.begin(async (tx) => {
      const started = table === 'howdah.messages' ? await start() : undefined
      await tx.unsafe(`lock table ${table} in access exclusive mode`)
      const { finished } = started ?? (await start())
      await until('it waits for the table', async () => {
        const [row] = await db.sql`
          select count(pg_terminate_backend(pid))::int as ended
            from pg_locks where not granted and relation = to_regclass(${table})`
        return row!.ended > 0
      })
      expectSaid(await finished)
    })
  } finally {
    await holder.end()
  }
})
