import type { Socket } from 'node:net'
import { errorResponse, messageReader, type Message } from './messages.ts'
import type { tenure } from './tenure.ts'

export type SessionOptions = { idleInTransactionMs: number; log: (line: string) => void }

// Input that waits for its turn, in bytes, before the client is made to wait.
const maxPendingBytes = 16 * 1024 * 1024
const goodbyeMs = 2_000

/** Tells a client why it has to go, and closes its connection even if it does not listen. */
export function dismissSocket(socket: Socket, code: string, text: string, hint?: string): void {
  socket.end(errorResponse('FATAL', code, text, hint))
  const late = setTimeout(() => socket.destroy(), goodbyeMs).unref()
  socket.once('close', () => clearTimeout(late))
}

/**
 * Serves one client after its startup: runs what it sends in the order of arrival. A client that goes
 * away, breaks the protocol or leaves a transaction idle for too long is rolled back.
 */
export function serveSession(
  socket: Socket,
  backend: ReturnType<typeof tenure>,
  { idleInTransactionMs, log }: SessionOptions,
): void {
  const reader = messageReader()
  const pending: Message[] = []
  let pendingBytes = 0
  let running = false
  let gone = false
  let idleTimer: NodeJS.Timeout | undefined
  let stopWaiting: () => void = () => undefined

  const leave = () => {
    gone = true
    stopWaiting()
    void pump()
  }
  const dismiss = (code: string, text: string, hint: string) => {
    if (gone) return
    log(`a client is dismissed: ${text}`)
    dismissSocket(socket, code, text, hint)
    leave()
  }
  const watchIdle = () => {
    idleTimer = setTimeout(() => {
      const hint = 'The embedded server has one backend: end transactions quickly.'
      dismiss('25P03', 'the transaction was idle for too long and is rolled back', hint)
    }, idleInTransactionMs)
  }
  const write = (bytes: Buffer) =>
    new Promise<void>((resolve) => {
      if (gone || socket.destroyed || bytes.length === 0 || socket.write(bytes)) return resolve()
      stopWaiting = () => {
        socket.off('drain', stopWaiting)
        resolve()
      }
      socket.once('drain', stopWaiting)
    })
  const fail = (error: unknown) => {
    const { code, message } = error as { code?: string; message: string }
    const hint = code === '57P01' ? 'Start howdah again.' : 'Connect again.'
    dismiss(code ?? '08P01', message, hint)
  }

  /** Runs what has come in, one batch after the other, until nothing is left. */
  const pump = async (): Promise<void> => {
    if (running) return
    running = true
    try {
      while (pending.length > 0 && !gone) {
        clearTimeout(idleTimer)
        const batch = pending.splice(0)
        pendingBytes = 0
        if (socket.isPaused()) socket.resume()
        const end = batch.findIndex(({ type }) => type === 'X')
        const reply = await backend.run(end < 0 ? batch : batch.slice(0, end))
        // Before the write: a client that does not read its answer must not keep the backend either.
        if (backend.owns()) watchIdle()
        await write(reply)
        if (end >= 0) {
          gone = true
          socket.end()
        }
      }
    } catch (error) {
      fail(error)
    }
    if (gone) {
      clearTimeout(idleTimer)
      pending.length = 0
      await backend.leave().catch(() => undefined)
    }
    running = false
    if (pending.length > 0 || (gone && backend.owns())) void pump()
  }

  socket.on('data', (chunk: Buffer) => {
    if (gone) return
    try {
      pending.push(...reader.push(chunk))
    } catch (error) {
      return fail(error)
    }
    pendingBytes += chunk.length
    if (pendingBytes > maxPendingBytes && pending.length > 0) socket.pause()
    void pump()
  })
  socket.on('close', leave)
}
