import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { isRecent } from './find.ts'
import { findPgbouncer } from './find-pgbouncer.ts'
import { buildPgvector } from './pgvector.ts'
import { withoutServices } from './services.ts'
import { run } from './shell.ts'

type Log = (line: string) => void
type Plan = { major: number; packages: string[]; buildsPgvector: boolean }

const apt = { DEBIAN_FRONTEND: 'noninteractive' }

/** True on Debian, Ubuntu and their kin, as root: where we can install a server ourselves. */
export function canInstall(): boolean {
  return isDebian() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** True on Debian, Ubuntu and their kin. */
export function isDebian(): boolean {
  return /^(debian|ubuntu)$/m.test([release('ID'), ...release('ID_LIKE').split(' ')].join('\n'))
}

/**
 * Installs PostgreSQL, pg_cron, pgTAP, pgvector and PgBouncer. Asks first when a person sits at the
 * terminal. Returns false when the person said no; throws when the distribution has no fitting packages.
 */
export async function installOnDebian(log: Log): Promise<boolean> {
  log('No PostgreSQL with pgvector, pg_cron and pgTAP here. This is Debian, and we are root.')
  if (!(await isAgreed())) return false
  log('apt-get update')
  await run('apt-get', ['update', '-q'], { env: apt })
  const plan = await makePlan()
  await installPackages([...plan.packages, ...(findPgbouncer() ? [] : ['pgbouncer'])], log)
  if (plan.buildsPgvector) await buildPgvector(plan.major, log)
  return true
}

/** Adds PgBouncer to a PostgreSQL that is complete; false when the person at the terminal said no. */
export async function installPgbouncer(log: Log): Promise<boolean> {
  log('No PgBouncer here. This is Debian, and we are root.')
  if (!(await isAgreed())) return false
  log('apt-get update')
  await run('apt-get', ['update', '-q'], { env: apt })
  await installPackages(['pgbouncer'], log)
  return true
}

async function installPackages(packages: string[], log: Log): Promise<void> {
  log(`apt-get install ${packages.join(' ')}`)
  const options = ['-y', '-q', '--no-upgrade', '--no-install-recommends']
  await withoutMainCluster(() =>
    withoutServices(packages, () =>
      run('apt-get', ['install', ...options, ...packages], { env: apt }),
    ),
  )
}

/** Without a terminal nobody can be asked: the tests of a machine install what they need. */
async function isAgreed(): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return true
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const question = 'Install them with apt-get now (no server is started by it)? [y/N] '
  const answer = await terminal.question(question)
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

async function makePlan(): Promise<Plan> {
  const names = await run('apt-cache', ['pkgnames', 'postgresql-'])
  const has = new Set(names.split('\n'))
  const majors = [...has]
    .flatMap((name) => name.match(/^postgresql-(\d+)$/)?.[1] ?? [])
    .map(Number)
    .filter((major) => major >= 15)
    .filter((major) => ['cron', 'pgtap'].every((one) => has.has(`postgresql-${major}-${one}`)))
    .sort((a, b) => b - a)
  const major = majors[0]
  if (!major) throw new Error('apt offers no PostgreSQL 15 or newer with pg_cron and pgTAP')
  const packages = ['', '-cron', '-pgtap'].map((end) => `postgresql-${major}${end}`)
  if (await isOffered(`postgresql-${major}-pgvector`)) {
    return { major, packages: [...packages, `postgresql-${major}-pgvector`], buildsPgvector: false }
  }
  if (release('ID') !== 'debian') throw new Error('apt offers no pgvector 0.8 or newer')
  return {
    major,
    packages: [...packages, 'gcc', 'libc6-dev', 'make', 'debian-archive-keyring'],
    buildsPgvector: true,
  }
}

async function isOffered(name: string): Promise<boolean> {
  const policy = await run('apt-cache', ['policy', name])
  const version = policy.match(/Candidate: (\d[\w.]*)/)?.[1]
  return version !== undefined && isRecent(version)
}

/** The package would make and start a cluster `main`; nobody asked for one. */
async function withoutMainCluster<T>(work: () => Promise<T>): Promise<T> {
  const folder = '/etc/postgresql-common/createcluster.d'
  const file = `${folder}/howdah-test.conf`
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, 'create_main_cluster = false\n')
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function release(key: string): string {
  if (!existsSync('/etc/os-release')) return ''
  const line = readFileSync('/etc/os-release', 'utf8').match(new RegExp(`^${key}="?([^"\n]*)`, 'm'))
  return line?.[1] ?? ''
}
