import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { PgliteMessage } from './pglite-child.ts'
import type { OnFile } from './pgtap.ts'

const patience = 120_000

/**
 * Installs howdah into PGlite and runs the pgTAP files there, in a process of its own: a query that
 * hangs there stops its whole thread and knows no timeout. Resolves when the process has ended.
 */
export function runOnPglite(paths: string[], onFile: OnFile) {
  const child = fork(fileURLToPath(new URL('pglite-child.ts', import.meta.url)), paths, {
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const kill = () => void child.kill('SIGKILL')
  let last = 'the install'
  let timer = setTimeout(kill, patience)
  child.on('message', (message: PgliteMessage) => {
    clearTimeout(timer)
    timer = setTimeout(kill, patience)
    last = message.path
    onFile(message.path, message.outcome)
  })
  const done = new Promise<void>((resolve) =>
    child.on('exit', (code) => {
      clearTimeout(timer)
      if (code !== 0) {
        const problems = [`PGlite ended or hung for ${patience / 1000} s, after ${last}`]
        onFile('pglite', { passed: 0, failed: 1, problems })
      }
      resolve()
    }),
  )
  return { done, kill }
}
