import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { install } from '../../worker/install/index.ts'

/** What a new test database is made of. `empty` has the extensions and no howdah. */
export type Template = 'howdah' | 'plain' | 'empty'

const support = ['clock.sql', 'calls.sql'].map(
  (name) => new URL(`../support/${name}`, import.meta.url),
)

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
 * need (support/*.sql).
 */
export async function makeTemplates(server: string, run: string): Promise<void> {
  const empty = templateName(run, 'empty')
  const plain = templateName(run, 'plain')
  const howdah = templateName(run, 'howdah')
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
    const groups = 'howdah_app, howdah_worker, howdah_analyst, howdah_admin'
    await execute(asOwner(server), `grant ${groups} to ${owner()}`)
  }
  await execute(asOwner(server), `create database ${howdah} template ${plain}`)
  for (const file of support) {
    await execute(asOwner(withDatabase(server, howdah)), readFileSync(file, 'utf8'))
  }
}

/** Drops every database of a run, connected clients or not. */
export async function dropRun(server: string, run: string): Promise<void> {
  const sql = postgres(server, { max: 1, onnotice: () => {} })
  try {
    const rows = await sql<{ datname: string }[]>`
      select datname from pg_database where starts_with(datname, ${run + '_'})`
    for (const { datname } of rows) await sql`drop database if exists ${sql(datname)} with (force)`
  } finally {
    await sql.end()
  }
}

async function execute(url: string, text: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(text).simple()
  } finally {
    await sql.end()
  }
}
