import type { Socket } from 'node:net'
import type { Engine } from './engine.ts'
import {
  errorResponse,
  finalStatus,
  message,
  messageReader,
  query,
  sync,
  type Message,
} from './messages.ts'
import { translator } from './translate.ts'
import type { turns } from './turns.ts'

/** What the sessions of one server share; `owner` is the session that used the backend last. */
export type Shared = {
  engine: Engine
  turn: ReturnType<typeof turns>
  owner: number
  idleInTransactionMs: number
}

// What a session may have left behind for the next one; only SET LOCAL is safe between statements.
const resetSession = query(
  'reset session authorization; reset all; select pg_catalog.pg_advisory_unlock_all()',
)

/**
 * Serves one client after its startup. The client owns the backend from its first message until the
 * backend is ready outside a transaction; a client that goes away in between is rolled back. When
 * the owner changes, session settings are reset.
 */
export function serveSession(socket: Socket, id: number, shared: Shared): void {
  const { engine, turn } = shared
  const reader = messageReader()
  const { translate, statements } = translator(`c${id}_`)
  const pending: Message[] = []
  let owns = false
  let running = false
  let needsSync = false
  let gone = false
  let idleTimer: NodeJS.Timeout | undefined

  const write = (bytes: Buffer) =>
    new Promise<void>((resolve) => {
      if (socket.destroyed || bytes.length === 0 || socket.write(bytes)) return resolve()
      const go = () => {
        socket.off('drain', go)
        socket.off('close', go)
        resolve()
      }
      socket.on('drain', go)
      socket.on('close', go)
    })

  const own = async () => {
    if (owns) return
    await turn.take()
    owns = true
    if (shared.owner !== id) {
      shared.owner = id
      await engine.exec(resetSession)
    }
  }

  const disown = () => {
    owns = false
    turn.give()
  }

  /** Leaves the backend as if the client had never been there. */
  const cleanUp = async () => {
    if (owns) {
      if (needsSync) await engine.exec(sync)
      await engine.exec(query('rollback'))
    }
    if (statements.size > 0) {
      await own()
      const closes = [...statements].map((name) => message('C', Buffer.from('S'), name))
      await engine.exec(Buffer.concat([...closes, sync]))
    }
    if (owns) disown()
  }

  const dismiss = (code: string, text: string, hint: string) => {
    gone = true
    socket.end(errorResponse('FATAL', code, text, hint))
  }

  const watchIdle = () => {
    clearTimeout(idleTimer)
    if (!owns) return
    idleTimer = setTimeout(() => {
      dismiss(
        '25P03',
        'the transaction was idle for too long and is rolled back',
        'The embedded server has one backend: end transactions quickly.',
      )
      void pump()
    }, shared.idleInTransactionMs)
  }

  /** Runs what has come in, one batch after the other, until nothing is left. */
  const pump = async (): Promise<void> => {
    if (running) return
    running = true
    clearTimeout(idleTimer)
    try {
      while (pending.length > 0 && !gone) {
        const batch = pending.splice(0)
        const end = batch.findIndex((m) => m.type === 'X')
        const messages = end < 0 ? batch : batch.slice(0, end)
        if (end >= 0) gone = true
        if (messages.length === 0) continue
        const bytes = Buffer.concat(messages.map(translate))
        await own()
        const reply = await engine.exec(bytes)
        const status = finalStatus(reply)
        const last = messages.at(-1)!.type
        needsSync = last !== 'S' && last !== 'Q'
        // Before the write: a client that reads slowly must not hold up the others.
        if (status === 'I' && !needsSync) disown()
        await write(reply)
      }
      if (gone) {
        pending.length = 0
        await cleanUp()
        socket.end()
      }
    } catch {
      // A message that cannot be read, or an engine that has stopped: this client is told and dropped.
      if (!gone)
        dismiss('08P01', 'the protocol was not followed, or the server stops', 'Connect again.')
      await cleanUp().catch(() => (owns ? disown() : undefined))
    } finally {
      running = false
      if (!gone) watchIdle()
    }
    if (pending.length > 0 && !gone) await pump()
  }

  socket.on('data', (chunk: Buffer) => {
    if (gone) return
    try {
      pending.push(...reader.push(chunk))
    } catch {
      dismiss('08P01', 'a message has an impossible length', 'Is this a PostgreSQL client?')
    }
    void pump()
  })
  socket.on('close', () => {
    gone = true
    void pump()
  })
}
