import type { Config } from '../config.ts'
import { startEmbedded } from '../embedded/index.ts'
import { install } from '../install/index.ts'
import type { Log } from '../log.ts'
import { runWorker } from './run-worker.ts'

/** An embedded server with the schema and a worker; `close` stops them in order. */
export type House = { url: string; close(): Promise<void> }

/** Starts everything `howdah up` and the demo need. `folder` null keeps the data in memory. */
export async function startHouse(options: {
  config: Config
  folder: string | null
  port: number
  log: Log
}): Promise<House> {
  const server = await startEmbedded({
    folder: options.folder,
    port: options.port,
    log: (line) => options.log('info', line),
  })
  try {
    await install(server.url)
    // LISTEN does not work there: the worker polls, often, since nobody else is waiting.
    const worker = await runWorker(server.url, options.config, options.log, { pollMs: 200 })
    return {
      url: server.url,
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
