import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { startNode, until } from '../support/command.ts'
import { startProxy } from './proxy.ts'

const program = fileURLToPath(new URL('worker-process.ts', import.meta.url))

/** What every planted key holds, and nothing else does. */
export const planted = 'planted'

/** A worker process; it reaches the database through a proxy of its own. */
export type WorkerProcess = Awaited<ReturnType<typeof startWorkerProcess>>

/** Questions and chunks have slots of their own: at most two calls at a time. */
export const slots = 2

/** Starts a worker and waits until it has registered. */
export async function startWorkerProcess(databaseUrl: string, providerUrl: string) {
  const { hostname, port } = new URL(databaseUrl)
  const proxy = await startProxy(hostname, Number(port || 5432))
  const key = `sk-${planted}-${randomBytes(12).toString('hex')}`
  const { child, printed, finished } = startNode(
    ['--import', import.meta.resolve('tsx'), program],
    {
      DATABASE_URL: proxy.url(databaseUrl),
      HOWDAH_PROVIDER_STUB_URL: providerUrl,
      HOWDAH_PROVIDER_STUB_KEY: key,
      HOWDAH_CONCURRENCY: '1',
      HOWDAH_LOG: 'json',
      TEST_LEASE_SECONDS: process.env['TEST_LEASE_SECONDS'] ?? '2',
    },
  )
  let isKilled = false
  let hasEnded = false
  void finished.then(() => (hasEnded = true))
  const kill = async () => {
    isKilled = true
    child.kill('SIGKILL')
    await finished
    await proxy.close()
  }
  const hasStarted = async () => {
    if (hasEnded) throw new Error(`the worker ended at its start: ${printed()}`)
    return printed().includes('"worker started"')
  }
  await until('the worker has started', hasStarted, 90).catch(async (error: unknown) => {
    await kill()
    throw error
  })
  /** Whether it ended without being told to. */
  const hasDied = () => hasEnded && !isKilled
  return { key, pid: child.pid!, proxy, child, output: printed, hasDied, kill }
}
