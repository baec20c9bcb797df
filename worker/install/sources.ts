import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { packageRoot as root } from '../package-root.ts'
import { packageVersion } from '../package-version.ts'

/** One SQL file of the project; `file` is its path from the project's root. */
export type SourceFile = { file: string; sql: string }

/** A committed migration; `name` is what the ledger keeps. */
export type Migration = SourceFile & { name: string; hash: string; isBreaking: boolean }

/** Everything an install lays, in load order. */
export type Sources = {
  preflight: SourceFile
  roles: SourceFile
  ledger: SourceFile
  locks: SourceFile
  mend: SourceFile
  rowTypes: SourceFile
  /** Constraints and indexes as the migrations leave them: name, tab, statement on each line. */
  keys: SourceFile
  context: SourceFile[]
  migrations: Migration[]
  functions: SourceFile[]
  functionsHash: string
  /** Version of the package. */
  version: string
}

/** In hexadecimal digits. */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function readSource(path: string): SourceFile {
  return { file: relative(root, path).replaceAll('\\', '/'), sql: readFileSync(path, 'utf8') }
}

/** Follows the `\ir` lines of an index file; any other line that is not a comment is an error. */
function readIndex(path: string): SourceFile[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('--'))
    .flatMap((line) => {
      const target = /^\\ir (\S+)$/.exec(line)?.[1]
      if (!target) throw new Error(`${relative(root, path)}: not an \\ir line: ${line}`)
      const file = join(dirname(path), target)
      return target.endsWith('index.sql') ? readIndex(file) : [readSource(file)]
    })
}

function readMigrations(): Migration[] {
  const folder = join(root, 'db', 'committed')
  return readdirSync(folder)
    .filter((name) => /^\d{6}(-.*)?\.sql$/.test(name))
    .sort()
    .map((name) => {
      const source = readSource(join(folder, name))
      return {
        ...source,
        name: name.replace(/\.sql$/, ''),
        hash: sha256(source.sql),
        isBreaking: /^--! Breaking\b/m.test(source.sql),
      }
    })
}

/** Reads the SQL sources from the package. */
export function readSources(): Sources {
  const context = readIndex(join(root, 'functions', 'context', 'index.sql'))
  const functions = readIndex(join(root, 'functions', 'index.sql'))
  const keys = readSource(join(root, 'db', 'keys.txt'))
  const here = import.meta.dirname
  return {
    preflight: readSource(join(here, 'preflight.sql')),
    roles: readSource(join(here, 'roles.sql')),
    ledger: readSource(join(root, 'db', 'ledger.sql')),
    locks: readSource(join(here, 'locks.sql')),
    mend: readSource(join(here, 'mend.sql')),
    rowTypes: readSource(join(here, 'row-types.sql')),
    keys,
    context,
    migrations: readMigrations(),
    functions,
    functionsHash: sha256(
      [...context, keys, ...functions].map((f) => `${f.file}\n${f.sql}`).join('\n'),
    ),
    version: packageVersion,
  }
}

/** Number of the newest migration this package brings, such as 13. */
export function packageSchemaVersion(sources: Sources): number {
  return Number(sources.migrations.at(-1)?.name.slice(0, 6) ?? 0)
}
