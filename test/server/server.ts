import { withClient } from './client.ts'
import { startCluster, type Cluster } from './cluster.ts'
import { canInstall, installOnDebian, installPgbouncer } from './debian.ts'
import {
  findAll,
  findComplete,
  findPgbouncer,
  isRecent,
  pgbouncerAdvice,
  type Found,
} from './find.ts'
import { findKept, keptFile, stopKept, takeKept, writeKept } from './kept.ts'
import { dropRun, owner } from './templates.ts'

/**
 * The server of one test run. `run` begins the name of every database that the run makes; `stop` ends the
 * server, or leaves a kept one as it was found.
 */
export type Server = { url: string; run: string; isKept: boolean; stop: () => Promise<void> }

type Log = (line: string) => void
type Own = Server & { cluster?: Cluster }

/** Somebody has to act before the tests can run; the message says what to do. */
export const isAdvice = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'Advice'

/** DATABASE_URL's server, or a throw-away one from a local PostgreSQL, installed first if need be. */
export function openServer(log: Log): Promise<Own> {
  const given = process.env['DATABASE_URL']
  return given ? useGiven(given, log) : useLocal(log)
}

/** The kept server where there is one that no other run has, else one as `openServer` opens it. */
export async function openKept(log: Log): Promise<Server> {
  const kept = owner() ? undefined : await findKept(log)
  const letGo = kept && (await takeKept(kept))
  if (kept && letGo) {
    const { url, run } = kept
    log(`The kept server at ${new URL(url).host}; npm test -- --stop ends it`)
    return { url, run, isKept: true, stop: letGo }
  }
  if (kept) log('The kept server is busy with another run: this one takes a server of its own.')
  return openServer(log)
}

/** The kept server, made first if need be; it stays when the run ends. */
export async function openAndKeep(log: Log): Promise<Server> {
  if (owner()) throw asAdvice('The hosted run takes a server of its own: none is kept for it.')
  await keepOne(log, 'for good')
  return openKept(log)
}

/**
 * Sees to it that a server is kept: for good, or as long as this process lives and until `stop` is called.
 * One that is there already stays as it is.
 */
export async function keepOne(
  log: Log,
  how: 'for good' | 'for us',
): Promise<{ stop: () => Promise<void> }> {
  if (await findKept(log)) return { stop: async () => {} }
  // One of another address is given up.
  await stopKept()
  const { url, cluster } = await openServer(log)
  if (!writeKept(cluster ? { url, folder: cluster.folder } : { url })) {
    await cluster?.stop()
    return { stop: async () => {} }
  }
  if (how === 'for good') cluster?.keep(keptFile)
  return {
    stop: async () => {
      await cluster?.stop()
      await stopKept()
    },
  }
}

async function useLocal(log: Log): Promise<Own> {
  const found = await localPostgres(log)
  await addPgbouncer(log)
  const settings: Record<string, string> = owner() ? { shared_preload_libraries: '' } : {}
  const cluster = await startCluster(found, settings)
  const hosted = owner() ? ', as an owner who is no superuser, without pg_cron and pg_trgm' : ''
  log(`PostgreSQL ${found.version} with pgvector ${found.vector}${hosted}`)
  return { url: cluster.url, run: 'howdah', isKept: false, stop: cluster.stop, cluster }
}

async function localPostgres(log: Log): Promise<Found> {
  const found = findComplete()
  if (found) return found
  try {
    if (canInstall() && (await installOnDebian(log))) {
      const installed = findComplete()
      if (installed) return installed
    }
  } catch (error) {
    throw asAdvice(`${error instanceof Error ? error.message : error}\n${advice(findAll())}`)
  }
  throw asAdvice(advice(findAll()))
}

/** Without PgBouncer its tests are skipped; that is no reason to run none. */
async function addPgbouncer(log: Log): Promise<void> {
  if (findPgbouncer() || !canInstall()) return
  try {
    await installPgbouncer(log)
  } catch (error) {
    log(`${error instanceof Error ? error.message : error}\n${pgbouncerAdvice}`)
  }
}

async function useGiven(url: string, log: Log): Promise<Own> {
  const [row] = await withClient(
    url,
    (sql) => sql<{ version: string; is_super: boolean; has: Record<string, string> }[]>`
      select current_setting('server_version') as version,
        (select rolsuper from pg_roles where rolname = current_user) as is_super,
        (select coalesce(jsonb_object_agg(name, default_version), '{}')
         from pg_available_extensions where name in ('vector', 'pgtap')) as has`,
  )
  if (!row?.is_super) throw asAdvice('DATABASE_URL must name a superuser: the tests make roles.')
  const { vector, pgtap } = row.has
  if (Number.parseInt(row.version) < 15 || !pgtap || !vector || !isRecent(vector)) {
    throw asAdvice('The server of DATABASE_URL must be 15 or newer with pgvector 0.8 and pgTAP.')
  }
  if (owner()) throw asAdvice('The hosted run makes a role: run it without DATABASE_URL.')
  log(`PostgreSQL ${row.version} with pgvector ${vector}, of DATABASE_URL`)
  const run = `howdah_test_${process.pid}_${Date.now().toString(36)}`
  return { url, run, isKept: false, stop: () => dropRun(url, run) }
}

function asAdvice(message: string): Error {
  return Object.assign(new Error(message), { name: 'Advice' })
}

/** What a person can do when there is no server to test on. */
function advice(found: Found[]): string {
  const here = found.map((one) => `  ${one.bin} (${one.version}) lacks ${one.missing.join(', ')}`)
  return [
    'The tests need PostgreSQL 15 or newer with pgvector 0.8, pg_cron and pgTAP.',
    here.length > 0 ? `Found here:\n${here.join('\n')}` : 'Found none here.',
    'One of these helps:',
    '  Docker:    docker compose -f test/server/compose.yaml up -d --build --wait',
    '             DATABASE_URL=postgres://postgres:howdah@127.0.0.1:54329/postgres npm test',
    '  Debian 12 or 13, Ubuntu 25.04 or newer:',
    '             run npm test once as root; it installs the packages and says which',
    '  macOS:     brew install postgresql@17 pgvector pgtap, and pg_cron from its source',
    '             (github.com/citusdata/pg_cron), with this pg_config first on the PATH',
    '  a server:  DATABASE_URL=postgres://superuser@host/postgres npm test',
  ].join('\n')
}
