import type { PGlite } from '@electric-sql/pglite'
import postgres from 'postgres'
import { installation, isDue, preparation, type Ledger, type Step } from './plan.ts'
import { readSources, type Sources } from './sources.ts'

type Row = Record<string, unknown>
type Run = (sql: string) => Promise<Row[]>

/**
 * Options of an install; `log` receives one line per warning and per part that was laid, `sources` are
 * those of this package unless others are given.
 */
export type InstallOptions = { log?: (line: string) => void; dryRun?: boolean; sources?: Sources }

/** Thrown at the end of a dry run, so that the transaction leaves nothing. */
const rollback = new Error('dry run')

/** Adds the file and line to an error of the database. */
function inFile(step: Step, error: unknown): Error {
  const cause = error as Error & { position?: string; code?: string; hint?: string }
  if (step.file.endsWith('preflight.sql') || step.file === 'ledger check') return cause
  const position = Number(cause.position ?? 0)
  const line = position > 0 ? `:${step.sql.slice(0, position).split('\n').length}` : ''
  return Object.assign(new Error(`${step.file}${line}: ${cause.message}`), {
    code: cause.code,
    hint: cause.hint,
    cause,
  })
}

/** Sends the steps without waiting in between; the first error belongs to its own file. */
async function runSteps(run: Run, steps: Step[]): Promise<void> {
  const results = await Promise.allSettled(steps.map((step) => run(step.sql)))
  const failed = results.findIndex((result) => result.status === 'rejected')
  const step = steps[failed]
  const result = results[failed]
  if (step && result?.status === 'rejected') throw inFile(step, result.reason)
}

async function readLedger(run: Run): Promise<Ledger> {
  const rows = await run('select name, hash from howdah_internal.migrations')
  const hash = rows.find((row) => row.name === 'functions')?.hash
  return {
    migrations: new Set(rows.map((row) => String(row.name))),
    functionsHash: typeof hash === 'string' ? hash : null,
  }
}

async function installWith(run: Run, sources: Sources, options: InstallOptions): Promise<void> {
  await runSteps(run, preparation(sources))
  const ledger = await readLedger(run)
  const due = installation(sources).filter((step) => isDue(step, ledger, sources))
  await runSteps(run, due)
  const laid = due.filter((step) => typeof step.when === 'object').length
  const changed = due.some((step) => step.when === 'functions changed')
  const functionCount = changed ? sources.functions.length + sources.context.length : 0
  options.log?.(
    laid === 0 && !changed
      ? 'howdah is up to date'
      : `${options.dryRun ? 'would lay' : 'laid'} ${laid} migrations and ${functionCount} function files`,
  )
  if (options.dryRun) throw rollback
}

const unlessDryRun = (error: unknown) => {
  if (error !== rollback) throw error
}

/**
 * Installs or upgrades howdah in the database behind `url`: one transaction, safe to repeat and to
 * run several times at once. Throws with one line per thing that is missing (code PT409), or with
 * the file and line of a failing statement.
 */
export async function install(url: string, options: InstallOptions = {}): Promise<void> {
  const { sources = readSources() } = options
  const sql = postgres(url, {
    max: 1,
    prepare: false,
    fetch_types: false,
    onnotice: (notice) => {
      if (notice.severity === 'WARNING') options.log?.(`warning: ${notice.message}`)
    },
  })
  try {
    await sql
      .begin((tx) =>
        installWith(
          async (text) => [...(await tx.unsafe(text).simple())] as Row[],
          sources,
          options,
        ),
      )
      .catch(unlessDryRun)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** The same for an embedded PGlite; it needs the vector extension created beforehand. */
export async function installInto(pg: PGlite, options: InstallOptions = {}): Promise<void> {
  const { sources = readSources() } = options
  await pg
    .transaction((tx) =>
      installWith(async (text) => (await tx.exec(text)).at(-1)?.rows ?? [], sources, options),
    )
    .catch(unlessDryRun)
}
