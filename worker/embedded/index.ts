import { createServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { startEngine } from './engine.ts'
import { lockFolder } from './lock.ts'
import { errorResponse } from './messages.ts'
import { serveSession, type Shared } from './session.ts'
import { greeting, readStartup } from './startup.ts'
import { turns } from './turns.ts'

/** Options of the embedded server; `folder` null keeps the data in memory, `port` 0 takes a free one. */
export type EmbeddedOptions = {
  folder: string | null
  port: number
  maxConnections?: number
  idleInTransactionMs?: number
}

export type Embedded = { url: string; port: number; close(): Promise<void> }

/**
 * Starts an embedded PostgreSQL (PGlite) that psql and drivers reach on a loopback port. It has one
 * backend: clients take turns, transaction by transaction. Rejects when the folder is in use (code
 * HOWDAH_LOCKED) or the port is taken (code EADDRINUSE).
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const unlock = options.folder === null ? () => undefined : lockFolder(options.folder)
  const sockets = new Set<Socket>()
  const maxConnections = options.maxConnections ?? 50
  let connections = 0
  let shared: Shared | undefined

  const welcome = async (socket: Socket) => {
    const parameters = await readStartup(socket)
    if (!parameters || !shared) return
    if (sockets.size > maxConnections) {
      socket.end(
        errorResponse(
          'FATAL',
          '53300',
          `the embedded server takes ${maxConnections} connections`,
          'Close some, or use a real PostgreSQL.',
        ),
      )
      return
    }
    connections += 1
    socket.write(greeting(connections, shared.engine.serverVersion, parameters))
    serveSession(socket, connections, shared)
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

  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(options.port, '127.0.0.1', resolve)
    }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error
      throw Object.assign(new Error(`port ${options.port} is taken`), {
        code: 'EADDRINUSE',
        hint: 'is another howdah up? Choose another port with  --port N',
      })
    })
    shared = {
      engine: await startEngine(options.folder === null ? null : join(options.folder, 'data')),
      turn: turns(),
      owner: 0,
      idleInTransactionMs: options.idleInTransactionMs ?? 30_000,
    }
  } catch (error) {
    server.close()
    unlock()
    throw error
  }
  const { engine, turn } = shared
  const { port } = server.address() as AddressInfo

  return {
    port,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      // Behind everybody who still has a turn, so that each is rolled back in order.
      await turn.take()
      await engine.close()
      unlock()
    },
  }
}
