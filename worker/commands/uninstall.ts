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
  const { cronJobs, cronDatabase } = await withDatabase(env, drop)
  const jobs = cronJobs > 0 ? ` with its ${cronJobs} jobs of pg_cron` : ''
  console.log(`howdah is gone${jobs}; the roles howdah_app, _worker, _analyst and _admin stay`)
  if (cronDatabase) {
    console.log(`what install_schedules() told you to register in the database ${cronDatabase} stays too:
  select cron.unschedule(jobid) from cron.job where command ~ 'howdah.run_schedule' and database = '...'`)
  }
  return 0
}
