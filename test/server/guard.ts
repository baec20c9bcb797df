import { spawn, type ChildProcess } from 'node:child_process'
import { appendFileSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** What the guard is told: the program that makes the data folder, what to add to its settings, and as whom. */
export type Guarded = {
  bin: string
  folder: string
  make: [program: string, ...args: string[]]
  settings: string
  uid?: number
  gid?: number
}

/*
 * PostgreSQL's parent, in a process group of its own: Ctrl-C does not reach it, and when the tests
 * end in any way, kill -9 included, the channel closes, the server stops and its folder goes.
 */
const { bin, folder, make, settings, ...user } = JSON.parse(process.argv[2] ?? '{}') as Guarded
const data = join(folder, 'data')
const log = openSync(join(folder, 'log'), 'a')
let current: ChildProcess | undefined
let isStopping = false

function start(program: string, args: string[]): Promise<number | null> {
  const stdio = ['ignore', log, log] as const
  const child = spawn(join(bin, program), ['-D', data, ...args], {
    ...user,
    cwd: folder,
    stdio: [...stdio],
  })
  current = child
  return new Promise((resolve) => {
    child.on('exit', (code) => resolve(code))
    child.on('error', (error) => {
      appendFileSync(log, `${error.message}\n`)
      resolve(1)
    })
  })
}

function stop(): void {
  if (isStopping) return
  isStopping = true
  current?.kill('SIGINT')
  // A fast shutdown can wait; nobody needs this data.
  setTimeout(() => current?.kill('SIGQUIT'), 3000).unref()
  setTimeout(() => current?.kill('SIGKILL'), 10000).unref()
}

process.on('disconnect', stop)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)

const made = await start(make[0], make.slice(1))
if (made === 0 && !isStopping) {
  appendFileSync(join(data, 'postgresql.conf'), settings)
  await start('postgres', [])
}
// A server that died by itself leaves its log to be read; the folder goes with the channel.
if (!isStopping && process.connected) {
  process.send?.('died')
  await new Promise((resolve) => process.once('disconnect', resolve))
}
rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
process.exit(0)
