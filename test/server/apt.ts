import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './shell.ts'

/** The release of Debian whose packages are taken where this machine's own has none. */
const suite = 'trixie'
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** The Debian mirror that this machine already uses. */
export async function findMirror(): Promise<string> {
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
  const made = (name: string) => {
    mkdirSync(join(folder, name), { recursive: true })
    return join(folder, name)
  }
  const sourceList = join(folder, 'sources.list')
  writeFileSync(sourceList, `${kind} [signed-by=${keyring}] ${await findMirror()} ${suite} main\n`)
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
  return own
}
