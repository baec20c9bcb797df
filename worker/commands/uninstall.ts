import type { Command } from '../cli.ts'
import { parseArguments } from '../arguments.ts'
import { uninstall as drop } from '../install/uninstall.ts'
import { withDatabase } from './open.ts'

/** `howdah uninstall --yes` */
export const uninstall: Command = async (args, env) => {
  const { values } = parseArguments(args, { yes: { type: 'boolean' } })
  if (!values.yes) {
    console.error(
      'howdah: this drops the schema howdah with every document, conversation and bill in it\n  hint: make a backup (pg_dump -n howdah), then run  howdah uninstall --yes',
    )
    return 1
  }
  await withDatabase(env, drop)
  console.log('howdah is gone; the roles howdah_app, _worker, _analyst and _admin stay')
  return 0
}
