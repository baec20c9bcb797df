import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import type { Sql } from 'postgres'
import { afterAll, describe, expect, it } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { printInstall } from '../../worker/install/print.ts'
import { runCommand } from '../support/command.ts'
import {
  asRole,
  createDatabase,
  serverUrl,
  uniqueName,
  type TestDatabase,
} from '../support/database.ts'
import { dumpSchema, psql } from './world.ts'

const open: TestDatabase[] = []
const roles: string[] = []
const empty = async (as: 'owner' | 'superuser' = 'owner') => {
  const database = await createDatabase({ template: 'empty', as })
  open.push(database)
  return database
}
afterAll(async () => {
  for (const database of open) await database.drop()
  const admin = await empty('superuser')
  for (const role of roles) await admin.sql.unsafe(`drop role if exists "${role}"`)
  await admin.drop()
})

/** A login that owns a database with vector in a schema named extensions, and is no superuser. */
async function hosted(options: string): Promise<{ url: string; sql: Sql }> {
  const database = await empty('superuser')
  const role = uniqueName('owner')
  roles.push(role)
  const { sql } = database
  await sql.unsafe(`create role "${role}" login ${options}`)
  await sql.unsafe(`alter database "${database.name}" owner to "${role}"`)
  await sql.unsafe(`drop extension vector; create schema if not exists extensions;
    create extension vector schema extensions;
    grant usage on schema extensions to public`)
  return { url: asRole(database.url, role), sql }
}

/** What psql says when it runs the printed install to its end, whatever fails on the way. */
function printedInto(url: string): string {
  const { stderr } = spawnSync('psql', ['-X', '-q', '-d', url], {
    input: printInstall(),
    encoding: 'utf8',
  })
  return stderr
}

describe('howdah install', () => {
  it('gives the same schema once, twice, four at once, and printed through psql', async () => {
    const [once, twice, four, printed] = await Promise.all([empty(), empty(), empty(), empty()])
    await install(once.url)
    await install(twice.url)
    const said: string[] = []
    await install(twice.url, { log: (line) => said.push(line) })
    expect(said.at(-1)).toBe('howdah is up to date')
    await Promise.all([1, 2, 3, 4].map(() => install(four.url)))
    const script = printInstall()
    for (let round = 0; round < 2; round += 1) {
      execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', printed.url], {
        input: script,
      })
    }
    const wanted = dumpSchema(once.url)
    expect(wanted.length).toBeGreaterThan(100_000)
    for (const other of [twice, four, printed]) expect(dumpSchema(other.url)).toBe(wanted)
  })

  it('can go into two databases of one cluster at once', async () => {
    const databases = await Promise.all([empty(), empty(), empty()])
    await Promise.all(databases.map(({ url }) => install(url)))
    for (const { sql } of databases) {
      expect((await sql`select version from howdah.schema_version()`)[0]!.version).toBe(
        readdirSync('db/committed').length,
      )
    }
  })

  it('works for a plain owner of the database, with vector in a schema of its own', async () => {
    const { url, sql } = await hosted('createrole')
    await install(url)
    const [row] =
      await sql`select r.rolsuper from pg_namespace n join pg_roles r on r.oid = n.nspowner
      where n.nspname = 'howdah'`
    expect(row!.rolsuper).toBe(false)
    const superuser = await empty('superuser')
    await install(superuser.url)
    // The search_path of the functions names the schema of vector; nothing else may differ.
    expect(dumpSchema(url).replaceAll('extensions', 'public')).toBe(
      dumpSchema(superuser.url).replaceAll('extensions', 'public'),
    )
  })

  it('lays nothing and leaves no trace on a dry run', async () => {
    const { url, sql } = await empty()
    await install(url, { dryRun: true })
    expect((await sql`select to_regnamespace('howdah') as there`)[0]!.there).toBeNull()
  })

  it('refuses a schema howdah that is not ours', async () => {
    const { url, sql } = await empty()
    await sql.unsafe('create schema howdah; create table howdah.mine (n integer)')
    const { code, err } = await runCommand(['install'], { DATABASE_URL: url })
    expect(code).toBe(1)
    expect(err).toContain('there is a schema howdah that is not ours')
  })

  it('refuses a schema that a newer howdah has laid', async () => {
    const { url, sql } = await empty()
    await install(url)
    await sql`insert into howdah_internal.migrations (name, hash) values ('999999-future', 'x')`
    const { code, err } = await runCommand(['install'], { DATABASE_URL: url })
    expect(code).toBe(1)
    expect(err).toContain('the schema is newer than this howdah')
  })

  it('refuses a schema whose migrations were edited after they were laid', async () => {
    const { url, sql } = await empty()
    await install(url)
    await sql`update howdah_internal.migrations set hash = 'x' where name like '000003-%'`
    const { code, err } = await runCommand(['install'], { DATABASE_URL: url })
    expect(code).toBe(1)
    expect(err).toMatch(/whose migrations have other contents: 000003-\w+\n  hint: Install with/)
    expect(printedInto(url)).toContain('whose migrations have other contents: 000003-')
  })

  it('refuses a schema of the unreleased series, and leaves it as it is', async () => {
    const { url, sql } = await empty()
    psql(url, { file: 'fixtures/unreleased.sql' })
    const { code, err } = await runCommand(['install'], { DATABASE_URL: url })
    expect(code).toBe(1)
    expect(err).toContain('laid by an unreleased howdah before 0.2 and cannot be upgraded')
    expect(err).toContain('drop schema howdah cascade;')
    expect(printedInto(url)).toContain('laid by an unreleased howdah before 0.2')
    const [kept] = await sql`
      select count(*)::int as tables from pg_class where relnamespace = 'howdah'::regnamespace and relkind = 'r'`
    expect(kept!['tables']).toBe(1)
    await sql.unsafe('drop schema howdah cascade')
    await install(url)
  })

  it('says in one line each what is missing, without a stack', async () => {
    const { url, sql } = await hosted('nocreaterole')
    await sql.unsafe('drop extension vector')
    const { code, err } = await runCommand(['install'], { DATABASE_URL: url })
    expect(code).toBe(1)
    expect(err).toContain('let a superuser run  create extension vector;')
    expect(err).not.toContain('    at ')
    expect((await sql`select to_regnamespace('howdah') as there`)[0]!.there).toBeNull()
  })

  it('is dropped by uninstall, unless something of the user depends on it', async () => {
    const { url, sql } = await empty()
    await install(url)
    await sql.unsafe(
      `create table public.orders (tenant text, message uuid,
        foreign key (tenant, message) references howdah.messages (tenant_id, id))`,
    )
    const refused = await runCommand(['uninstall', '--yes'], { DATABASE_URL: url })
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('orders')])
    await sql.unsafe('drop table public.orders')
    expect((await runCommand(['uninstall'], { DATABASE_URL: url })).code).toBe(1)
    expect((await runCommand(['uninstall', '--yes'], { DATABASE_URL: url })).code).toBe(0)
    expect((await sql`select to_regnamespace('howdah') as there`)[0]!.there).toBeNull()
  })
})

describe('without the right to make roles', () => {
  it('prints the lines to run and installs nothing', async () => {
    // The roles belong to the whole cluster, so this needs one without them.
    const { findComplete } = await import('../server/find.ts')
    const { startCluster } = await import('../server/cluster.ts')
    const found = findComplete()
    if (!found) throw new Error(`no local PostgreSQL beside ${new URL(serverUrl()).host}`)
    const cluster = await startCluster(found)
    try {
      const { default: postgres } = await import('postgres')
      const sql = postgres(cluster.url, { max: 1 })
      await sql.unsafe('create role plain login')
      await sql.unsafe('create database plain owner plain')
      await sql.end()
      const url = new URL(asRole(cluster.url, 'plain'))
      const admin = new URL(cluster.url)
      admin.pathname = '/plain'
      url.pathname = '/plain'
      const inside = postgres(admin.href, { max: 1 })
      await inside.unsafe('create extension vector')
      const { code, err } = await runCommand(['install'], { DATABASE_URL: url.href })
      expect(code).toBe(1)
      for (const role of ['app', 'worker', 'analyst', 'admin', 'reviewer']) {
        expect(err).toContain(`create role howdah_${role} nologin;`)
      }
      expect((await inside`select to_regnamespace('howdah') as there`)[0]!.there).toBeNull()
      await inside.end()
    } finally {
      await cluster.stop()
    }
  })
})
