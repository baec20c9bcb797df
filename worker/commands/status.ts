import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from '../command.ts'
import { parseArguments, wholeNumber } from '../arguments.ts'
import { describeError, withDeadline, type Database } from '../database.ts'
import { layoutStatus } from '../status/layout.ts'
import { openScreen, type Screen } from '../status/screen.ts'
import type { Status } from '../status/types.ts'
import { help } from './help.ts'
import { withDatabase } from './open.ts'

async function readStatus(sql: Database): Promise<Status> {
  const [row] = await withDeadline(sql<{ status: Status }[]>`select howdah.status() as status`)
  return row!.status
}

/** Shows the state again and again until it is told to stop; a database that is away is said and awaited. */
async function watch(
  sql: Database,
  screen: Screen,
  seconds: number,
  isJson: boolean,
): Promise<void> {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  let last: Status | null = null
  let trouble = ''
  const draw = () => {
    const lines =
      last === null ? [] : layoutStatus(last, { width: screen.width(), color: screen.color })
    screen.draw(trouble === '' ? lines : [...trouble.split('\n'), ...lines])
  }
  if (!isJson) screen.onResize(draw)
  while (!stopping.signal.aborted) {
    try {
      last = await readStatus(sql)
      trouble = ''
    } catch (error) {
      trouble = `no answer from the database, trying again: ${describeError(error)}`
    }
    if (!isJson) draw()
    else console.log(JSON.stringify(trouble === '' ? last : { error: trouble }))
    await sleep(seconds * 1000, undefined, { signal: stopping.signal }).catch(() => undefined)
  }
}

/** `howdah status`, as help.ts describes it. */
export const status: Command = async (args, env) => {
  const { values } = parseArguments(args, help.status.options)
  const seconds =
    values.interval === undefined ? 2 : wholeNumber('--interval', values.interval, 1, 3600)
  const isJson = values.json === true
  return withDatabase(env, async (sql) => {
    // What is wrong before the first screen is said as by every command.
    const first = await readStatus(sql)
    const screen = openScreen(process.stdout, env, values.watch === true && !isJson)
    try {
      if (values.watch) await watch(sql, screen, seconds, isJson)
      else if (isJson) console.log(JSON.stringify(first, null, 2))
      else screen.draw(layoutStatus(first, { width: screen.width(), color: screen.color }))
    } finally {
      screen.close()
    }
    return 0
  })
}
