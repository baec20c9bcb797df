import { expect } from 'vitest'
import { startStub } from '../stub/provider.ts'
import { startCommand, until } from '../support/command.ts'
import { connect, type TestDatabase } from '../support/database.ts'
import { startTraffic } from './traffic.ts'

/** Two workers of this package, whose provider answers at once; what they logged as errors. */
async function startWorkers(database: TestDatabase) {
  const stub = await startStub()
  const env = { DATABASE_URL: database.url, HOWDAH_PROVIDER_STUB_URL: stub.url, HOWDAH_LOG: 'json' }
  const workers = [1, 2].map(() => startCommand(['worker'], env))
  await until('both workers have started', async () =>
    workers.every(({ printed }) => printed().includes('worker started')),
  )
  return {
    async stop(): Promise<string[]> {
      for (const { child } of workers) child.kill('SIGTERM')
      const ends = await Promise.all(workers.map(({ finished }) => finished))
      await stub.close()
      expect(ends.map(({ code }) => code)).toEqual([0, 0])
      // A server that is too busy to answer is one that they wait for.
      return ends.flatMap(({ err }) =>
        err
          .split('\n')
          .filter(
            (line) => line.includes('"level":"error"') && !/did not answer|CONNECTION_/.test(line),
          ),
      )
    },
  }
}

/** What every install of a run took: how long, and how often it began again or said whom it waits for. */
const figures: Record<string, { seconds: number[]; waits: number; again: number }> = {}

/**
 * Installs while the application and two workers work and somebody reads reports for a while; every other time somebody
 * has left a report open, half read.
 */
export async function underTraffic(
  kind: string,
  database: TestDatabase,
  installs: ((log: (l: string) => void) => Promise<void>)[],
) {
  const said: string[] = []
  const figure = (figures[kind] ??= { seconds: [], waits: 0, again: 0 })
  // None of this package works on the frozen schema; the first install brings them theirs.
  let workers = kind === 'frozen' ? undefined : await startWorkers(database)
  const traffic = startTraffic(database.url)
  await until('the application works', async () => traffic.transactions() > 50)
  const report = connect(database.url, {
    max: 1,
    connection: { application_name: 'a long report' },
  })
  for (const [n, lay] of installs.entries()) {
    workers ??= n > 0 ? await startWorkers(database) : undefined
    const before = traffic.transactions()
    const startedAt = Date.now()
    if (n % 2 === 1) {
      await lay((line) => said.push(line))
    } else {
      let laying: Promise<void> | undefined
      await report.begin('read only', async (sql) => {
        await sql`declare open_report cursor for select * from howdah.top_users`
        await sql`fetch 1 from open_report`
        laying = lay((line) => said.push(line))
        laying.catch(() => {})
        await until('the install waits', async () =>
          said.some((line) => line.includes('waiting for')),
        )
        // It stands in nobody's way meanwhile.
        const then = traffic.transactions()
        await until('the application goes on', async () => traffic.transactions() > then + 50)
      })
      await laying
      expect(said.find((line) => line.includes('a long report'))).toMatch(
        /waiting for.*process \d+ \(a long report\), idle in transaction since [\d:]+, transaction since [\d:]+, query/,
      )
    }
    figure.seconds.push(Math.round((Date.now() - startedAt) / 100) / 10)
    figure.waits += said.filter((line) => line.includes('waiting for')).length
    figure.again += said.filter((line) => line.includes('begins again')).length
    said.length = 0
    expect(traffic.transactions()).toBeGreaterThan(before)
  }
  await report.end()
  expect(await traffic.stop()).toEqual({})
  expect(await workers?.stop()).toEqual([])
  expect(await database.sql`select * from howdah.dead_jobs`).toEqual([])
  const { seconds, waits, again } = figure
  const most = seconds.toSorted((a, b) => b - a)
  console.log(
    `${kind}: ${seconds.length} installs, ${traffic.transactions()} transactions beside these ${installs.length},`,
    `at most ${most[0]} s, half within ${most[most.length >> 1]} s, ${waits} waits told, ${again} begun again`,
  )
}
