import { createRequire } from 'node:module'
import { join } from 'node:path'
import postgres from 'postgres'
import type { Job } from './jobs.ts'

/** Runs statements of one transaction, which is undone. */
type Query = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
export type NodeDriver = {
  transaction(work: (query: Query) => Promise<void>): Promise<void>
  end(): Promise<void>
}

export const undo = new Error('undo')
const forgive = (error: unknown) => {
  if (error !== undo) throw error
}

/** What is installed in a folder. Nothing of it is a dependency of howdah, so it has no types here. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const load = (folder: string, name: string): any => createRequire(join(folder, 'index.js'))(name)

export const nodeDrivers: Record<string, (url: string, folder: string) => NodeDriver> = {
  'postgres.js': (url) => {
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    return {
      transaction: (work) =>
        sql
          .begin((inner) =>
            work((text, values = []) => inner.unsafe(text, values as never[])).then(() =>
              Promise.reject(undo),
            ),
          )
          .then(() => {}, forgive),
      end: () => sql.end(),
    }
  },
  'postgres.js, unprepared': (url) => {
    const sql = postgres(url, { max: 1, onnotice: () => {}, prepare: false })
    return {
      transaction: (work) =>
        sql
          .begin((inner) =>
            work((text, values = []) => inner.unsafe(text, values as never[])).then(() =>
              Promise.reject(undo),
            ),
          )
          .then(() => {}, forgive),
      end: () => sql.end(),
    }
  },
  pg: (url, folder) => {
    const { Pool } = load(folder, 'pg')
    const pool = new Pool({ connectionString: url, max: 1 })
    return {
      transaction: async (work) => {
        const client = await pool.connect()
        try {
          await client.query('begin')
          await work(async (text, values) => (await client.query(text, values)).rows)
        } finally {
          await client.query('rollback')
          client.release()
        }
      },
      end: () => pool.end(),
    }
  },
  kysely: (url, folder) => {
    const { Kysely, PostgresDialect, CompiledQuery } = load(folder, 'kysely')
    const { Pool } = load(folder, 'pg')
    const db = new Kysely({
      dialect: new PostgresDialect({ pool: new Pool({ connectionString: url, max: 1 }) }),
    })
    return {
      transaction: (work) =>
        db
          .transaction()
          // eslint-disable-next-line @typescript-eslint/no-explicit-any
          .execute(async (trx: any) => {
            await work(
              async (text, values = []) =>
                (await trx.executeQuery(CompiledQuery.raw(text, values))).rows,
            )
            throw undo
          })
          .catch(forgive),
      end: () => db.destroy(),
    }
  },
  prisma: (url, folder) => {
    const { PrismaClient } = load(folder, '@prisma/client')
    const { PrismaPg } = load(folder, '@prisma/adapter-pg')
    const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 1 }) })
    return {
      transaction: (work) =>
        prisma
          // eslint-disable-next-line @typescript-eslint/no-explicit-any
          .$transaction(async (tx: any) => {
            await work((text, values = []) => tx.$queryRawUnsafe(text, ...values))
            throw undo
          })
          .catch(forgive),
      end: () => prisma.$disconnect(),
    }
  },
}

/** The value as JavaScript has it: a number is a float8 or an int, an int8 is a bigint, a numeric is text. */
export function valueOf({ form, value }: Job): unknown[] {
  if (form === 'nothing') return []
  if (value === null) return [null]
  if (form === 'bigint') return [Number.isInteger(value) ? BigInt(value) : value]
  return [form === 'numeric' ? String(value) : value]
}

/** What each call answers, or the error that it raises. */
export async function runJobs(driver: NodeDriver, jobs: Job[]): Promise<Map<number, string>> {
  const answers = new Map<number, string>()
  for (const job of jobs) {
    const work = async (query: Query) => {
      await query('select public.restore_sequences()')
      if (job.user) await query('select howdah.act_as($1)', [job.user])
      const rows = await query(job.sql, valueOf(job))
      answers.set(job.id, rows.map((row) => String(row['answer'])).join('\n'))
    }
    await driver.transaction(work).catch((error: Error) => {
      answers.set(job.id, `ERROR ${error.message.trim().split('\n').at(-1)}`)
    })
  }
  return answers
}
