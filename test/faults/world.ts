import { randomBytes } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { templateName, withDatabase } from '../server/templates.ts'
import { until } from '../support/command.ts'
import { connect } from '../support/database.ts'
import { startProvider, type Call, type Provider } from './provider.ts'
import type { Random } from './random.ts'
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

/** The application_name of the world's own sessions; all others in its database are workers'. */
const ours = 'world'

/** Those sessions of the database that belong to workers. */
export const workerSessions = `datname = current_database() and application_name != '${ours}'
  and backend_type = 'client backend'`

/** Runs a statement on the server, again while it is coming back from a crash. */
export async function onServer(
  server: Server,
  work: (sql: Sql) => Promise<unknown>,
): Promise<void> {
  let last: unknown
  const isDone = async () => {
    const sql = postgres(server.url, { max: 1, fetch_types: false, onnotice: () => {} })
    try {
      await work(sql)
      return true
    } catch (error) {
      last = error
      const code = (error as { code?: string }).code ?? ''
      if (!/^(57P0|ECONN|CONNECTION_)/.test(code)) throw error
      return false
    } finally {
      await sql.end({ timeout: 5 })
    }
  }
  await until('the server takes a statement', isDone, 20).catch((error: unknown) => {
    throw last ?? error
  })
}

async function prepare(sql: Sql): Promise<void> {
  await sql`select howdah.register_model('stub', 'm', 'embedding', 384)`
  await sql`select howdah.register_model('stub', 'c', 'chat')`
  await sql`select howdah.set_setting('default_embedding_model', 'stub/m')`
  await sql`select howdah.set_setting('default_chat_model', 'stub/c')`
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

/** Waits for a condition of the database, also while the database is away. */
export function untilRows(
  world: World,
  what: string,
  query: string,
  seconds = 40 + world.patience,
): Promise<void> {
  return until(
    what,
    async () => {
      try {
        const [row] = await world.sql.unsafe<{ holds: boolean }[]>(`select (${query}) as holds`)
        return row?.holds === true
      } catch {
        return false
      }
    },
    seconds,
  )
}
