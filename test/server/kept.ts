import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { until } from '../support/command.ts'
import { answers } from './client.ts'
import { dropRun } from './templates.ts'

/** A server that outlives the run which made it. `folder` is where a server of ours keeps its data. */
export type Kept = { url: string; run: string; root: string; folder?: string }

/** Where it is written down: one for each checkout, ignored by git. Its own tests name another. */
export const keptFile =
  process.env['HOWDAH_TEST_KEPT'] ?? fileURLToPath(new URL('kept.json', import.meta.url))

const root = realpathSync(fileURLToPath(new URL('../..', import.meta.url)))

/** The beginning of the names of its databases: another checkout has another, on a shared server too. */
const keptRun = `howdah_kept_${createHash('sha256')
  .update(`${hostname()} ${root}`)
  .digest('hex')
  .slice(0, 8)}`

/** Writes a server down, so that later runs find it; false when another run was quicker. */
export function writeKept(server: { url: string; folder?: string }): boolean {
  const kept: Kept = { ...server, run: keptRun, root }
  try {
    // An address may hold a password.
    writeFileSync(keptFile, JSON.stringify(kept), { mode: 0o600, flag: 'wx' })
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false
    throw error
  }
}

/** What is written down. A file that came with a copy of another checkout counts for nothing. */
function readKept(): Kept | undefined {
  if (!existsSync(keptFile)) return undefined
  const kept = JSON.parse(readFileSync(keptFile, 'utf8')) as Kept
  return kept.root === root ? kept : undefined
}

/** The kept server that a run may use: it answers, and is the one of DATABASE_URL where that is set. */
export async function findKept(log: (line: string) => void): Promise<Kept | undefined> {
  const kept = readKept()
  const given = process.env['DATABASE_URL']
  if (!kept || (given && given !== kept.url)) return undefined
  if (await isThere(kept)) return kept
  log('The kept server is gone.')
  rmSync(keptFile, { force: true })
  return undefined
}

// Another server may have the port by now.
const isThere = ({ url, folder }: Kept) =>
  answers(url, async (sql) => {
    const [row] = await sql`select current_setting('data_directory') as folder`
    return folder === undefined || String(row?.['folder']).startsWith(folder)
  })

/**
 * Takes the kept server for one run: undefined while another run has it. The lock goes with our session, so a run
 * that was killed lets go; what it left behind is dropped by the next one.
 */
export async function takeKept({ url, run }: Kept): Promise<(() => Promise<void>) | undefined> {
  const sql = postgres(url, { max: 1, max_lifetime: null, onnotice: () => {} })
  const [row] = await sql`select pg_try_advisory_lock(hashtext(${run})) as is_ours`
  if (!row?.['is_ours']) {
    await sql.end()
    return undefined
  }
  utimesSync(keptFile, new Date(), new Date())
  await dropRun(url, run, { keepsTemplates: true })
  return async () => {
    await dropRun(url, run, { keepsTemplates: true })
    await sql.end()
  }
}

/** Ends the kept server, and the guard of one of ours with it; false when none is kept. */
export async function stopKept(): Promise<boolean> {
  const kept = readKept()
  const isThereStill = kept !== undefined && (await isThere(kept))
  if (isThereStill && !kept.folder) await dropRun(kept.url, kept.run)
  rmSync(keptFile, { force: true })
  // Its guard looks for the file every second.
  const hasGone = async () => !(isThereStill && kept.folder && existsSync(kept.folder))
  await until('the kept server has stopped', hasGone, 20)
  return isThereStill
}
