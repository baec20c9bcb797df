import { Worker } from 'node:worker_threads'

/** The embedded PostgreSQL in its own thread: raw protocol bytes in, raw bytes out, one at a time. */
export type Engine = {
  serverVersion: string
  exec(bytes: Uint8Array): Promise<Buffer>
  close(): Promise<void>
}

type Reply = { id: number; bytes?: Uint8Array; error?: string }

/** Starts PGlite on a folder, or in memory when it is null. Rejects when the folder cannot be opened. */
export async function startEngine(folder: string | null): Promise<Engine> {
  const thread = new Worker(new URL('./engine-thread.mjs', import.meta.url), {
    workerData: { folder },
    // The flags that load TypeScript here are nothing for the thread.
    execArgv: [],
  })
  const waiting = new Map<number, (reply: Reply) => void>()
  let sent = 0

  const serverVersion = await new Promise<string>((resolve, reject) => {
    thread.once('message', (m: { ready: boolean; serverVersion?: string; error?: string }) => {
      if (m.ready) resolve(m.serverVersion ?? '')
      else
        reject(new Error(`the embedded PostgreSQL did not start: ${m.error ?? 'unknown reason'}`))
    })
    thread.once('error', reject)
  }).catch(async (error: unknown) => {
    await thread.terminate()
    throw error
  })
  thread.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.(reply)
    waiting.delete(reply.id)
  })
  const fail = (reason: string) => {
    for (const [id, done] of waiting) done({ id, error: reason })
    waiting.clear()
  }
  thread.on('error', (error) => fail(String(error)))
  thread.on('exit', () => fail('the embedded PostgreSQL has stopped'))

  const call = (message: { bytes?: Uint8Array; close?: boolean }) =>
    new Promise<Buffer>((resolve, reject) => {
      sent += 1
      waiting.set(sent, ({ bytes, error }) => {
        if (error) reject(new Error(error))
        else
          resolve(
            bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : Buffer.alloc(0),
          )
      })
      thread.postMessage({ id: sent, ...message })
    })

  return {
    serverVersion,
    exec: (bytes) => call({ bytes }),
    close: async () => {
      await call({ close: true })
      await thread.terminate()
    },
  }
}
