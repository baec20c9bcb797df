import { randomBytes } from 'node:crypto'
import postgres, { type Options, type PostgresType, type Sql } from 'postgres'
import { withClient } from '../server/client.ts'
import { asOwner, owner, templateName, withDatabase, type Template } from '../server/templates.ts'

/** A database of one test: drop it when done, whatever still is connected. */
export type TestDatabase = { url: string; name: string; sql: Sql; drop: () => Promise<void> }

/** The server of this run, as superuser. Set by `npm test`. */
export function serverUrl(): string {
  const url = process.env['HOWDAH_TEST_SERVER']
  if (!url)
    throw new Error('No server: run `npm test -- <part of a path>` instead of vitest itself')
  return url
}

/** A name that no other test of this or another run has, for databases and roles. */
export function uniqueName(stem = 'db'): string {
  return `${runName()}_${stem}_${randomBytes(5).toString('hex')}`
}

/**
 * Clones a template: `howdah` (the default; its clocks read howdah_test.clock), `plain` (exactly as
 * installed) or `empty` (vector and pgTAP only). `sql` is a postgres.js client of its owner: the superuser,
 * or in the hosted run a login that is none (server/templates.ts), unless the test is about what a superuser does.
 */
export async function createDatabase(
  options: {
    template?: Template
    client?: Options<Record<string, PostgresType>>
    as?: 'owner' | 'superuser'
  } = {},
): Promise<TestDatabase> {
  const name = uniqueName()
  const template = templateName(runName(), options.template ?? 'howdah')
  const login = options.as === 'superuser' ? undefined : owner()
  await onServer((sql) => {
    const ownedBy = login ? sql`owner ${sql(login)}` : sql``
    return sql`create database ${sql(name)} template ${sql(template)} ${ownedBy}`
  })
  const there = withDatabase(serverUrl(), name)
  const url = login ? asOwner(there) : there
  const sql = connect(url, options.client)
  const drop = async () => {
    await sql.end({ timeout: 1 })
    await onServer((server) => server`drop database if exists ${server(name)} with (force)`)
  }
  return { url, name, sql, drop }
}

/** A quiet postgres.js client; pgTAP's schema is on its path, behind public. */
export function connect(url: string, options: Options<Record<string, PostgresType>> = {}): Sql {
  const { connection, ...rest } = options
  return postgres(url, {
    max: 4,
    onnotice: () => {},
    connection: { search_path: 'public, tap, extensions', ...connection },
    ...rest,
  }) as Sql
}

/** The same server and database as another login role. */
export function asRole(url: string, role: string): string {
  const other = new URL(url)
  other.username = role
  other.password = ''
  return other.href
}

function runName(): string {
  return process.env['HOWDAH_TEST_RUN'] ?? 'howdah'
}

const onServer = (work: (sql: Sql) => Promise<unknown>) => withClient(serverUrl(), work)
