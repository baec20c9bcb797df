import { setTimeout } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'
import postgres from 'postgres'
import { unlessWrongAddress } from '../address.ts'
import { makeLostIndexes } from './indexes.ts'
import { plainIndexes } from './keys.ts'
import { installation, isDue, preparation } from './plan.ts'
import type { Due, Step } from './step.ts'
import { literal } from './quote.ts'
import { readSources, type Sources } from './sources.ts'

type Row = Record<string, unknown>
type DatabaseError = Error & { code?: string; hint?: string; detail?: string }
type Run = (sql: string) => Promise<Row[]>

/**
 * Options of an install; `log` receives one line per warning and per part that was laid, `sources` are
 * those of this package unless others are given. `older` also lays functions older than those that are there,
 * `patience` is how many seconds it waits for locks in all.
 */
export type InstallOptions = {
  log?: (line: string) => void
  dryRun?: boolean
  older?: boolean
  patience?: number
  sources?: Sources
}

/** Seconds. */
const defaultPatience = 600

/** Thrown at the end of a dry run, so that the transaction leaves nothing. */
const rollback = new Error('dry run')

/** Tables and columns come from migrations, and of these none is laid twice. */
const lostHint =
  'a table or column that was laid is gone, and no install brings back what was in it: restore a backup'

/** Adds the file and line to an error of the database. */
function inFile(step: Step, error: unknown): Error {
  const cause = error as DatabaseError & { position?: string }
  if (step.file.endsWith('preflight.sql') || step.file === 'ledger check') return cause
  const position = Number(cause.position ?? 0)
  const line = position > 0 ? `:${step.sql.slice(0, position).split('\n').length}` : ''
  return Object.assign(new Error(`${step.file}${line}: ${cause.message}`), {
    code: cause.code,
    hint: /^42(P01|703)$/.test(cause.code ?? '') ? lostHint : cause.hint,
    detail: cause.detail,
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

const setting = (name: string, value: string): Step => ({
  file: name,
  sql: `select pg_catalog.set_config(${literal(name)}, ${literal(value)}, true)`,
  when: 'always',
})

/** What `dueStep` wrote down. */
async function readDue(run: Run, sources: Sources): Promise<Due & { said: string }> {
  const [row] = await run(`
    select current_setting('howdah.functions_due') = 'on' as functions,
           nullif(current_setting('howdah.package'), '') as package,
           nullif(current_setting('howdah.differences'), '') as differences,
           (select to_char(m.installed_at at time zone 'UTC', 'YYYY-MM-DD') from howdah_internal.migrations as m
             where m.name = 'functions') as day,
           (select string_agg(m.name, ' ') from howdah_internal.migrations as m) as laid`)
  const laid = new Set(String(row!['laid'] ?? '').split(' '))
  const differences = String(row!['differences'] ?? '').split('\n')
  const more = differences.length > 5 ? ` and ${differences.length - 5} more` : ''
  const over = row!['day']
    ? ` over those of ${[row!['package'] ?? '', row!['day']].join(' ').trim()}`
    : ''
  return {
    functions: row!['functions'] === true,
    migrations: new Set(
      sources.migrations.map(({ name }) => name).filter((name) => !laid.has(name)),
    ),
    said: row!['differences'] ? `, since ${differences.slice(0, 5).join(', ')}${more}` : over,
  }
}

/** One attempt; `wanted` are relations that an earlier one could not lock when it needed them. */
async function installWith(
  run: Run,
  sources: Sources,
  options: InstallOptions,
  wanted: string[] = [],
): Promise<void> {
  const { older = false, patience = defaultPatience, dryRun } = options
  const rest = installation(sources)
  const first = rest.findIndex(({ when }) => when !== 'always')
  await runSteps(run, [
    setting('howdah.takes_older', older ? 'on' : 'off'),
    setting('howdah.patience', `${patience} seconds`),
    setting('howdah.locks_wanted', wanted.join(' ')),
    ...preparation(sources),
    ...rest.slice(0, first),
  ])
  const due = await readDue(run, sources)
  await runSteps(
    run,
    rest.slice(first).filter((step) => isDue(step, due)),
  )
  const functionCount = due.functions ? sources.functions.length + sources.context.length : 0
  const lays = dryRun ? 'would lay' : 'laid'
  options.log?.(
    due.functions
      ? `${lays} ${due.migrations.size} migrations and ${functionCount} function files${due.said}`
      : 'howdah is up to date',
  )
  if (dryRun) throw rollback
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
  const giveUp = Date.now() + (options.patience ?? defaultPatience) * 1000
  const wanted: string[] = []
  let isWrong = false
  const attempt = () =>
    sql
      .begin('isolation level read committed read write', (tx) => {
        const run: Run = async (text) => [...(await tx.unsafe(text).simple())] as Row[]
        const patience = Math.max(1, Math.ceil((giveUp - Date.now()) / 1000))
        return installWith(run, sources, { ...options, patience }, wanted)
      })
      .catch(unlessDryRun)
  try {
    for (;;) {
      try {
        await unlessWrongAddress(sql, attempt())
        break
      } catch (error) {
        const { code, detail, message } = error as DatabaseError
        isWrong = code === 'HOWDAH_ADDRESS'
        if ((code !== '55P03' && code !== '40P01') || Date.now() >= giveUp) throw error
        wanted.push(detail && code === '55P03' ? detail : 'all')
        options.log?.(`warning: ${message}: nothing was changed, the install begins again`)
        await setTimeout(200 + 400 * Math.random())
      }
    }
    if (options.dryRun) return
    const log = options.log ?? (() => undefined)
    await makeLostIndexes(sql, { log, patience: options.patience ?? defaultPatience })
  } finally {
    await sql.end({ timeout: isWrong ? 0 : 5 })
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
  if (!options.dryRun) await pg.exec(plainIndexes)
}
