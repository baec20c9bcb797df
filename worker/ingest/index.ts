import { textArray, withDeadline, type Database } from '../database.ts'
import { readFiles, sourcePrefix } from './files.ts'
import { awaitEmbeddings } from './await-embeddings.ts'
import type { IngestOptions } from './options.ts'
import { createProgress } from './progress.ts'

/**
 * Adds files as documents, then waits until their chunks are embedded. Every file is one
 * transaction. Returns the exit status: 1 when a file could not be taken or the provider refuses.
 */
export async function ingestPaths(
  sql: Database,
  paths: string[],
  options: IngestOptions,
): Promise<number> {
  const progress = createProgress({ label: 'documents' })
  let problems = 0
  let changed = 0
  let unchanged = 0
  const sources: string[] = []
  for await (const entry of readFiles(paths)) {
    if ('problem' in entry) {
      problems += 1
      options.complain(
        `${entry.path}: ${entry.problem}${entry.hint ? `\n  hint: ${entry.hint}` : ''}`,
      )
      continue
    }
    const [added] = await withDeadline(
      sql<{ is_changed: boolean }[]>`select howdah.ingest_document(
        content => ${entry.content}, source => ${entry.source}, title => ${entry.title},
        collection => ${options.collection}) as is_changed`,
      120_000,
    )
    sources.push(entry.source)
    if (added!.is_changed) changed += 1
    else unchanged += 1
    progress.update(changed + unchanged)
  }
  progress.end()
  if (options.deleteMissing && problems === 0) {
    let deleted = 0
    for (const path of paths) {
      const [row] = await withDeadline(
        sql<{ count: number }[]>`select howdah.delete_missing_documents(
          collection => ${options.collection}, sources => ${textArray(sources)}::text[],
          prefix => ${sourcePrefix(path)}) as count`,
      )
      deleted += row!.count
    }
    options.say(`${deleted} documents deleted whose files are gone`)
  } else if (options.deleteMissing) {
    options.complain('nothing was deleted, since some files could not be read')
  }
  options.say(`${changed} documents added or changed, ${unchanged} unchanged`)
  if (sources.length === 0) return 1
  const reached = options.wait ? await awaitEmbeddings(sql, options) : true
  return problems === 0 && reached ? 0 : 1
}
