import { createRequire } from 'node:module'
import { describeError } from './database.ts'
import { usage } from './usage.ts'

/** What a command gets: its arguments and the environment; it returns the exit status. */
export type Command = (args: string[], env: NodeJS.ProcessEnv) => Promise<number>

/** Each command's file is read when it is called; as bin/howdah.mjs says, by require. */
const require = createRequire(import.meta.url)

const commands: Record<string, () => Command> = {
  up: () => (require('./commands/up.ts') as typeof import('./commands/up.ts')).up,
  demo: () => (require('./commands/demo.ts') as typeof import('./commands/demo.ts')).demo,
  install: () =>
    (require('./commands/install.ts') as typeof import('./commands/install.ts')).installCommand,
  uninstall: () =>
    (require('./commands/uninstall.ts') as typeof import('./commands/uninstall.ts')).uninstall,
  worker: () =>
    (require('./commands/worker.ts') as typeof import('./commands/worker.ts')).workerCommand,
  ingest: () => (require('./commands/ingest.ts') as typeof import('./commands/ingest.ts')).ingest,
  ask: () => (require('./commands/ask.ts') as typeof import('./commands/ask.ts')).ask,
  status: () => (require('./commands/status.ts') as typeof import('./commands/status.ts')).status,
  doctor: () => (require('./commands/doctor.ts') as typeof import('./commands/doctor.ts')).doctor,
}

/** Runs the `howdah` command; every error becomes one or two lines and exit status 1. */
export async function main(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [name, ...rest] = args
  if (!name || name === 'help' || name === '--help' || name === '-h') {
    console.log(usage)
    return name ? 0 : 2
  }
  const load = commands[name]
  if (!load) {
    console.error(`howdah: there is no command ${name}\n\n${usage}`)
    return 2
  }
  if (rest.includes('--help')) {
    console.log(usage)
    return 0
  }
  try {
    return await load()(rest, env)
  } catch (error) {
    console.error(`howdah: ${describeError(error)}`)
    if (env.HOWDAH_DEBUG && error instanceof Error) console.error(error.stack)
    return 1
  }
}
