import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { requireEngine, startEngine } from './engine.ts'
import { listen } from './listen.ts'
import { lockFolder } from './lock.ts'
import { dismissSocket, serveSession } from './session.ts'
import { greeting, initialSettings, readStartup } from './startup.ts'
import { tenure, type Shared } from './tenure.ts'
import { turns } from './turns.ts'
import { makeFolder } from './writable.ts'

/**
 * Options of the embedded server; `folder` null keeps the data in memory, `port` 0 takes a free one,
 * `log` gets a line about every client that is dismissed and about a breakdown.
 */
export type EmbeddedOptions = {
  folder: string | null
  port: number
  host?: '127.0.0.1'
  maxConnections?: number
  idleInTransactionMs?: number
  log?: (line: string) => void
}

/** A running server; `open` tells who waits for what is laid on it that it is ready. */
export type Embedded = { url: string; port: number; open(): void; close(): Promise<void> }

// How long, in milliseconds, a stop waits for the client that has the backend, and then for the disk.
const patienceMs = 2_000
const closeMs = 10_000

const resolvesWithin = (work: Promise<unknown>, ms: number) =>
  new Promise<boolean>((resolve) => {
    const late = setTimeout(() => resolve(false), ms)
    void work.then(() => {
      clearTimeout(late)
      resolve(true)
    })
  })

/**
 * Starts an embedded PostgreSQL (PGlite) that psql and drivers reach on a loopback port. It has one
 * backend: clients take turns, transaction by transaction. Rejects when PGlite is not installed (code
 * HOWDAH_NO_PGLITE), the folder is in use (HOWDAH_LOCKED) or read-only (HOWDAH_FOLDER), or the port is
 * taken (EADDRINUSE).
 *
 * A client keeps, over the turns of others: its settings and roles, and what it prepared through the
 * protocol. It does not keep: temporary tables, WITH HOLD cursors, session advisory locks and currval
 * outside a transaction. Names of SQL `PREPARE` are common to all.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  requireEngine()
  if (options.folder !== null) makeFolder(options.folder)

  const { folder, host = '127.0.0.1', maxConnections = 50, log = () => undefined } = options
  const idleInTransactionMs = options.idleInTransactionMs ?? 30_000
  const lock = folder === null ? null : lockFolder(folder)
  const sockets = new Set<Socket>()
  const admitted = new Set<Socket>()
  let connections = 0
  let open: (shared: Shared) => void = () => undefined
  // Clients that come while the engine starts wait for it.
  const ready = new Promise<Shared>((resolve) => (open = resolve))

  const welcome = async (socket: Socket) => {
    const parameters = await readStartup(socket)
    if (!parameters) return
    if (admitted.size >= maxConnections) {
      log(`a client is refused: ${maxConnections} connections are open`)
      const hint = 'Close some, or use a real PostgreSQL.'
      const text = `the embedded server takes ${maxConnections} connections`
      return dismissSocket(socket, '53300', text, hint)
    }
    admitted.add(socket)
    socket.once('close', () => admitted.delete(socket))
    const shared = await ready
    connections += 1
    const id = connections
    const settings = initialSettings(parameters)
    const backend = tenure(id, shared, settings)
    try {
      if (!settings.isCertain) await backend.check()
    } catch (error) {
      await backend.leave().catch(() => undefined)
      const { code = '57P01', message } = error as Error & { code?: string }
      return dismissSocket(socket, code, message)
    }
    serveSession(socket, backend, { idleInTransactionMs, log })
    socket.write(greeting(id, shared.engine.parameters, settings))
    socket.resume()
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('close', () => sockets.delete(socket))
    // A reset is no more than an end.
    socket.on('error', () => socket.destroy())
    void welcome(socket)
  })
  const closeSockets = () => {
    for (const socket of sockets) socket.destroy()
  }

  try {
    const port = await listen(server, options.port, host)
    const url = `postgres://postgres@${host}:${port}/postgres`
    lock?.announce(url, false)
    const engine = await startEngine(folder === null ? null : join(folder, 'data'), log)
    const turn = turns()
    open({ engine, turn, owner: 0, drops: 0 })
    const stop = async () => {
      server.close()
      // Behind everybody who still has a turn; who does not end is rolled back.
      const last = turn.take()
      if (!(await resolvesWithin(last, patienceMs))) {
        closeSockets()
        await resolvesWithin(last, patienceMs)
      }
      closeSockets()
      await engine.close(closeMs)
      lock?.release()
    }
    let stopping: Promise<void> | undefined
    return {
      port,
      url,
      open: () => lock?.announce(url, true),
      close: () => (stopping ??= stop()),
    }
  } catch (error) {
    server.close()
    closeSockets()
    lock?.release()
    throw error
  }
}
