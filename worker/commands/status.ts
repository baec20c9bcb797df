import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from '../cli.ts'
import { parseArguments } from '../arguments.ts'
import { withDeadline } from '../database.ts'
import { withDatabase } from './open.ts'

/** `howdah status [--watch]` */
export const status: Command = async (args, env) => {
  const { values } = parseArguments(args, { watch: { type: 'boolean' } })
  return withDatabase(env, async (sql) => {
    do {
      const lines = await withDeadline(
        sql<{ name: string; value: string }[]>`select * from howdah.status_lines()`,
      )
      const width = Math.max(...lines.map((line) => line.name.length))
      if (values.watch && process.stdout.isTTY) console.clear()
      for (const line of lines) console.log(`${line.name.padEnd(width)}  ${line.value}`)
      if (values.watch) await sleep(2000)
    } while (values.watch)
    return 0
  })
}
