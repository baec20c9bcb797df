import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { cleanEnvironment, until } from '../support/command.ts'
import { startProxy, type Proxy } from './proxy.ts'

const program = fileURLToPath(new URL('worker-process.ts', import.meta.url))

/** What every planted key holds, and nothing else does. */
export const planted = 'planted'

/** A worker process; it reaches the database through a proxy of its own. */
export type WorkerProcess = {
  key: string
  pid: number
  proxy: Proxy
  child: ChildProcess
  /** Everything it printed. */
  output(): string
  /** Whether it ended without being told to. */
  hasDied(): boolean
  kill(): Promise<void>
}

/** Questions and chunks have slots of their own: at most two calls at a time. */
export const slots = 2

/** Starts a worker and waits until it has registered. */
export async function startWorkerProcess(
  databaseUrl: string,
  providerUrl: string,
): Promise<WorkerProcess> {
  const { hostname, port } = new URL(databaseUrl)
  const proxy = await startProxy(hostname, Number(port || 5432))
  const key = `sk-${planted}-${randomBytes(12).toString('hex')}`
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), program], {
    env: cleanEnvironment({
      DATABASE_URL: proxy.url(databaseUrl),
      HOWDAH_PROVIDER_STUB_URL: providerUrl,
      HOWDAH_PROVIDER_STUB_KEY: key,
      HOWDAH_CONCURRENCY: '1',
      HOWDAH_LOG: 'json',
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let isKilled = false
  let hasEnded = false
  child.stdout.on('data', (data: Buffer) => (output += data.toString()))
  child.stderr.on('data', (data: Buffer) => (output += data.toString()))
  const closed = once(child, 'close').then(() => (hasEnded = true))
  const kill = async () => {
    isKilled = true
    child.kill('SIGKILL')
    await closed
    await proxy.close()
  }
  try {
    await until(
      'the worker has started',
      async () => {
        if (hasEnded) throw new Error(`the worker ended at its start: ${output}`)
        return output.includes('"worker started"')
      },
      40,
    )
  } catch (error) {
    await kill()
    throw error
  }
  return {
    key,
    pid: child.pid!,
    proxy,
    child,
    output: () => output,
    hasDied: () => hasEnded && !isKilled,
    kill,
  }
}
