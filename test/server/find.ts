import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

/** A PostgreSQL on this machine: where its programs are, and what it lacks for our tests. */
export type Found = {
  bin: string
  major: number
  version: string
  vector: string | undefined
  missing: string[]
}

const needed = ['vector', 'pg_cron', 'pgtap']
const withLibrary = ['vector', 'pg_cron']

/** Every local PostgreSQL of version 15 or newer, complete ones first, then the newest. */
export function findAll(): Found[] {
  const found = [...new Set(candidates())].flatMap((bin) => inspect(bin) ?? [])
  return found
    .filter((one) => one.major >= 15)
    .sort((a, b) => a.missing.length - b.missing.length || b.major - a.major)
}

/** The newest local PostgreSQL that has pgvector 0.8, pg_cron and pgTAP. */
export function findComplete(): Found | undefined {
  return findAll().find((one) => one.missing.length === 0)
}

function candidates(): string[] {
  const fromPath = (process.env['PATH'] ?? '').split(delimiter)
  const fromConfig = ['pg_config', process.env['PG_CONFIG']].flatMap((name) =>
    name ? (ask(name, '--bindir') ?? []) : [],
  )
  const children = (folder: string, pattern: RegExp) =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => pattern.test(name))
      .map((name) => join(folder, name, 'bin'))
  return [
    ...fromConfig,
    ...children('/usr/lib/postgresql', /^\d+$/),
    ...children('/usr', /^pgsql-\d+$/),
    ...children('/opt/homebrew/opt', /^postgresql@\d+$/),
    ...children('/usr/local/opt', /^postgresql@\d+$/),
    ...children('/home/linuxbrew/.linuxbrew/opt', /^postgresql@\d+$/),
    ...children('/Applications/Postgres.app/Contents/Versions', /^\d+$/),
    '/usr/local/pgsql/bin',
    ...fromPath,
  ]
    .filter((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')))
    .map((bin) => dirname(realpathSync(join(bin, 'postgres'))))
}

function inspect(bin: string): Found | undefined {
  const version = ask(join(bin, 'postgres'), '--version')?.match(/(\d+)[.\w]*/)
  if (!version) return undefined
  const major = Number(version[1])
  const { share, libraries } = folders(bin, major)
  const control = (name: string) =>
    share.map((dir) => join(dir, 'extension', `${name}.control`)).find((path) => existsSync(path))
  const vectorControl = control('vector')
  const vector = vectorControl
    ? readFileSync(vectorControl, 'utf8').match(/default_version\s*=\s*'([^']+)'/)?.[1]
    : undefined
  const hasLibrary = (name: string) =>
    libraries.some((dir) => ['so', 'dylib'].some((end) => existsSync(join(dir, `${name}.${end}`))))
  const missing = needed.filter(
    (name) => !control(name) || (withLibrary.includes(name) && !hasLibrary(name)),
  )
  if (vector && !missing.includes('vector') && !isRecent(vector)) missing.push('vector')
  return { bin, major, version: version[0], vector, missing }
}

/** pg_config of the same folder where there is one; else the places that distributions use. */
function folders(bin: string, major: number): { share: string[]; libraries: string[] } {
  const [share, library] = ['--sharedir', '--pkglibdir'].map((what) =>
    ask(join(bin, 'pg_config'), what),
  )
  const root = dirname(bin)
  return {
    share: share
      ? [share]
      : [`/usr/share/postgresql/${major}`, join(root, 'share/postgresql'), join(root, 'share')],
    libraries: library ? [library] : [join(root, 'lib'), join(root, 'lib/postgresql')],
  }
}

/** True for pgvector 0.8.0 and newer, which the installer demands. */
export function isRecent(version: string): boolean {
  const [first = 0, second = 0] = version.split('.').map(Number)
  return first > 0 || second >= 8
}

function ask(program: string, argument: string): string | undefined {
  try {
    return execFileSync(program, [argument], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return undefined
  }
}

/** What a person can do when the tests with PgBouncer are skipped. */
export const pgbouncerAdvice =
  'No PgBouncer here: its tests are skipped. apt-get install pgbouncer, or brew install pgbouncer, brings it.'

/** Path of the program; Debian keeps it where only root's PATH leads. */
export function findPgbouncer(): string | undefined {
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'],
  ]
  return folders.map((folder) => join(folder, 'pgbouncer')).find((path) => existsSync(path))
}
