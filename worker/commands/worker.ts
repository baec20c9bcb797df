import { setFlagsFromString } from 'node:v8'
import type { Command } from '../command.ts'
import { parseArguments, wholeNumber } from '../arguments.ts'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { help } from './help.ts'
import { databaseUrl } from './open.ts'
import { onStopSignal, runWorker } from './run-worker.ts'

/** `howdah worker`, as help.ts describes it. */
export const workerCommand: Command = async (args, env) => {
  const { values } = parseArguments(args, help.worker.options)
  const seconds =
    values['max-seconds'] === undefined
      ? undefined
      : wholeNumber('--max-seconds', values['max-seconds'], 1, 86_400)
  // Vectors are garbage as soon as they are stored: a young generation that grows with them keeps 30 MB more.
  setFlagsFromString('--semi-space-growth-factor=1')
  const config = readConfig(env)
  const url = await databaseUrl(config)
  const log = createLog(config)
  const worker = await runWorker(url, config, log, {
    drain: values.drain ?? false,
    listenUrl: config.listenUrl ?? config.databaseUrl,
    health: config.health,
  })
  const stop = () => void worker.stop()
  const removeHandlers = onStopSignal(stop)
  const timer = seconds ? setTimeout(stop, seconds * 1000) : undefined
  await worker.finished
  clearTimeout(timer)
  removeHandlers()
  await worker.close()
  // A connection that has gone silent would keep the process for minutes.
  setTimeout(() => process.exit(0), 1000).unref()
  return 0
}
