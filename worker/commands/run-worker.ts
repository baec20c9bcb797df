import type { Config } from '../config.ts'
import { connect } from '../database.ts'
import { openHealthPort } from '../health/server.ts'
import { packageSchemaVersion, readSources } from '../install/sources.ts'
import type { Log } from '../log.ts'
import { connectionsFor, startWorker, type Worker } from '../loop/index.ts'
import { packageVersion } from '../package-version.ts'
import { providersFrom } from '../providers/index.ts'

/**
 * Starts a worker on `url` with the providers of the configuration, and opens the port for `health`
 * where one is given; `close` ends its connections.
 */
export async function runWorker(
  url: string,
  config: Config,
  log: Log,
  options: {
    drain?: boolean
    pollMs?: number
    listenUrl?: string | null
    health?: Config['health']
  } = {},
): Promise<Worker & { close(): Promise<void> }> {
  let worker: Worker | undefined
  const port = options.health
    ? await openHealthPort(
        { ...options.health, secrets: config.secrets },
        () => worker?.health ?? null,
        log,
      )
    : undefined
  const sql = connect(url, { max: connectionsFor(config.concurrency) })
  const listen = options.listenUrl ? connect(options.listenUrl, { max: 1 }) : undefined
  const close = async () => {
    await port?.close()
    await sql.end({ timeout: 5 })
    await listen?.end({ timeout: 5 })
  }
  try {
    worker = await startWorker({
      sql,
      ...(listen ? { listen } : {}),
      providers: providersFrom(config),
      log,
      version: packageVersion,
      schemaVersion: packageSchemaVersion(readSources()),
      concurrency: config.concurrency,
      drain: options.drain ?? false,
      ...(options.pollMs ? { pollMs: options.pollMs } : {}),
    })
    return { ...worker, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Calls `stop` at the first SIGINT or SIGTERM; the second ends the process at once. */
export function onStopSignal(stop: () => void): () => void {
  let asked = false
  const handler = () => {
    if (asked) process.exit(1)
    asked = true
    stop()
  }
  process.on('SIGINT', handler)
  process.on('SIGTERM', handler)
  return () => {
    process.off('SIGINT', handler)
    process.off('SIGTERM', handler)
  }
}
