import type { Command } from '../cli.ts'
import { parseArguments } from '../arguments.ts'
import { readConfig } from '../config.ts'
import { install } from '../install/index.ts'
import { printInstall } from '../install/print.ts'

/** `howdah install [--print] [--dry-run]` */
export const installCommand: Command = async (args, env) => {
  const { values } = parseArguments(args, {
    print: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  })
  if (values.print) {
    process.stdout.write(printInstall())
    return 0
  }
  const url = readConfig(env).databaseUrl
  if (!url) {
    console.error(
      'howdah: DATABASE_URL is not set\n  hint: postgres://user:password@host:5432/database; howdah up  needs no server at all',
    )
    return 1
  }
  await install(url, { log: (line) => console.log(line), dryRun: values['dry-run'] ?? false })
  return 0
}
