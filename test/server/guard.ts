import { spawn } from 'node:child_process'
import { openSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** What the guard is told when it starts. */
export type Guarded = { bin: string; folder: string; uid?: number; gid?: number }

/*
 * PostgreSQL's parent, in a process group of its own: Ctrl-C does not reach it, and when the tests
 * end in any way, kill -9 included, the channel closes, the server stops and its folder goes.
 */
const { bin, folder, uid, gid } = JSON.parse(process.argv[2] ?? '{}') as Guarded
const log = openSync(join(folder, 'log'), 'a')
const server = spawn(join(bin, 'postgres'), ['-D', join(folder, 'data')], {
  cwd: folder,
  stdio: ['ignore', log, log],
  ...(uid === undefined ? {} : { uid }),
  ...(gid === undefined ? {} : { gid }),
})

let isStopping = false
const stop = () => {
  if (isStopping) return
  isStopping = true
  server.kill('SIGINT')
  // Fast shutdown waits for a checkpoint; nobody needs this data.
  setTimeout(() => server.kill('SIGQUIT'), 3000).unref()
  setTimeout(() => server.kill('SIGKILL'), 10000).unref()
}
server.on('error', () => finish())
server.on('exit', () => finish())

function finish(): void {
  // A server that died by itself leaves its log for the report; the folder goes with the channel.
  if (!isStopping && process.connected) {
    process.send?.('died')
    process.on('disconnect', () => remove())
    return
  }
  remove()
}

function remove(): never {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.exit(0)
}

process.on('disconnect', stop)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
process.on('message', (message) => message === 'stop' && stop())
