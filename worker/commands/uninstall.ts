import type { Command } from '../command.ts'
import { parseArguments } from '../arguments.ts'
import { uninstall as drop } from '../install/uninstall.ts'
import { help } from './help.ts'
import { withDatabase } from './open.ts'

/** `howdah uninstall`, as help.ts describes it. */
export const uninstall: Command = async (args, env) => {
  const { values } = parseArguments(args, help.uninstall.options)
  if (!values.yes) {
    throw Object.assign(
      new Error('this drops the schema with every document, conversation and bill in it'),
      { hint: 'make a backup (pg_dump), then run  howdah uninstall --yes' },
    )
  }
  await withDatabase(env, drop)
  console.log('howdah is gone; the roles howdah_app, _worker, _analyst and _admin stay')
  return 0
}
