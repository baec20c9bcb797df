import type { Command } from '../command.ts'
import { parseArguments, wholeNumber } from '../arguments.ts'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { help } from './help.ts'
import { startHouse } from './house.ts'
import { onStopSignal } from './run-worker.ts'

/** `howdah up`, as help.ts describes it. */
export const up: Command = async (args, env) => {
  const { values } = parseArguments(args, help.up.options)
  const config = readConfig(env)
  const house = await startHouse({
    config,
    folder: values.memory ? null : config.folder,
    port: wholeNumber('--port', values.port, 0, 65_535),
    log: createLog(config),
    say: (line) => console.error(`howdah: ${line}`),
  })
  house.open()
  console.log(`howdah is up, for trying: one embedded PostgreSQL in this process
  psql "${house.url}"
  data: ${values.memory ? 'in memory, gone at the end' : config.folder}
  stop with Ctrl-C`)
  await new Promise<void>((resolve) => onStopSignal(() => resolve()))
  await house.close()
  return 0
}
