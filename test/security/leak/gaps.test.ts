import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  asRole,
  connect,
  createDatabase,
  uniqueName,
  type TestDatabase,
} from '../../support/database.ts'
import { until } from '../../support/command.ts'
import { startTestWorker } from '../../worker/in-process.ts'
import { foreignMarkers, furnish, live, people, plant, type Person } from './plant.ts'

const login = uniqueName('app')
let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
  await plant(database)
  const { sql } = database
  await sql.unsafe(`create role ${login} login in role howdah_app`)
  await sql.unsafe(`create schema mine; grant all on schema mine to ${login}`)
})
afterAll(async () => {
  await database.sql.unsafe(`drop schema mine cascade; drop role ${login}`)
  await database.drop()
})

/** A session of the application for one person, and all that the server says to it beside its answers. */
async function as(person: Person, work: (sql: TestDatabase['sql']) => Promise<unknown>) {
  const notices: string[] = []
  const sql = connect(asRole(database.url, login), {
    max: 1,
    onnotice: (notice) => notices.push(JSON.stringify(notice)),
  })
  try {
    await sql`select set_config('howdah.user_id', ${person.user}, false),
      set_config('howdah.tenant', ${person.tenant}, false)`
    const heard = await work(sql).catch((error: Record<string, string>) => [
      error['message'],
      error['detail'],
      error['hint'],
      error['where'],
    ])
    return `${JSON.stringify(heard)} ${notices.join(' ')}`
  } finally {
    await sql.end()
  }
}

it('a plan and what stands in it are of the own rows alone, also for a function that tells what it sees', async () => {
  const { sql: owner } = database
  const relations = await owner<{ name: string; columns: string }[]>`
    select c.oid::regclass::text as name, string_agg('r.' || quote_ident(a.attname), ', ' order by a.attnum) as columns
      from pg_class as c
      join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and c.relkind in ('r', 'p', 'v')
       and has_column_privilege('howdah_app', c.oid, a.attnum, 'select')
     group by c.oid`
  const found: unknown[] = []
  let own = 0
  for (const person of people) {
    for (const { name, columns } of relations) {
      const heard = await as(person, async (sql) => {
        // Cheaper than any policy: a planner that may would ask it first.
        await sql.unsafe(`create or replace function mine.tells(seen text) returns boolean language plpgsql cost 0.0001
          as $$ begin raise notice '%', seen; return seen like '%zq%'; end $$`)
        return [
          await sql.unsafe(`explain (analyze, verbose) select ${columns} from ${name} as r`),
          await sql.unsafe(
            `explain (analyze, verbose, format json) select from ${name} as r where mine.tells(concat(${columns}))`,
          ),
          await sql.unsafe(
            `select count(*) from ${name} as r where mine.tells(concat(${columns}))`,
          ),
        ]
      })
      if (heard.includes('zq-')) own += 1
      const markers = foreignMarkers(heard, person)
      if (markers.length > 0) found.push({ person, name, markers })
    }
  }
  console.log(
    `${relations.length} relations for ${people.length} people, ${own} told the own markers`,
  )
  expect(own).toBeGreaterThan(20)
  expect(found).toEqual([])
})

it('who listens hears names of lanes and ids of messages and prompts, nothing that was said', async () => {
  const { sql: owner } = database
  const channels = await owner<{ name: string }[]>`
    select distinct m[1] as name
      from pg_proc as p, regexp_matches(p.prosrc, 'pg_notify\\(\\s*''(\\w+)''', 'g') as m
     where p.pronamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)`
  const listener = connect(asRole(database.url, login), { max: 1 })
  const heard: { channel: string; payload: string }[] = []
  for (const { name } of channels) {
    await listener.listen(name, (payload) => heard.push({ channel: name, payload }))
  }
  const worker = await startTestWorker(database.url, {})
  try {
    await furnish(owner, 'gamma')
    for (const user of ['eve', 'fay']) await live(owner, { tenant: 'gamma', user })
    await owner`select howdah_internal.alert_budget('gamma', b.id, 'eve', now()) from howdah.budgets as b
      where b.tenant_id = 'gamma'`
    await until('all is said', async () =>
      ['howdah_budget_alert', 'howdah_message', 'howdah_prompt'].every((name) =>
        heard.some(({ channel }) => channel === name),
      ),
    )
    await until('the answers are there', async () => {
      const left = await owner`select from howdah.messages where status in ('pending', 'streaming')`
      return left.length === 0
    })
  } finally {
    await worker.end()
    await listener.end({ timeout: 1 })
  }
  console.log(`channels ${channels.map(({ name }) => name).join(' ')}: ${heard.length} heard`)
  expect(channels.length).toBeGreaterThan(2)
  const known: Record<string, RegExp> = {
    howdah_message: /^[0-9a-f-]{36}$/,
    howdah_prompt: /^\d+$/,
    howdah_jobs: /^[\w.-]+\/[\w.-]+\/(interactive|bulk)$/,
    howdah_budget_alert: /^\d+$/,
  }
  expect(heard.filter(({ channel, payload }) => !known[channel]?.test(payload))).toEqual([])
})

it('the procedures that wait answer from what the person may see, and know no message of others', async () => {
  const { sql: owner } = database
  const worker = await startTestWorker(database.url, {})
  const found: unknown[] = []
  let own = 0
  try {
    for (const person of people) {
      const others = await owner<{ id: string }[]>`
        select id from howdah.messages where (tenant_id, user_id) != (${person.tenant}, ${person.user})
          and role = 'assistant'`
      const heard = [
        await as(person, (sql) =>
          sql.unsafe(`call howdah.ask('What of granite?', null, timeout => '30 seconds')`),
        ),
        await as(person, (sql) =>
          sql.unsafe(
            `call howdah.ask('granite', null, collection => '*', timeout => '30 seconds')`,
          ),
        ),
        await as(person, (sql) => sql.unsafe(`call howdah.embed_query('granite and slate')`)),
      ].join(' ')
      if (/Granite of|granite of/i.test(heard)) own += 1
      const markers = foreignMarkers(heard, person)
      if (markers.length > 0) found.push({ person, markers, heard: heard.slice(0, 500) })
      for (const { id } of others) {
        const said = await as(person, (sql) =>
          sql.unsafe(`call howdah.await_message('${id}', '1 second')`),
        )
        expect(said).toContain('there is no such message')
      }
    }
  } finally {
    await worker.end()
  }
  expect(own).toBe(people.length)
  expect(found).toEqual([])
})
