import type { Command } from '../command.ts'
import { parseArguments } from '../arguments.ts'
import { readConfig } from '../config.ts'
import { install } from '../install/index.ts'
import { printInstall } from '../install/print.ts'
import { help } from './help.ts'

/** `howdah install`, as help.ts describes it. */
export const installCommand: Command = async (args, env) => {
  const { values } = parseArguments(args, help.install.options)
  if (values.print) {
    process.stdout.write(printInstall())
    return 0
  }
  const url = readConfig(env).databaseUrl
  if (!url) {
    throw Object.assign(new Error('DATABASE_URL is not set'), {
      hint: 'postgres://user:password@host:5432/database;  howdah up  needs no server at all',
    })
  }
  await install(url, {
    log: (line) => console.log(line),
    dryRun: values['dry-run'] ?? false,
    older: values.older ?? false,
  })
  return 0
}
