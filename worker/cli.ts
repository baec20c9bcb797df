import { describeError } from './database.ts'
import { usage } from './usage.ts'

/** What a command gets: its arguments and the environment; it returns the exit status. */
export type Command = (args: string[], env: NodeJS.ProcessEnv) => Promise<number>

const commands: Record<string, () => Promise<Command>> = {
  up: async () => (await import('./commands/up.ts')).up,
  demo: async () => (await import('./commands/demo.ts')).demo,
  install: async () => (await import('./commands/install.ts')).installCommand,
  uninstall: async () => (await import('./commands/uninstall.ts')).uninstall,
  worker: async () => (await import('./commands/worker.ts')).workerCommand,
  ingest: async () => (await import('./commands/ingest.ts')).ingest,
  ask: async () => (await import('./commands/ask.ts')).ask,
  status: async () => (await import('./commands/status.ts')).status,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
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
    return await (
      await load()
    )(rest, env)
  } catch (error) {
    console.error(`howdah: ${describeError(error)}`)
    if (env.HOWDAH_DEBUG && error instanceof Error) console.error(error.stack)
    return 1
  }
}
