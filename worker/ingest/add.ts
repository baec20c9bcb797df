import { lstat } from 'node:fs/promises'
import { dirname, basename } from 'node:path'
import { textArray, withDeadline, type Database } from '../database.ts'
import type { SourceText } from './files.ts'
import type { IngestOptions } from './options.ts'
import { formerSource, type Problem } from './walk.ts'

type Refusal = { code?: string; message: string; detail?: string; hint?: string }

/** Its source, and longer ones for where that is taken: with the folders above, the nearest first. */
function* sourcesOf({ source, file }: SourceText): Generator<string> {
  yield source
  let folder = source.split('/').reduce((path) => dirname(path), file)
  for (let longer = source; basename(folder) !== ''; folder = dirname(folder)) {
    longer = `${basename(folder)}/${longer}`
    yield longer
  }
}

const isThere = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  )

/**
 * Adds a text as a document, or says what is wrong with it. A source that another file has, or what the application
 * made, is left to it: this one gets a longer. Where nothing lies at the other's path any more, it is this file, moved.
 */
export async function addText(
  sql: Database,
  text: SourceText,
  { collection, prefix, readers }: IngestOptions,
): Promise<{ isChanged: boolean } | Problem> {
  const add = async (source: string, formerPath: string | null): Promise<boolean> => {
    const [row] = await withDeadline(
      sql<{ is_changed: boolean }[]>`select howdah.ingest_document(
        content => ${text.content}, source => ${prefix + source}, title => ${text.title},
        collection => ${collection}, path => ${text.file}, former_source => ${formerSource(text.path)},
        former_path => ${formerPath},
        readers => ${readers && textArray(readers)}::text[]) as is_changed`,
      120_000,
    )
    return row!.is_changed
  }
  let refusal: Refusal | undefined
  for (const source of sourcesOf(text)) {
    try {
      return { isChanged: await add(source, null) }
    } catch (error) {
      refusal = error as Refusal
      if (refusal.code !== 'PT409') break
      const { detail } = refusal
      if (detail && !(await isThere(detail))) return { isChanged: await add(source, detail) }
    }
  }
  // What is wrong with this text is no reason to stop; with the database, it is.
  if (!/^(22|23|54|PT4)/.test(refusal?.code ?? '')) throw refusal
  return { path: text.path, problem: refusal!.message, hint: refusal!.hint ?? 'nothing was added' }
}
