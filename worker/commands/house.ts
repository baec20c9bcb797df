import type { Config } from '../config.ts'
import { startEmbedded } from '../embedded/index.ts'
import { install } from '../install/index.ts'
import type { Log } from '../log.ts'
import { runWorker } from './run-worker.ts'

/**
 * An embedded server with the schema and a worker. Commands that wait for it go on after `open`;
 * `close` stops everything in order.
 */
export type House = { url: string; open(): void; close(): Promise<void> }

// What a word of the local model takes: as long as with a real one, so that its answers stream.
const wordMs = 20

/**
 * Starts everything `howdah up` and the demo need. `folder` null keeps the data in memory; `say` hears
 * what is being done, and what was laid.
 */
export async function startHouse(options: {
  config: Config
  folder: string | null
  port: number
  log: Log
  say?: (line: string) => void
}): Promise<House> {
  const { say = () => undefined } = options
  say('starting PostgreSQL ...')
  const server = await startEmbedded({
    folder: options.folder,
    port: options.port,
    log: (line) => options.log('info', line),
  })
  try {
    say('laying the schema ...')
    await install(server.url, { log: say })
    say('starting the worker ...')
    // LISTEN does not work there: the worker polls, often, since nobody else is waiting.
    const worker = await runWorker(server.url, options.config, options.log, {
      pollMs: 200,
      wordMs,
    })
    return {
      url: server.url,
      open: server.open,
      async close() {
        await worker.stop()
        await worker.close()
        await server.close()
      },
    }
  } catch (error) {
    await server.close()
    throw error
  }
}
