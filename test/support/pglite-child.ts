import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { pgtap } from '@electric-sql/pglite-pgtap'
import { vector } from '@electric-sql/pglite-pgvector'
import { installInto } from '../../worker/install/index.ts'
import { readTapFiles, type TapFile } from './files.ts'
import { describeError, readTap, type TapOutcome } from './tap.ts'

/** What the child tells the driver: an outcome for each file, or that the install failed. */
export type PgliteMessage = { path: string; outcome: TapOutcome }

const path = 'set search_path to public, tap'

async function open(isPlain: boolean): Promise<PGlite> {
  const db = await PGlite.create({ extensions: { vector, pgtap, btree_gin, pg_trgm } })
  await db.exec(`create extension vector schema public;
    create schema tap; create extension pgtap schema tap; grant usage on schema tap to public;`)
  await installInto(db)
  for (const name of isPlain ? [] : ['clock.sql', 'calls.sql', 'steps.sql']) {
    await db.exec(readFileSync(new URL(name, import.meta.url), 'utf8'))
  }
  return db
}

async function runFile(db: PGlite, file: TapFile): Promise<TapOutcome> {
  await db.exec(path)
  try {
    const results = await db.exec(file.source)
    const rows = results.flatMap((result) => result.rows as Record<string, unknown>[])
    return readTap(rows.map((row) => String(Object.values(row)[0])))
  } catch (error) {
    return readTap([], describeError(error, file.source))
  } finally {
    await db.exec('rollback')
    await db.exec('discard all')
  }
}

function send(message: PgliteMessage): Promise<void> {
  return new Promise((resolve) => void process.send?.(message, () => resolve()))
}

const files = readTapFiles(process.argv.slice(2)).filter((file) => file.onPglite)
for (const isPlain of [false, true]) {
  const some = files.filter((file) => file.isPlain === isPlain)
  if (some.length === 0) continue
  const name = isPlain ? 'install (plain)' : 'install'
  try {
    const db = await open(isPlain)
    await send({ path: name, outcome: { passed: 1, failed: 0, problems: [] } })
    for (const file of some) await send({ path: file.path, outcome: await runFile(db, file) })
  } catch (error) {
    const problems = [describeError(error, '')]
    await send({ path: name, outcome: { passed: 0, failed: 1, problems } })
  }
}
process.exit(0)
