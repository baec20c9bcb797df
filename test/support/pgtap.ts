import { availableParallelism } from 'node:os'
import { connect, createDatabase, type TestDatabase } from './database.ts'
import type { TapFile } from './files.ts'
import { describeError, readTap, type TapOutcome } from './tap.ts'

/** Called as each file ends. */
export type OnFile = (path: string, outcome: TapOutcome) => void

/** Runs the files, each in a fresh session, over as many cloned databases as there are cores. */
export async function runOnServer(files: TapFile[], onFile: OnFile): Promise<void> {
  const queue = [...files].sort((a, b) => Number(a.isPlain) - Number(b.isPlain))
  const runner = async () => {
    const databases: Partial<Record<'howdah' | 'plain', TestDatabase>> = {}
    try {
      for (let file = queue.shift(); file; file = queue.shift()) {
        const template = file.isPlain ? 'plain' : 'howdah'
        const database = (databases[template] ??= await createDatabase({ template }))
        onFile(file.path, await runFile(database.url, file.source))
      }
    } finally {
      for (const database of Object.values(databases)) await database.drop()
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, runner))
}

async function runFile(url: string, source: string): Promise<TapOutcome> {
  const sql = connect(url, { max: 1, connection: { statement_timeout: 120_000 } })
  const values: string[] = []
  try {
    // forEach keeps what was said before an error; the awaited result would be lost.
    await sql
      .unsafe(source)
      .simple()
      .forEach((row) => values.push(String(Object.values(row)[0])))
    return readTap(values)
  } catch (error) {
    return readTap(values, describeError(error, source))
  } finally {
    await sql.end({ timeout: 1 })
  }
}
