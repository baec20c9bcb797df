import type { Config } from '../config.ts'
import { connect } from '../database.ts'
import { openHealthPort } from '../health/server.ts'
import { packageSchemaVersion, readSources } from '../install/sources.ts'
import type { Log } from '../log.ts'
import { connectionsFor, startWorker, type Worker } from '../loop/index.ts'
import { packageVersion } from '../package-version.ts'
import { ignoredProxies } from '../providers/ignored-proxy.ts'
import { providersFrom } from '../providers/index.ts'
import { createPost } from '../webhook/post.ts'

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
    /** Ends the waiting for a database that cannot be reached. */
    giveUp?: AbortSignal
    /** Milliseconds a word of the local provider takes. */
    wordMs?: number
    listenUrl?: string | null
    health?: Config['health']
  } = {},
): Promise<Worker & { close(): Promise<void> }> {
  const urls = config.providers.map(({ url }) => url ?? 'https://api.openai.com/v1')
  for (const name of ignoredProxies(urls, process.env)) {
    log('warn', `${name} is ignored: calls go straight to the provider`, {
      hint: "Node 24 and later heed it with NODE_USE_ENV_PROXY=1; else set the provider's _URL to a gateway",
    })
  }
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
      providers: providersFrom(config, { wordMs: options.wordMs ?? 0 }),
      post: config.webhook ? createPost(config.webhook) : undefined,
      log,
      version: packageVersion,
      schemaVersion: packageSchemaVersion(readSources()),
      concurrency: config.concurrency,
      drain: options.drain ?? false,
      pollMs: options.pollMs ?? config.pollMs ?? 1000,
      ...(options.giveUp ? { giveUp: options.giveUp } : {}),
    })
    return { ...worker, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Calls `stop` at the first SIGINT or SIGTERM, with its name; the second ends the process at once. */
export function onStopSignal(stop: (signal: NodeJS.Signals) => void): () => void {
  let asked = false
  const handler = (signal: NodeJS.Signals) => {
    if (asked) process.exit(1)
    asked = true
    stop(signal)
  }
  process.on('SIGINT', handler)
  process.on('SIGTERM', handler)
  return () => {
    process.off('SIGINT', handler)
    process.off('SIGTERM', handler)
  }
}
