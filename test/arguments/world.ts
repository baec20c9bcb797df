import { readFileSync } from 'node:fs'
import type { TransactionSql } from 'postgres'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import type { Call } from './call.ts'
import { calls } from './calls.ts'

/** An argument of a public function, as the catalog has it. */
export type Argument = {
  fn: string
  name: string
  type: string
  isOptional: boolean
  /** As SQL; null where it is null. */
  fallback: string | null
}

/** A database in which every call of calls.ts is valid. */
export type World = {
  db: TestDatabase
  arguments: Argument[]
  functions: string[]
  /** Makes the call and undoes it; returns what it answered, raised and changed, as text that can be compared. */
  attempt(fn: string, args: Record<string, string>): Promise<string>
}

const ended = Symbol('undo')

/** What differs from call to call whatever is passed: random ids, what is made of them, and delays. */
const plain = (text: string) =>
  text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'uuid')
    .replace(/"\\{1,2}x[0-9a-f]{16,}"/g, '"bytes"')
    .replace(/"run_after": "[^"]*"/g, '"run_after": "later"')

export async function createWorld(): Promise<World> {
  const db = await createDatabase({ client: { max: 1 } })
  await db.sql
    .unsafe(readFileSync(new URL('../support/world.sql', import.meta.url), 'utf8'))
    .simple()
  await db.sql
    .unsafe(readFileSync(new URL('../support/state.sql', import.meta.url), 'utf8'))
    .simple()
  const list = await db.sql<Argument[]>`select * from public.arguments`
  const functions = await db.sql<{ name: string }[]>`
    select distinct proname as name from pg_proc where pronamespace = 'howdah'::regnamespace`
  const attempt = async (fn: string, args: Record<string, string>): Promise<string> => {
    const passed = Object.entries(args).map(([name, value]) => `${name} => ${value}`)
    let seen = ''
    const work = async (sql: TransactionSql) => {
      await sql`select public.restore_sequences()`
      if (call(fn).user !== null) await sql`select howdah.act_as('ann')`
      try {
        const rows = await sql.savepoint((inner) =>
          inner.unsafe(
            `select to_jsonb(r)::text as r from howdah.${fn}(${passed.join(', ')}) as r`,
          ),
        )
        seen = rows.map((row) => row['r']).join('\n')
      } catch (error) {
        const { code, message } = error as Error & { code?: string }
        seen = `${code}: ${message}`
      }
      const rows = await sql<{ line: string }[]>`select line from public.state()`
      seen += `\n${rows
        .map(({ line }) => plain(line))
        .sort()
        .join('\n')}`
      throw ended
    }
    await db.sql.begin(work).catch((error) => {
      if (error !== ended) throw error
    })
    return plain(seen)
  }
  return { db, arguments: [...list], functions: functions.map(({ name }) => name), attempt }
}

export const call = (fn: string): Call => calls[fn] ?? {}

/** The first line of an attempt: what it answered. */
export const answerOf = (seen: string) => seen.split('\n')[0]!

/** The lines in which two attempts differ, a few of them. */
export const difference = (one: string, other: string): string[] => {
  const [a, b] = [one.split('\n'), other.split('\n')]
  const only = (here: string[], there: string[], sign: string) =>
    here.filter((line) => !there.includes(line)).map((line) => `${sign} ${line.slice(0, 300)}`)
  return [...only(a, b, '-'), ...only(b, a, '+')].slice(0, 4)
}
