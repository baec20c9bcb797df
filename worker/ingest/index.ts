import { textArray, withDeadline, type Database } from '../database.ts'
import { basename } from 'node:path'
import { addText } from './add.ts'
import { awaitEmbeddings } from './await-embeddings.ts'
import { readFiles, type Findings, type Problem, type SourceText } from './files.ts'
import type { IngestOptions } from './options.ts'
import { createProgress } from './progress.ts'
import { sameTexts } from './same-texts.ts'
import { sideBySide } from './side-by-side.ts'

/** Documents that are added at a time: the next are read and cut while one is written. */
const atATime = 2

/** `3 .zip, 1 .exe`: the most frequent first. */
const counted = (counts: Map<string, number>) =>
  [...counts]
    .sort(([one, few], [other, many]) => many - few || one.localeCompare(other))
    .map(([ending, count]) => `${count} ${ending}`)
    .join(', ')

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
  let found: Findings | undefined
  let problems = 0
  let unchanged = 0
  const changed: string[] = []
  const taken: string[] = []
  const complain = (path: string, problem: string, hint?: string) =>
    options.complain(`${path}: ${problem}${hint ? `\n  hint: ${hint}` : ''}`)
  const entries = readFiles(paths, { report: (findings) => (found = findings) })
  // Sources can only be the same where names of files are.
  const nameOf = ({ path }: { path: string }) => basename(path)
  const addEntry = async (entry: SourceText | Problem) =>
    'problem' in entry
      ? entry
      : { file: entry.file, path: entry.path, ...(await addText(sql, entry, options)) }
  for await (const added of sideBySide(entries, atATime, nameOf, addEntry)) {
    if ('problem' in added) {
      const isBlank = 'isEmpty' in added && added.isEmpty
      if (!isBlank) problems += 1
      complain(
        added.path,
        isBlank ? `${added.problem}, nothing was added` : added.problem,
        added.hint,
      )
      continue
    }
    taken.push(added.file)
    if (added.isChanged) changed.push(added.file)
    else unchanged += 1
    progress.update(taken.length, found!.files.length)
  }
  progress.end()
  const { passedOver, places } = found!
  if (passedOver.size > 0) options.say(`passed over: ${counted(passedOver)}`)
  if (options.deleteMissing && problems === 0) {
    const [row] = await withDeadline(
      sql<{ count: number }[]>`select howdah.delete_missing_documents(
        collection => ${options.collection}, sources => ${textArray(taken)}::text[], prefix => '',
        folders => ${textArray(places)}::text[]) as count`,
      120_000,
    )
    options.say(`${row!.count} documents deleted whose files are gone`)
  } else if (options.deleteMissing) {
    options.complain('nothing was deleted, since some files could not be read')
  }
  for (const line of await sameTexts(sql, options.collection, changed)) options.say(line)
  options.say(`${changed.length} documents added or changed, ${unchanged} unchanged`)
  if (taken.length === 0) return problems === 0 ? 0 : 1
  const reached = options.wait ? await awaitEmbeddings(sql, options, places) : true
  return problems === 0 && reached ? 0 : 1
}
