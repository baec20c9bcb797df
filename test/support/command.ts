import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

const bin = new URL('../../worker/bin/howdah.mjs', import.meta.url).pathname

/** What a `howdah` command printed and how it ended. */
export type Finished = { code: number | null; out: string; err: string }

/** Environment of a command: nothing of a key or database that this machine has. */
export function cleanEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (/^(OPENAI_|HOWDAH_PROVIDER_|DATABASE_URL$|HOWDAH_LISTEN_URL$)/.test(name)) delete env[name]
  }
  return { ...env, ...extra }
}

/** Starts `howdah`; `finished` resolves when it has ended. */
export function startCommand(
  args: string[],
  env: Record<string, string> = {},
  cwd = process.cwd(),
): { child: ChildProcess; finished: Promise<Finished> } {
  const child = spawn(process.execPath, [bin, ...args], {
    env: cleanEnvironment(env),
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const finished = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    out,
    err,
  }))
  return { child, finished }
}

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
