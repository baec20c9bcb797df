import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ownApt } from '../server/apt.ts'
import type { Found } from '../server/find.ts'
import { run } from '../server/shell.ts'

const major = 17
const packages = ['', '-cron', '-pgtap', '-pgvector', '-plpgsql-check'].map(
  (end) => `postgresql-${major}${end}`,
)
const programs = join('usr/lib/postgresql', String(major))

/** Where it lies, made or not. */
function rootFolder(): { parent: string; root: string } {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  // Root's home is closed to the user that the server runs as.
  const parent = process.getuid?.() === 0 ? '/var/cache/howdah-test' : join(cache, 'howdah-test')
  return { parent, root: join(parent, `debian13-postgresql-${major}`) }
}

/** That PostgreSQL 17, where the matrix has already fetched it. */
export function fetchedDebian13(): Found | undefined {
  const bin = join(rootFolder().root, programs, 'bin')
  return existsSync(bin)
    ? { bin, major, version: String(major), vector: undefined, missing: [] }
    : undefined
}

/**
 * The folder of the programs of Debian 13's PostgreSQL 17, in a root of its own outside of this
 * project: made once (about 100 MB to fetch, 400 MB unpacked), found again afterwards.
 */
async function debian13(log: (line: string) => void): Promise<string> {
  const { parent, root } = rootFolder()
  if (!existsSync(root)) {
    mkdirSync(parent, { recursive: true })
    const folder = mkdtempSync(join(parent, 'making-'))
    try {
      chmodSync(folder, 0o755)
      await unpack(folder, log)
      startWithOwnLibraries(join(folder, 'root'))
      renameSync(join(folder, 'root'), root)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return join(root, programs, 'bin')
}

/** Environment in which the tests' server is that PostgreSQL 17. */
export async function debian13Environment(): Promise<{ PATH: string; PG_CONFIG: string }> {
  const folder = await debian13(console.log)
  return { PATH: folder + delimiter + process.env['PATH'], PG_CONFIG: `${folder}/pg_config` }
}

async function unpack(folder: string, log: (line: string) => void): Promise<void> {
  log("PostgreSQL 17: Debian 13's packages from this machine's mirror, signatures checked by apt")
  const own = await ownApt(folder, 'deb')
  // With nothing installed, as apt sees it, it fetches every library down to the C library.
  const status = join(folder, 'status')
  writeFileSync(status, '')
  const options = ['-y', '-q', '--download-only', '--no-install-recommends']
  await run('apt-get', [
    ...own,
    ...['-o', `Dir::State::status=${status}`],
    ...['install', ...options, ...packages],
  ])
  const archives = join(folder, 'cache/archives')
  const root = join(folder, 'root')
  mkdirSync(root)
  for (const name of readdirSync(archives).filter((one) => one.endsWith('.deb'))) {
    await run('dpkg-deb', ['-x', join(archives, name), root])
  }
}

/** In the place of each program a line that starts it with the loader and libraries beside it. */
function startWithOwnLibraries(root: string): void {
  const libraries = readdirSync(join(root, 'usr/lib')).find((name) => /-linux-gnu/.test(name))
  const loader = readdirSync(join(root, 'usr/lib', libraries ?? '')).find((name) =>
    /^ld-linux.*\.so\.\d+$/.test(name),
  )
  if (!libraries || !loader) throw new Error('no C library among the packages')
  const script = `#!/bin/sh
bin=$(dirname "$0")
libraries="$bin/../../../${libraries}"
exec "$libraries/${loader}" --argv0 "$0" --library-path "$libraries" "$bin/../programs/\${0##*/}" "$@"
`
  const folder = join(root, programs)
  renameSync(join(folder, 'bin'), join(folder, 'programs'))
  mkdirSync(join(folder, 'bin'))
  for (const name of readdirSync(join(folder, 'programs'))) {
    writeFileSync(join(folder, 'bin', name), script, { mode: 0o755 })
  }
}
