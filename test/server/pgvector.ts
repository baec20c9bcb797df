import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './shell.ts'

const suite = 'trixie'
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'

/**
 * Builds pgvector for Debian 12 from Debian 13's source package. apt fetches it from the mirror
 * that this machine already uses and checks its signature; the machine's own sources stay as they are.
 */
export async function buildPgvector(major: number, log: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'howdah-pgvector-'))
  try {
    const mirror = await findMirror()
    log(`pgvector: Debian ${suite}'s source from ${mirror}, signature checked by apt`)
    const source = await fetchSource(folder, mirror)
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

async function findMirror(): Promise<string> {
  const format = '$(ORIGIN)|$(COMPONENT)|$(REPO_URI)'
  const lines = await run('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'])
  const rows = lines.split('\n').map((line) => line.split('|'))
  const mirror = rows.find(([origin, component, uri]) =>
    Boolean(origin === 'Debian' && component === 'main' && uri && !uri.includes('security')),
  )?.[2]
  if (!mirror)
    throw new Error('apt knows no Debian mirror; run apt-get update and look at its errors')
  return mirror
}

/** An apt of its own: one deb-src line, own lists and cache, nothing from /etc/apt/sources*. */
async function fetchSource(folder: string, mirror: string): Promise<string> {
  const made = (name: string) => {
    mkdirSync(join(folder, name), { recursive: true })
    return join(folder, name)
  }
  const download = made('download')
  const sourceList = join(folder, 'sources.list')
  writeFileSync(sourceList, `deb-src [signed-by=${keyring}] ${mirror} ${suite} main\n`)
  made('lists/partial')
  made('cache/archives/partial')
  const settings = {
    'Dir::Etc::SourceList': sourceList,
    'Dir::Etc::SourceParts': made('parts'),
    'Dir::State::Lists': join(folder, 'lists'),
    'Dir::Cache': join(folder, 'cache'),
    'APT::Sandbox::User': 'root',
    'Acquire::AllowInsecureRepositories': 'false',
  }
  const own = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])
  await run('apt-get', [...own, 'update', '-q', '--error-on=any'])
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
