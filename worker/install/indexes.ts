import type { Sql } from 'postgres'

type Lost = {
  relation: string
  name: string
  statement: string
  is_there: boolean
  is_partitioned: boolean
}
type Options = { log: (line: string) => void; patience: number }

/** What a server says that has no memory for several processes, such as one with a small /dev/shm. */
const needsLess = (error: unknown) => /^53/.test((error as { code?: string }).code ?? '')

/**
 * Makes the indexes that are lost after the install, since that takes as long as there are rows: readers and writers
 * go on meanwhile, but for partitioned tables. What cannot be made within `patience` seconds is said, and made the
 * next time.
 */
export async function makeLostIndexes(sql: Sql, { log, patience }: Options): Promise<void> {
  const lost = await sql<Lost[]>`select l.* from howdah_internal.lost_indexes() as l`
  if (lost.length === 0) return
  // The second time as one process, which needs no shared memory.
  const settings = [`lock_timeout = '${Math.ceil(patience)}s'`, 'statement_timeout = 0']
  for (const setting of settings) await sql.unsafe(`set ${setting}`)
  for (const { relation, name, statement, is_there, is_partitioned } of lost) {
    const how = is_partitioned ? '' : ' concurrently'
    const drop = `drop index${how} if exists ${name}`
    const make = async () => {
      if (is_there) await sql.unsafe(drop)
      await sql.unsafe(statement.replace(/^create (unique )?index/i, `$&${how}`))
    }
    log(`making the index ${name} on ${relation}`)
    try {
      await make().catch(async (error: unknown) => {
        if (!needsLess(error)) throw error
        await sql.unsafe(drop)
        await sql`set max_parallel_maintenance_workers = 0`
        await make()
      })
    } catch (error) {
      const { message, code } = error as Error & { code?: string }
      // Another install was quicker.
      if (code === '42P07') continue
      log(`warning: ${name} on ${relation} could not be made: ${message}`)
      await sql.unsafe(drop).catch(() => undefined)
    }
  }
  await sql.unsafe(
    'reset lock_timeout; reset statement_timeout; reset max_parallel_maintenance_workers',
  )
}
