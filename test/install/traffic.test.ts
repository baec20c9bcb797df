import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Sql } from 'postgres'
import { afterAll, expect, it } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { readSources, type Sources } from '../../worker/install/sources.ts'
import { startNode, until } from '../support/command.ts'
import { connect, type TestDatabase } from '../support/database.ts'
import { createRandom, newSeed } from '../support/random.ts'
import { catalogFacts, difference } from './facts.ts'
import { underTraffic } from './under-traffic.ts'
import { dumpSchema, emptyDatabase, psql } from './world.ts'

/** HOWDAH_ROUNDS=20 is what a release is tried with. */
const rounds = Number(process.env['HOWDAH_ROUNDS'] ?? 2)
const frozen = gunzipSync(readFileSync(join(import.meta.dirname, 'frozen.sql.gz'))).toString()
const bin = join(import.meta.dirname, '../../worker/bin/howdah.mjs')
const open: TestDatabase[] = []
const filled = async (lay: (url: string) => Promise<void> | void) => {
  const database = await emptyDatabase()
  open.push(database)
  await lay(database.url)
  psql(database.url, { file: 'data.psql' })
  // On the first days of a month some of its calls are of the last one.
  psql(database.url, { text: 'select howdah_internal.make_partitions()' })
  return database
}
afterAll(async () => {
  for (const database of open) await database.drop()
})

/** This package with every function and view written in another way, so that all of it is laid again. */
function rewritten(version: number): Sources {
  const sources = readSources()
  return {
    ...sources,
    functionsHash: `version ${version}`,
    functions: sources.functions.map(({ file, sql }) => ({
      file,
      sql: sql
        .replace(/^create or replace view (\S+)/m, `$& /* ${version} */`)
        .replace(/^begin$/m, `begin -- ${version}`),
    })),
  }
}

/** What an install of the package as it is leaves, by the catalog. */
let fresh: string[] | undefined
async function expectFresh({ sql }: TestDatabase): Promise<void> {
  if (!fresh) {
    const database = await filled((url) => install(url))
    fresh = await catalogFacts(database.sql)
  }
  expect(difference(fresh, await catalogFacts(sql))).toEqual([])
  expect(await sql`select * from howdah.verify()`).toEqual([])
}

it(
  'functions and views are laid under traffic, four times, beside a report',
  async () => {
    for (let round = 0; round < rounds; round += 1) {
      const database = await filled((url) => install(url))
      await underTraffic(
        'functions',
        database,
        [1, 2, 3, 4].map((n) => (log) => install(database.url, { log, sources: rewritten(n) })),
      )
      await install(database.url)
      await expectFresh(database)
    }
  },
  rounds * 240_000,
)

it(
  'the frozen schema is upgraded under traffic, beside a report',
  async () => {
    for (let round = 0; round < rounds; round += 1) {
      const database = await filled((url) => psql(url, { text: frozen }))
      await underTraffic('frozen', database, [
        (log) => install(database.url, { log }),
        (log) => install(database.url, { log }),
      ])
      await expectFresh(database)
    }
  },
  rounds * 240_000,
)

it('a call that waits in the middle of an install is answered', async () => {
  const database = await filled((url) => install(url))
  const { sql, url } = database
  await sql`select howdah.set_rate_limit('user', 1000, period => 'minute')`
  const admit = `select * from howdah.admit('stub/c', 10, 10)`
  const as = (client: Sql, text: string) =>
    client.begin(async (tx) => {
      await tx`set local role howdah_app`
      await tx`select howdah.act_as('u2')`
      return await tx.unsafe(text)
    })
  await as(sql, admit)
  const [holder, waiter] = [connect(url, { max: 1 }), connect(url, { max: 1 })]
  let waiting: Promise<unknown[]> | undefined
  await holder.begin(async (tx) => {
    await tx`select from howdah_internal.rate_state for update`
    waiting = as(waiter, admit)
    waiting.catch(() => {})
    await until('it waits', async () => {
      const rows = await sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      return rows.length > 0
    })
    await install(url, { sources: rewritten(1) })
  })
  expect(await waiting).toHaveLength(1)
  await holder.end()
  await waiter.end()
})

it('a table whose policy changes is waited for, by name, and for so long as was said', async () => {
  const database = await filled((url) => install(url))
  const sources = readSources()
  const changed = {
    ...sources,
    functionsHash: 'another policy',
    functions: sources.functions.map(({ file, sql }) => ({
      file,
      sql: sql.replace("'@tenant and id = @user'", "'@tenant and id = @user and true'"),
    })),
  }
  const holder = connect(database.url, { max: 1, connection: { application_name: 'holder' } })
  const said: string[] = []
  const log = (line: string) => said.push(line)
  let laying: Promise<void> | undefined
  await holder.begin(async (tx) => {
    await tx`select from howdah.users`
    await expect(
      install(database.url, { log, sources: changed, patience: 1 }),
    ).rejects.toMatchObject({ code: '55P03' })
    laying = install(database.url, { log, sources: changed })
    laying.catch(() => {})
    await until('it waits', async () => said.some((line) => /waiting for.*\(holder\)/.test(line)))
    expect(said.join('\n')).toMatch(
      /identity\.sql: howdah\.users is in use: nothing was changed, the install begins again/,
    )
  })
  await laying
  await holder.end()
  const [policy] = await database.sql`
    select qual from pg_policies where schemaname = 'howdah' and policyname = 'users_app_reads'`
  expect(policy!['qual']).toMatch(/AND true\)$/)
  await install(database.url)
})

it('a function that is laid is never dropped before: its callers would lose it', async () => {
  const { sql } = await filled((url) => install(url))
  const drops = readSources().functions.flatMap(({ file, sql: text }) =>
    [...text.matchAll(/^drop (?:function|procedure) if exists (\S+?\([^;]*\));/gm)].map(
      ([, signature]) => ({ file, signature: signature! }),
    ),
  )
  expect(drops.length).toBeGreaterThan(50)
  const laid: string[] = []
  for (const { file, signature } of drops) {
    const [row] = await sql`select to_regprocedure(${signature}) as found`
    if (row!['found']) laid.push(`${file}: ${signature}`)
  }
  expect(laid).toEqual([])
})

it('whenever an install is killed, the schema is the old one or the new one', async () => {
  const random = createRandom(newSeed('install/killed'))
  const database = await filled((url) => install(url, { sources: rewritten(1) }))
  const old = dumpSchema(database.url)
  const fresh = await filled((url) => install(url))
  const now = dumpSchema(fresh.url)
  const found: string[] = []
  for (let n = 0; n < 6; n += 1) {
    await install(database.url, { sources: rewritten(1) })
    const command = startNode([bin, 'install'], { DATABASE_URL: database.url })
    await new Promise((resolve) => setTimeout(resolve, random.int(200, 2000)))
    if (n % 2 === 0) command.child.kill('SIGKILL')
    else {
      await database.sql`
        select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid != pg_backend_pid() and application_name = 'postgres.js'
           and backend_start > (select max(installed_at) from howdah_internal.migrations)`
    }
    await command.finished
    await until('nobody is connected', async () => {
      const rows = await database.sql`
        select from pg_locks where locktype = 'advisory' and database = (
          select oid from pg_database where datname = current_database())`
      return rows.length === 0
    })
    const is = dumpSchema(database.url)
    found.push(is === old ? 'old' : is === now ? 'new' : 'neither')
  }
  console.log(`killed: ${found.join(' ')}`)
  expect(found).not.toContain('neither')
  await install(database.url)
  expect(dumpSchema(database.url)).toBe(now)
}, 300_000)
