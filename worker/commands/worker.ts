import { setFlagsFromString } from 'node:v8'
import type { Command } from '../command.ts'
import { parseArguments, wholeNumber } from '../arguments.ts'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { help } from './help.ts'
import { databaseUrl } from './open.ts'
import { onParentGone } from './parents.ts'
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
  // While the database is awaited there is no worker to stop yet.
  const waiting = new AbortController()
  let worker: Awaited<ReturnType<typeof runWorker>> | undefined
  const stop = (why: string) => {
    waiting.abort()
    if (worker) void worker.stop(why)
    else log('info', 'worker not started', { reason: why })
  }
  const removeHandlers = onStopSignal((signal) => stop(`it got ${signal}`))
  const removeWatch = onParentGone(env, () => stop('npm, which started it, has ended'))
  const timer = seconds
    ? setTimeout(() => stop(`--max-seconds ${seconds} are over`), seconds * 1000)
    : undefined
  try {
    worker = await runWorker(url, config, log, {
      drain: values.drain ?? false,
      listenUrl: config.listenUrl ?? config.databaseUrl,
      health: config.health,
      giveUp: waiting.signal,
    })
    if (waiting.signal.aborted) await worker.stop()
    await worker.finished
  } finally {
    clearTimeout(timer)
    removeWatch()
    removeHandlers()
  }
  await worker.close()
  // A connection that has gone silent would keep the process for minutes.
  setTimeout(() => process.exit(0), 1000).unref()
  return 0
}
