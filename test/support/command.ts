import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

const bin = new URL('../../worker/bin/howdah.mjs', import.meta.url).pathname

/** What a `howdah` command printed and how it ended. */
export type Finished = { code: number | null; out: string; err: string }

/** Environment of a command: nothing of a key or database that this machine has. */
export function cleanEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (/^(OPENAI_|HOWDAH_PROVIDER_|HOWDAH_WEBHOOK_|DATABASE_URL$|HOWDAH_LISTEN_URL$)/.test(name))
      delete env[name]
  }
  return { ...env, ...extra }
}

/** A program that runs: what it has printed so far, and a promise of its end. */
export type Started = { child: ChildProcess; printed(): string; finished: Promise<Finished> }

/** Starts node with these arguments, its output kept. */
export function startNode(
  args: string[],
  env: Record<string, string> = {},
  cwd = process.cwd(),
): Started {
  const child = spawn(process.execPath, args, {
    env: cleanEnvironment(env),
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '', all: '' }
  for (const name of ['out', 'err'] as const) {
    child[`std${name}`].on('data', (chunk: Buffer) => {
      said[name] += chunk.toString()
      said.all += chunk.toString()
    })
  }
  const finished = once(child, 'close').then(([code]) => {
    const { out, err } = said
    return { code: code as number | null, out, err }
  })
  return { child, printed: () => said.all, finished }
}

/** Starts `howdah`. */
export const startCommand = (args: string[], env: Record<string, string> = {}, cwd?: string) =>
  startNode([bin, ...args], env, cwd)

/** Runs `howdah` to its end. */
export const runCommand = (args: string[], env: Record<string, string> = {}, cwd?: string) =>
  startCommand(args, env, cwd).finished

/** Waits until a condition of the outside world holds; fails after `seconds`. */
export async function until(
  what: string,
  condition: () => Promise<boolean>,
  seconds = 60,
): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`after ${seconds} s still not: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
