import { didYouMean, usageError } from './arguments.ts'
import type { Command } from './command.ts'
import { help, type CommandName } from './commands/help.ts'
import { helpOf, overview } from './commands/show-help.ts'
import { describeError } from './database.ts'
import { packageVersion } from './package-version.ts'

/** Each command's file is read when it is called. */
const commands: Record<CommandName, () => Promise<Command>> = {
  up: async () => (await import('./commands/up.ts')).up,
  demo: async () => (await import('./commands/demo.ts')).demo,
  install: async () => (await import('./commands/install.ts')).installCommand,
  uninstall: async () => (await import('./commands/uninstall.ts')).uninstall,
  worker: async () => (await import('./commands/worker.ts')).workerCommand,
  ingest: async () => (await import('./commands/ingest.ts')).ingest,
  ask: async () => (await import('./commands/ask.ts')).ask,
  evaluate: async () => (await import('./commands/evaluate.ts')).evaluate,
  status: async () => (await import('./commands/status.ts')).status,
  prices: async () => (await import('./commands/prices.ts')).prices,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(help, name)

function unknown(name: string): Error {
  const what = name.startsWith('-') ? 'option' : 'command'
  const names = [...Object.keys(help), '--help', '--version']
  return usageError(`there is no ${what} ${name}`, didYouMean(name, names))
}

async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [name = '', ...rest] = args
  const asked = name === 'help' ? (rest[0] ?? '--help') : name
  if (name === '' || asked === '--help' || asked === '-h') {
    console.log(overview())
    return name === '' ? 2 : 0
  }
  if (asked === '--version' || asked === '-v') {
    console.log(packageVersion)
    return 0
  }
  if (!isCommand(asked)) throw unknown(asked)
  const options = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest
  if (name === 'help' || options.includes('--help') || options.includes('-h')) {
    console.log(helpOf(asked))
    return 0
  }
  return (await commands[asked]())(rest, env)
}

/** The error in one or two lines; one about arguments says where to read more. */
function explain(error: unknown, name: string | undefined): string {
  const { code, hint } = (error ?? {}) as { code?: unknown; hint?: string }
  if (code !== 'HOWDAH_USAGE') return describeError(error)
  const more = `see  howdah ${name && isCommand(name) ? `${name} ` : ''}--help`
  return `${(error as Error).message}\n  hint: ${hint ? `${hint} ` : ''}${more}`
}

/**
 * Runs the `howdah` command. Every error becomes one or two lines and exit status 1, or 2 when the arguments
 * are not understood.
 */
export async function main(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  try {
    return await run(args, env)
  } catch (error) {
    console.error(`howdah: ${explain(error, args[0])}`)
    if (env.HOWDAH_DEBUG && error instanceof Error) console.error(error.stack)
    const { code } = (error ?? {}) as { code?: unknown }
    // Who says nothing does not end the connection either.
    if (code === 'HOWDAH_ADDRESS') setTimeout(() => process.exit(), 200).unref()
    return code === 'HOWDAH_USAGE' ? 2 : 1
  }
}
