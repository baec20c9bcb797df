import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { install } from '../../worker/install/index.ts'
import { readSources, type SourceFile, type Sources } from '../../worker/install/sources.ts'
import { withClient } from './client.ts'

/** What a new test database is made of. `empty` has the extensions and no howdah. */
export type Template = (typeof templates)[number]
const templates = ['howdah', 'plain', 'empty'] as const

const files = (folder: string, names: string[]) =>
  names.map((name) => new URL(`../../${folder}/${name}`, import.meta.url))
const support = files('test/support', ['clock.sql', 'calls.sql', 'steps.sql', 'shared.sql'])
const installer = files('worker/install', [
  'index.ts',
  'plan.ts',
  'due.ts',
  'views.ts',
  'sources.ts',
  'locks.sql',
  'mend.sql',
  'row-types.sql',
])

/** Names of the templates of one run; a shared server may see several runs at once. */
export function templateName(run: string, template: Template): string {
  return template === 'howdah' ? `${run}_template` : `${run}_${template}_template`
}

/** Connection string of another database on the same server. */
export function withDatabase(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

/**
 * With HOWDAH_TEST_HOSTED everything belongs to, is installed by and is tested as this login: no superuser,
 * the owner of the database, as a hosting company gives it away.
 */
export function owner(): string | undefined {
  return process.env['HOWDAH_TEST_HOSTED'] ? 'howdah_owner' : undefined
}

/** The same server and database as the owner of the test databases: the superuser where nothing else is said. */
export function asOwner(url: string): string {
  const other = new URL(url)
  other.username = owner() ?? other.username
  return other.href
}

/**
 * Makes the three templates: vector in `public` (hosted: in `extensions`), pgTAP in `tap` (out of sight of
 * howdah's functions, whose path holds the schema of vector), howdah as installed, howdah with what the tests
 * need (support/*.sql). On a kept server those that stand are brought up to date: where only bodies of functions
 * have changed, just these files are laid. `isWhole` makes anew what was mended so.
 */
export async function makeTemplates(server: string, run: string, isWhole = false): Promise<void> {
  const plain = templateName(run, 'plain')
  const now = newRecord(readSources())
  const stood = await readRecord(server, plain)
  if (stood && stood.base === now.base && !(isWhole && stood.isMended)) {
    const changed = Object.keys(now.files).filter((file) => now.files[file] !== stood.files[file])
    if (changed.length === 0) return
    await writeRecord(server, plain, undefined)
    if (await mend(asOwner(withDatabase(server, plain)), changed)) {
      await makeWithSupport(server, run)
      return writeRecord(server, plain, { ...now, isMended: true })
    }
  }
  for (const template of templates) {
    await execute(server, `drop database if exists ${templateName(run, template)} with (force)`)
  }
  await makeFromNothing(server, run)
  await writeRecord(server, plain, now)
}

async function makeFromNothing(server: string, run: string): Promise<void> {
  const empty = templateName(run, 'empty')
  const plain = templateName(run, 'plain')
  const isHosted = owner() !== undefined
  if (isHosted) {
    // The parameter is the tests' tool: what triggers refuse must be broken to see it found.
    await execute(
      server,
      `create role ${owner()} login createrole createdb;
       grant set on parameter session_replication_role to ${owner()}`,
    )
  }
  await execute(asOwner(server), `create database ${empty}`)
  await execute(
    withDatabase(server, empty),
    `${isHosted ? 'create schema extensions; grant usage on schema extensions to public;' : ''}
     create extension vector schema ${isHosted ? 'extensions' : 'public'};
     create schema tap;
     create extension pgtap schema tap;
     grant usage on schema tap to public;`,
  )
  await execute(asOwner(server), `create database ${plain} template ${empty}`)
  await install(asOwner(withDatabase(server, plain)))
  if (isHosted) {
    const groups = 'howdah_app, howdah_worker, howdah_analyst, howdah_admin, howdah_reviewer'
    await execute(asOwner(server), `grant ${groups} to ${owner()}`)
  }
  await makeWithSupport(server, run)
}

/** The template `howdah`: what is installed, and the tools of the tests. */
async function makeWithSupport(server: string, run: string): Promise<void> {
  const howdah = templateName(run, 'howdah')
  await execute(server, `drop database if exists ${howdah} with (force)`)
  await execute(asOwner(server), `create database ${howdah} template ${templateName(run, 'plain')}`)
  for (const file of support) {
    await execute(asOwner(withDatabase(server, howdah)), readFileSync(file, 'utf8'))
  }
}

/**
 * Lays the changed files of functions over a template; false where that is not enough: a file is refused, or a
 * function of another signature now stands beside the one it should replace.
 */
async function mend(url: string, changed: string[]): Promise<boolean> {
  const sources = readSources()
  const onlyChanged = (files: SourceFile[]) => files.filter(({ file }) => changed.includes(file))
  const some = {
    ...sources,
    context: onlyChanged(sources.context),
    functions: onlyChanged(sources.functions),
  }
  const before = await countObjects(url)
  try {
    await install(url, { sources: some })
  } catch {
    return false
  }
  return (await countObjects(url)) === before
}

async function countObjects(url: string): Promise<number> {
  const [row] = await query(
    url,
    `select sum((select count(*) from pg_proc where pronamespace = n.oid)
       + (select count(*) from pg_class where relnamespace = n.oid))::int as n
       from pg_namespace as n where starts_with(n.nspname, 'howdah')`,
  )
  return row?.['n'] as number
}

/** What the template `plain` was made of, in hashes: what cannot be laid again, and each file of functions. */
type Made = { base: string; files: Record<string, string>; isMended: boolean }

function newRecord(sources: Sources): Made {
  const hash = (...texts: string[]) => createHash('sha256').update(texts.join('\n')).digest('hex')
  const functions = [...sources.context, ...sources.functions]
  const fixed = [sources.preflight, sources.roles, sources.ledger, ...sources.migrations]
  const tools = [...support, ...installer].map((file) => readFileSync(file, 'utf8'))
  const order = functions.map(({ file }) => file)
  return {
    base: hash(...fixed.map(({ sql }) => sql), ...tools, ...order),
    files: Object.fromEntries(functions.map(({ file, sql }) => [file, hash(sql)])),
    isMended: false,
  }
}

/** It is kept as the comment of the database, so that it goes where the database goes. */
async function readRecord(server: string, database: string): Promise<Made | undefined> {
  const [row] = await query(
    server,
    `select shobj_description(oid, 'pg_database') as made from pg_database where datname = '${database}'`,
  )
  return row?.['made'] ? (JSON.parse(row['made'] as string) as Made) : undefined
}

function writeRecord(server: string, database: string, made: Made | undefined): Promise<void> {
  const text = made ? `'${JSON.stringify(made)}'` : 'null'
  return execute(server, `comment on database ${database} is ${text}`)
}

/** Drops every database of a run, connected clients or not. */
export async function dropRun(server: string, run: string, { keepsTemplates = false } = {}) {
  const kept = templates.map((one) => templateName(run, one))
  const rows = await query(
    server,
    `select datname from pg_database where starts_with(datname, '${run}_')`,
  )
  for (const name of rows.map((row) => row['datname'] as string)) {
    if (keepsTemplates && kept.includes(name)) continue
    await execute(server, `drop database if exists ${name} with (force)`)
  }
}

const query = (url: string, text: string) =>
  withClient(url, async (sql) => [...(await sql.unsafe(text).simple())])

const execute = (url: string, text: string) => query(url, text).then(() => undefined)
