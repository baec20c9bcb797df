import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { findPgbouncer, isRecent } from './find.ts'
import { buildPgvector } from './apt.ts'
import { run } from './shell.ts'

type Log = (line: string) => void
type Plan = { major: number; packages: string[]; buildsPgvector: boolean }

const policy = '/usr/sbin/policy-rc.d'
const noMainCluster = '/etc/postgresql-common/createcluster.d/howdah-test.conf'
const apt = { DEBIAN_FRONTEND: 'noninteractive' }

/** True on Debian, Ubuntu and their kin, as root: where we can install a server ourselves. */
export function canInstall(): boolean {
  const isDebian = /\b(debian|ubuntu)\b/.test(`${release('ID')} ${release('ID_LIKE')}`)
  return isDebian && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/**
 * Installs PostgreSQL, pg_cron, pgTAP, pgvector and PgBouncer. Asks first when a person sits at the
 * terminal. Returns false when the person said no; throws when the distribution has no fitting packages.
 */
export async function installOnDebian(log: Log): Promise<boolean> {
  if (!(await isAgreed('PostgreSQL with pgvector, pg_cron and pgTAP', log))) return false
  const plan = await makePlan()
  await installPackages([...plan.packages, ...(findPgbouncer() ? [] : ['pgbouncer'])], log)
  if (plan.buildsPgvector) await buildPgvector(plan.major, log)
  return true
}

/** Adds PgBouncer to a PostgreSQL that is complete; false when the person at the terminal said no. */
export async function installPgbouncer(log: Log): Promise<boolean> {
  if (!(await isAgreed('PgBouncer', log))) return false
  await installPackages(['pgbouncer'], log)
  return true
}

/** Without a terminal nobody can be asked: the tests of a machine install what they need. */
async function isAgreed(what: string, log: Log): Promise<boolean> {
  log(`No ${what} here. This is Debian, and we are root.`)
  if (process.stdin.isTTY && process.stdout.isTTY) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout })
    const question = 'Install them with apt-get now (no server is started by it)? [y/N] '
    const answer = await terminal.question(question)
    terminal.close()
    if (!/^y(es)?$/i.test(answer.trim())) return false
  }
  log('apt-get update')
  await run('apt-get', ['update', '-q'], { env: apt })
  return true
}

/** The packages would start a cluster `main` and a PgBouncer, now and at every boot; nobody asked for one. */
async function installPackages(packages: string[], log: Log): Promise<void> {
  log(`apt-get install ${packages.join(' ')}`)
  const options = ['-y', '-q', '--no-upgrade', '--no-install-recommends']
  // A policy that this machine has stays as it is, so a daemon that it lets start is stopped afterwards.
  const isOurs = !existsSync(policy)
  if (isOurs) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  mkdirSync(dirname(noMainCluster), { recursive: true })
  writeFileSync(noMainCluster, 'create_main_cluster = false\n')
  try {
    await run('apt-get', ['install', ...options, ...packages], { env: apt })
  } finally {
    rmSync(noMainCluster, { force: true })
    if (isOurs) rmSync(policy, { force: true })
    // Unknown where the installation failed; that error is the one to show.
    if (packages.includes('pgbouncer')) {
      await run('service', ['pgbouncer', 'stop']).catch(() => undefined)
      await run('update-rc.d', ['pgbouncer', 'disable']).catch(() => undefined)
    }
  }
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
  const buildsPgvector = !(await isOffered(`postgresql-${major}-pgvector`))
  if (buildsPgvector && release('ID') !== 'debian')
    throw new Error('apt offers no pgvector 0.8 or newer')
  const more = buildsPgvector
    ? ['gcc', 'libc6-dev', 'make', 'debian-archive-keyring']
    : [`postgresql-${major}-pgvector`]
  return { major, packages: [...packages, ...more], buildsPgvector }
}

async function isOffered(name: string): Promise<boolean> {
  const policy = await run('apt-cache', ['policy', name])
  const version = policy.match(/Candidate: (\d[\w.]*)/)?.[1]
  return version !== undefined && isRecent(version)
}

function release(key: string): string {
  if (!existsSync('/etc/os-release')) return ''
  const line = readFileSync('/etc/os-release', 'utf8').match(new RegExp(`^${key}="?([^"\n]*)`, 'm'))
  return line?.[1] ?? ''
}
