import postgres from 'postgres'
import { advice } from './advice.ts'
import { startCluster } from './cluster.ts'
import { canInstall, installOnDebian, installPgbouncer } from './debian.ts'
import { findAll, findComplete, isRecent, type Found } from './find.ts'
import { findPgbouncer, pgbouncerAdvice } from './find-pgbouncer.ts'
import { dropRun, owner } from './templates.ts'

/** The server of one test run. `run` begins the name of every database that the run makes. */
export type Server = { url: string; run: string; stop: () => Promise<void> }

/** Somebody has to act before the tests can run; the message says what to do. */
export const isAdvice = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'Advice'

/** DATABASE_URL's server, or a throw-away one from a local PostgreSQL, installed first if need be. */
export function openServer(log: (line: string) => void): Promise<Server> {
  const given = process.env['DATABASE_URL']
  return given ? useGiven(given, log) : useLocal(log)
}

async function useLocal(log: (line: string) => void): Promise<Server> {
  const found = await localPostgres(log)
  await addPgbouncer(log)
  const settings: Record<string, string> = owner() ? { shared_preload_libraries: '' } : {}
  const { url, stop } = await startCluster(found, settings)
  const hosted = owner() ? ', as an owner who is no superuser, without pg_cron and pg_trgm' : ''
  log(`PostgreSQL ${found.version} with pgvector ${found.vector}, thrown away afterwards${hosted}`)
  return { url, run: 'howdah', stop }
}

async function localPostgres(log: (line: string) => void): Promise<Found> {
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
async function addPgbouncer(log: (line: string) => void): Promise<void> {
  if (findPgbouncer() || !canInstall()) return
  try {
    await installPgbouncer(log)
  } catch (error) {
    log(`${error instanceof Error ? error.message : error}\n${pgbouncerAdvice}`)
  }
}

async function useGiven(url: string, log: (line: string) => void): Promise<Server> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql<{ version: string; is_super: boolean; has: Record<string, string> }[]>`
      select current_setting('server_version') as version,
        (select rolsuper from pg_roles where rolname = current_user) as is_super,
        (select coalesce(jsonb_object_agg(name, default_version), '{}')
         from pg_available_extensions where name in ('vector', 'pgtap')) as has`
    if (!row?.is_super) throw asAdvice('DATABASE_URL must name a superuser: the tests make roles.')
    const { vector, pgtap } = row.has
    if (Number.parseInt(row.version) < 15 || !pgtap || !vector || !isRecent(vector)) {
      throw asAdvice('The server of DATABASE_URL must be 15 or newer with pgvector 0.8 and pgTAP.')
    }
    if (owner()) throw asAdvice('The hosted run makes a role: run it without DATABASE_URL.')
    log(`PostgreSQL ${row.version} with pgvector ${vector}, of DATABASE_URL`)
  } finally {
    await sql.end()
  }
  const run = `howdah_test_${process.pid}_${Date.now().toString(36)}`
  return { url, run, stop: () => dropRun(url, run) }
}

function asAdvice(message: string): Error {
  return Object.assign(new Error(message), { name: 'Advice' })
}
