import { spawnSync } from 'node:child_process'
import postgres from 'postgres'
import { afterAll, expect, it } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { printInstall } from '../../worker/install/print.ts'
import { readSources } from '../../worker/install/sources.ts'
import { startCluster } from '../server/cluster.ts'
import { findComplete } from '../server/find.ts'
import { runCommand } from '../support/command.ts'
import { asRole, serverUrl, uniqueName, type TestDatabase } from '../support/database.ts'
import { dumpSchema, emptyDatabase } from './world.ts'

const open: TestDatabase[] = []
const empty = async () => {
  const database = await emptyDatabase('superuser')
  open.push(database)
  return database
}
afterAll(async () => {
  for (const database of open) await database.drop()
})

it.each(['LATIN1', 'SQL_ASCII'])(
  'a database in %s is refused, with the line that makes another',
  async (encoding) => {
    const server = postgres(serverUrl(), { max: 1, onnotice: () => {} })
    const name = uniqueName()
    await server.unsafe(
      `create database ${name} encoding '${encoding}' template template0 locale 'C'`,
    )
    try {
      const url = new URL(serverUrl())
      url.pathname = `/${name}`
      const inside = postgres(url.href, { max: 1 })
      await inside.unsafe('create extension vector')
      await inside.end()
      const { code, err } = await runCommand(['install'], { DATABASE_URL: url.href })
      expect([code, err]).toEqual([
        1,
        expect.stringContaining(`the encoding ${encoding}: howdah needs UTF8`),
      ])
      // What it says to paste works.
      const line = /create database .*;/.exec(err)![0]
      await server.unsafe(line)
      await server.unsafe(`drop database ${name}_utf8`)
    } finally {
      await server.unsafe(`drop database ${name} with (force)`)
      await server.end()
    }
  },
)

it('settings of the database do not change what is laid', async () => {
  const [plain, odd, printed] = await Promise.all([empty(), empty(), empty()])
  await install(plain.url)
  for (const { sql, name } of [odd, printed]) {
    for (const setting of [
      'standard_conforming_strings = off',
      `client_encoding = 'LATIN1'`,
      `default_transaction_isolation = 'serializable'`,
      'default_transaction_read_only = on',
      `datestyle = 'SQL, DMY'`,
      `search_path = ''`,
    ]) {
      await sql
        .unsafe(`set default_transaction_read_only = off; alter database ${name} set ${setting}`)
        .simple()
    }
  }
  await install(odd.url)
  const { stderr, status } = spawnSync(
    'psql',
    ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', printed.url],
    {
      input: printInstall(),
      encoding: 'utf8',
    },
  )
  expect([status, stderr.replaceAll(/^.*(WARNING|HINT):.*$/gm, '').trim()]).toEqual([0, ''])
  for (const { sql, name } of [odd, printed])
    await sql
      .unsafe(`set default_transaction_read_only = off; alter database ${name} reset all`)
      .simple()
  const wanted = dumpSchema(plain.url)
  for (const { url } of [odd, printed]) expect(dumpSchema(url)).toBe(wanted)
})

it('an older package does not put its functions over newer ones, unless that is asked for', async () => {
  const { url } = await empty()
  const sources = readSources()
  await install(url, { sources: { ...sources, version: '99.2.0', functionsHash: 'newer' } })
  const said: string[] = []
  const { code, err } = await runCommand(['install'], { DATABASE_URL: url })
  expect([code, err]).toEqual([
    1,
    expect.stringContaining('the functions of howdah 99.2.0 are there'),
  ])
  expect(err).toContain('howdah install --older')
  await install(url, { log: (line) => said.push(line), older: true })
  expect(said.at(-1)).toMatch(
    /laid 0 migrations and \d+ function files over those of 99\.2\.0 \d{4}-\d\d-\d\d$/,
  )
  await install(url, { log: (line) => said.push(line) })
  expect(said.at(-1)).toBe('howdah is up to date')
})

it('what group roles are given by default is taken back, others are named', async () => {
  const database = await emptyDatabase()
  open.push(database)
  const { sql, url, name } = database
  const [plain] = await Promise.all([empty()])
  await install(plain.url)
  await sql.unsafe(`
    create role ${name}_bi;
    alter default privileges grant execute on functions to ${name}_bi, howdah_app;
    alter default privileges grant all on tables to howdah_analyst, howdah_app;
    alter default privileges grant all on sequences to howdah_worker`)
  const said: string[] = []
  await install(url, { log: (line) => said.push(line) })
  expect(said.join('\n')).toContain(`role ${name}_bi: gets rights on all that`)
  expect(said.join('\n')).toContain(
    'default privileges for howdah_app on functions were taken back',
  )
  await sql.unsafe(`alter default privileges revoke execute on functions from ${name}_bi`)
  await sql.unsafe(`drop owned by ${name}_bi; drop role ${name}_bi`)
  expect(dumpSchema(url)).toBe(dumpSchema(plain.url))
})

it('says where logins of other databases may come in, until that is shut', async () => {
  // Roles and databases of the whole server: it takes one of its own.
  const cluster = await startCluster(findComplete()!)
  const connect = (url: string) => postgres(url, { max: 1, onnotice: () => {} })
  const at = (database: string) => {
    const url = new URL(cluster.url)
    url.pathname = `/${database}`
    return url.href
  }
  try {
    const server = connect(cluster.url)
    const said: string[] = []
    const lay = async (database: string) => {
      said.length = 0
      await install(at(database), { log: (line) => said.push(line) })
      return said.filter((line) => line.includes('every login'))
    }
    for (const database of ['app', 'other']) {
      await server.unsafe(`create database ${database}`)
      const sql = connect(at(database))
      await sql.unsafe('create extension vector')
      await sql.end()
      expect(await lay(database)).toEqual([])
    }
    await server.unsafe('create role shop login in role howdah_app')
    expect(await lay('other')).toEqual([
      expect.stringMatching(
        /database other: every login of the server .* \(shop\) read and write here as in app/,
      ),
    ])
    const other = connect(at('other'))
    const found = () =>
      other`select finding, advice from howdah.doctor() where subject = 'database other'`
    const [finding] = await found()
    expect(finding!['advice']).toContain('revoke connect on database other from public')
    await other.unsafe(/revoke connect on database \w+ from public/.exec(finding!['advice'])![0])
    expect(await found()).toEqual([])
    expect(await lay('other')).toEqual([])
    const shop = connect(asRole(at('other'), 'shop'))
    await expect(shop`select 1`).rejects.toMatchObject({ code: '42501' })
    await shop.end()
    // Here everybody may still connect; so it may be meant.
    expect(await lay('app')).toHaveLength(1)
    const app = connect(at('app'))
    await app`select howdah.set_setting('shared_roles', 'accept')`
    await app.end()
    expect(await lay('app')).toEqual([])
    await other.end()
    await server.end()
  } finally {
    await cluster.stop()
  }
})

it('the roles are the same wherever they are listed', async () => {
  const { preflight, context } = readSources()
  const inPreflight = /howdah\.group_roles = '([^']+)'/.exec(preflight.sql)![1]!.split(' ')
  const { sql } = context.find(({ file }) => file.endsWith('/group_roles.sql'))!
  expect(/'\{([^}]+)\}'/.exec(sql)![1]!.split(',')).toEqual(inPreflight)
})
