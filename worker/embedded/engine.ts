import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { embeddedPackages, installHint } from '../package-version.ts'

/** The embedded PostgreSQL in its own thread: raw protocol bytes in, raw bytes out, one at a time. */
export type Engine = {
  /** Settings that are reported to clients, as they are at the start. */
  parameters: Record<string, string>
  /** Rejects with code 57P01 once the engine has stopped. */
  exec(bytes: Uint8Array): Promise<Buffer>
  /** Writes everything to disk and ends; after `ms` milliseconds it just ends, as in a crash. */
  close(ms: number): Promise<void>
}

type Reply = { id?: number; bytes?: Uint8Array; error?: string; parameters?: Engine['parameters'] }

const stopped = () => Object.assign(new Error('the embedded server stops'), { code: '57P01' })

const threadFile = new URL('./engine-thread.mjs', import.meta.url)

/** Throws (code HOWDAH_NO_PGLITE) when the packages of the embedded server are not installed. */
export function requireEngine(): void {
  const { resolve } = createRequire(threadFile)
  try {
    for (const name of Object.keys(embeddedPackages)) resolve(name)
  } catch {
    throw Object.assign(new Error('the embedded PostgreSQL is not installed: it is optional'), {
      code: 'HOWDAH_NO_PGLITE',
      hint: `${installHint(Object.keys(embeddedPackages))}  or set DATABASE_URL to a PostgreSQL of your own`,
    })
  }
}

/** Starts PGlite on a folder, or in memory when it is null. Rejects when the folder cannot be opened. */
export async function startEngine(
  folder: string | null,
  log: (line: string) => void,
): Promise<Engine> {
  const thread = new Worker(threadFile, {
    workerData: { folder },
    // The flags that load TypeScript here are nothing for the thread.
    execArgv: [],
  })
  const waiting = new Map<number, (reply: Reply) => void>()
  let sent = 0
  let isClosing = false
  let hasStopped = false

  const parameters = await new Promise<Engine['parameters']>((resolve, reject) => {
    const refuse = (reason: string) =>
      reject(new Error(`the embedded PostgreSQL did not start: ${reason}`))
    thread.once('message', (reply: Reply) =>
      reply.parameters ? resolve(reply.parameters) : refuse(reply.error ?? 'unknown reason'),
    )
    thread.once('error', (error) => refuse(String(error)))
    thread.once('exit', () => refuse('its thread ended'))
  }).catch(async (error: unknown) => {
    await thread.terminate()
    throw error
  })
  thread.on('message', (reply: Reply) => {
    waiting.get(reply.id!)?.(reply)
    waiting.delete(reply.id!)
  })
  thread.on('error', (error) => log(`the embedded PostgreSQL fails: ${String(error)}`))
  thread.on('exit', () => {
    hasStopped = true
    if (!isClosing) log('the embedded PostgreSQL has stopped; start howdah again')
    for (const done of waiting.values()) done({ error: 'stopped' })
    waiting.clear()
  })

  const call = (message: { bytes?: Uint8Array; close?: boolean }) =>
    new Promise<Buffer>((resolve, reject) => {
      if (hasStopped) return reject(stopped())
      sent += 1
      waiting.set(sent, ({ bytes, error }) => {
        if (error) reject(stopped())
        else if (!bytes) resolve(Buffer.alloc(0))
        else resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
      })
      thread.postMessage({ id: sent, ...message })
    })

  return {
    parameters,
    exec: (bytes) => call({ bytes }),
    async close(ms) {
      isClosing = true
      const late = setTimeout(() => void thread.terminate(), ms)
      await call({ close: true }).catch(() => undefined)
      clearTimeout(late)
      await thread.terminate()
    },
  }
}
