import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Tests that passed and failed; a file that could not be read is one failure. */
export type Counts = { passed: number; failed: number }

/** Runs vitest on files, all when none is named; vitest.config.ts sends the counts over the channel. */
export function runVitest(paths: string[], env: Record<string, string>) {
  const program = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
  const child = spawn(process.execPath, [program, 'run', ...paths], {
    // A group of its own, so that Ctrl-C ends the workers with it and in our order.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  })
  let counts: Counts = { passed: 0, failed: 0 }
  child.on('message', (message: Counts) => (counts = message))
  const kill = () => {
    if (child.pid && child.exitCode === null && child.signalCode === null) {
      process.kill(-child.pid, 'SIGKILL')
    }
  }
  const done = new Promise<Counts>((resolve) =>
    // An error outside of any test ends vitest with 1 and no failed test.
    child.on('close', (code) =>
      resolve(code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts),
    ),
  )
  return { done, kill }
}
