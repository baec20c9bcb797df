import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { withClient } from '../server/client.ts'
import { templateName, withDatabase } from '../server/templates.ts'
import { until } from '../support/command.ts'
import { connect } from '../support/database.ts'
import { startProvider, type Call, type Kind, type Provider } from './provider.ts'
import type { Random } from '../support/random.ts'
import { useStub } from '../worker/in-process.ts'
import { feeder, type Feeder } from './feed.ts'
import { slots, startWorkerProcess, type WorkerProcess } from './workers.ts'

/**
 * A server that a world can live on: `run` begins the names of its templates; `through` leads workers to
 * a database where something stands in between.
 */
export type Server = { url: string; run: string; through?: (url: string) => string }

/** One database with its workers and its provider, and what the faults did to them. */
export type World = Feeder & {
  server: Server
  random: Random
  sql: Sql
  provider: Provider
  workers: WorkerProcess[]
  /** Leases that faults took away: three of one job make it dead. */
  losses: number
  /** Good answers that a fault kept from a worker, so that nobody can record them. */
  unheard: number
  /** Seconds that the world needs beyond the usual to come to rest. */
  patience: number
  /** What is wrong already, found by a fault itself. */
  problems: string[]
  /** Everything that workers printed which are gone by now. */
  printed: string[]
  /** What goes when the database has gone. */
  afterwards: (() => Promise<void> | void)[]
  addWorker(): Promise<WorkerProcess>
  kill(worker: WorkerProcess): Promise<void>
  /** Does something while the world itself has no session. */
  withoutSessions(work: () => Promise<void>): Promise<void>
  workerOf(call: Call): WorkerProcess
  close(): Promise<void>
}

/** One thing that goes wrong: it brings work, spoils it, and leaves the world able to go on. */
export type Fault = {
  name: string
  /**
   * `restart` needs a server of its own, `disk` a file system that can be mounted, `listen` workers with
   * sessions of their own.
   */
  needs?: 'restart' | 'disk' | 'listen'
  run(world: World): Promise<void>
}

/** The application_name of the world's own sessions; all others in its database are workers'. */
const ours = 'world'

/** Those sessions of the database that belong to workers. */
export const workerSessions = `datname = current_database() and application_name != '${ours}'
  and backend_type = 'client backend'`

/** Runs a statement on the server, again while it is coming back from a crash. */
export async function onServer<T>(
  { url }: Pick<Server, 'url'>,
  work: (sql: Sql) => Promise<T>,
  end = Date.now() + 20_000,
): Promise<T> {
  try {
    return await withClient(url, work)
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (!/^(57P0|ECONN|CONNECTION_)/.test(code) || Date.now() > end) throw error
    await sleep(20)
    return onServer({ url }, work, end)
  }
}

async function prepare(sql: Sql): Promise<void> {
  await useStub({ sql }, '')
  await sql`select howdah.set_setting('retry_base_seconds', '0.05')`
  await sql`select howdah.set_price('stub', 'm', '2020-01-01', '[{"input": 2}]')`
  await sql`select howdah.set_price('stub', 'c', '2020-01-01', '[{"input": 15, "output": 60}]')`
  await sql`select howdah.set_budget('tenant', 1000000, 'total')`
}

/** Makes a world with so many workers. */
export async function openWorld(server: Server, random: Random, count: number): Promise<World> {
  const name = `${server.run}_faults_${randomBytes(5).toString('hex')}`
  const template = templateName(server.run, 'howdah')
  await onServer(server, (sql) => sql`create database ${sql(name)} template ${sql(template)}`)
  const url = withDatabase(server.url, name)
  const open = () => connect(url, { fetch_types: false, connection: { application_name: ours } })
  const provider = await startProvider()
  const world: World = {
    ...feeder(() => world.sql, random),
    server,
    random,
    sql: open(),
    provider,
    workers: [],
    losses: 0,
    unheard: 0,
    patience: 0,
    problems: [],
    printed: [],
    afterwards: [],
    async addWorker() {
      const worker = await startWorkerProcess(server.through?.(url) ?? url, provider.url)
      world.workers.push(worker)
      return worker
    },
    async kill(worker) {
      world.losses += 1
      world.unheard += slots
      world.workers.splice(world.workers.indexOf(worker), 1)
      await worker.kill()
      world.printed.push(worker.output())
    },
    async withoutSessions(work) {
      await world.sql.end({ timeout: 5 })
      try {
        await work()
      } finally {
        world.sql = open()
      }
    },
    workerOf: (call) => world.workers.find((worker) => worker.key === call.key)!,
    async close() {
      for (const worker of world.workers) await worker.kill()
      await provider.close()
      await world.sql.end({ timeout: 1 })
      await onServer(server, (admin) => admin`drop database if exists ${admin(name)} with (force)`)
      for (const end of world.afterwards) await end()
    },
  }
  try {
    await prepare(world.sql)
    await Promise.all(Array.from({ length: count }, () => world.addWorker()))
  } catch (error) {
    await world.close()
    throw error
  }
  return world
}

/** Brings one call of a kind and holds its answer back; `count` is of documents. */
export async function heldCall(world: World, kind: Kind = 'embedding', count?: number) {
  const held = world.provider.hold(kind)
  await (kind === 'chat' ? world.ask() : world.feed(count))
  const call = await held.arrived()
  return { call, worker: world.workerOf(call), release: held.release }
}

/** Waits for a condition of the database, also while the database is away. */
export function untilRows(
  world: World,
  what: string,
  query: string,
  seconds = 40 + world.patience,
): Promise<void> {
  const holds = () => world.sql.unsafe<{ holds: boolean }[]>(`select (${query}) as holds`)
  const isTrue = () =>
    holds().then(
      ([row]) => row?.holds === true,
      () => false,
    )
  return until(what, isTrue, seconds)
}
