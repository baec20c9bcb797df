import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ownApt } from './apt.ts'
import { run } from './shell.ts'

/**
 * Builds pgvector for Debian 12 from Debian 13's source package. apt fetches it from the mirror
 * that this machine already uses and checks its signature; the machine's own sources stay as they are.
 */
export async function buildPgvector(major: number, log: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'howdah-pgvector-'))
  try {
    log("pgvector: Debian 13's source from this machine's mirror, signature checked by apt")
    const source = await fetchSource(folder)
    log('pgvector: make install')
    const headers = await fetchHeaders(folder, major)
    const args = [
      'install',
      'with_llvm=no',
      'OPTFLAGS=',
      `PG_CONFIG=/usr/lib/postgresql/${major}/bin/pg_config`,
      `includedir_server=${headers}`,
    ]
    await run('make', args, { cwd: source })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fetchSource(folder: string): Promise<string> {
  const made = (name: string) => {
    mkdirSync(join(folder, name))
    return join(folder, name)
  }
  const own = await ownApt(folder, 'deb-src')
  const download = made('download')
  await run('apt-get', [...own, 'source', '-q', '--download-only', 'pgvector'], { cwd: download })
  const archive = readdirSync(download).find((name) => /\.orig\.tar\.gz$/.test(name))
  if (!archive) throw new Error(`no original source among ${readdirSync(download).join(', ')}`)
  const source = made('source')
  await run('tar', ['-xzf', join(download, archive), '--strip-components=1', '-C', source])
  return source
}

/** Only the headers: installing the package would bring 860 MB of clang with it. */
async function fetchHeaders(folder: string, major: number): Promise<string> {
  const download = join(folder, 'headers')
  mkdirSync(download)
  const own = ['-o', 'APT::Sandbox::User=root']
  await run('apt-get', [...own, '-q', 'download', `postgresql-server-dev-${major}`], {
    cwd: download,
  })
  const archive = readdirSync(download).find((name) => name.endsWith('.deb'))
  if (!archive) throw new Error('apt-get download brought no package')
  await run('dpkg-deb', ['-x', archive, 'root'], { cwd: download })
  return join(download, 'root/usr/include/postgresql', String(major), 'server')
}
