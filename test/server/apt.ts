import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './shell.ts'

/** The release of Debian whose packages are taken where this machine's own has none. */
const suite = 'trixie'
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** A folder inside of another, made. */
function made(folder: string, name: string): string {
  mkdirSync(join(folder, name), { recursive: true })
  return join(folder, name)
}

/** The Debian mirror that this machine already uses. */
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

/**
 * The options of an apt of its own for Debian 13: one line of sources, own lists and cache, nothing
 * from /etc/apt/sources*. Signatures are checked. It has been updated.
 */
export async function ownApt(folder: string, kind: 'deb' | 'deb-src'): Promise<string[]> {
  const sourceList = join(folder, 'sources.list')
  writeFileSync(sourceList, `${kind} [signed-by=${keyring}] ${await findMirror()} ${suite} main\n`)
  made(folder, 'lists/partial')
  made(folder, 'cache/archives/partial')
  const settings = {
    'Dir::Etc::SourceList': sourceList,
    'Dir::Etc::SourceParts': made(folder, 'parts'),
    'Dir::State::Lists': join(folder, 'lists'),
    'Dir::Cache': join(folder, 'cache'),
    'APT::Sandbox::User': 'root',
    'Acquire::AllowInsecureRepositories': 'false',
  }
  const own = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])
  await run('apt-get', [...own, 'update', '-q', '--error-on=any'])
  return own
}

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
    const config = `PG_CONFIG=/usr/lib/postgresql/${major}/bin/pg_config`
    const options = ['with_llvm=no', 'OPTFLAGS=', config, `includedir_server=${headers}`]
    await run('make', ['install', ...options], { cwd: source })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fetchSource(folder: string): Promise<string> {
  const own = await ownApt(folder, 'deb-src')
  const download = made(folder, 'download')
  await run('apt-get', [...own, 'source', '-q', '--download-only', 'pgvector'], { cwd: download })
  const archive = readdirSync(download).find((name) => /\.orig\.tar\.gz$/.test(name))
  if (!archive) throw new Error(`no original source among ${readdirSync(download).join(', ')}`)
  const source = made(folder, 'source')
  await run('tar', ['-xzf', join(download, archive), '--strip-components=1', '-C', source])
  return source
}

/** Only the headers: installing the package would bring 860 MB of clang with it. */
async function fetchHeaders(folder: string, major: number): Promise<string> {
  const cwd = made(folder, 'headers')
  const options = ['-o', 'APT::Sandbox::User=root', '-q']
  await run('apt-get', [...options, 'download', `postgresql-server-dev-${major}`], { cwd })
  const archive = readdirSync(cwd).find((name) => name.endsWith('.deb'))
  if (!archive) throw new Error('apt-get download brought no package')
  await run('dpkg-deb', ['-x', archive, 'root'], { cwd })
  return join(cwd, 'root/usr/include/postgresql', String(major), 'server')
}
