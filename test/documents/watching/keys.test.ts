import type { Sql } from 'postgres'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { connect, createDatabase, type TestDatabase } from '../../support/database.ts'
import { createRandom, newSeed, type Random } from '../../support/random.ts'

// One row is one document, whatever the sessions that write and sync have set.
const random = createRandom(newSeed('watched keys'))
let database: TestDatabase
let sessions: Sql[] = []

/** Each setting in two values; a session takes one of each. */
const settings: Record<string, [string, string]> = {
  timezone: ['UTC', 'America/New_York'],
  datestyle: ['ISO, MDY', 'German'],
  intervalstyle: ['postgres', 'iso_8601'],
  bytea_output: ['hex', 'escape'],
  extra_float_digits: ['1', '-5'],
  search_path: ['public, extensions', 'extensions, pg_catalog, public'],
}

type Kind = { type: string; values: string; respell?: string; index?: string }

/** SQL of the n-th key, and of another spelling that is equal to it. */
const kinds: Record<string, Kind> = {
  integer: { type: 'integer', values: 'n' },
  uuid: { type: 'uuid', values: 'md5(n::text)::uuid' },
  text: {
    type: 'text',
    values: `(array['a/b','a%2Fb','a%b','A.b/','%2F','', 'x y','Ä'])[n % 8 + 1] || n`,
  },
  slashes: { type: 'text', values: `repeat('/', n % 50) || repeat('%2F', n / 50)` },
  citext: { type: 'extensions.citext', values: `'Key' || n`, respell: 'upper(id::text)' },
  numeric: { type: 'numeric', values: 'n + 0.10', respell: 'id + 0.0000' },
  float8: { type: 'float8', values: 'n / 7.0::float8' },
  timestamptz: {
    type: 'timestamptz',
    values: `'2031-03-15 09:00+00'::timestamptz + n * interval '37 minutes'`,
  },
  timestamp: {
    type: 'timestamp',
    values: `'2031-03-15 09:00'::timestamp + n * interval '1.5 seconds'`,
  },
  date: { type: 'date', values: `'2031-03-05'::date + n` },
  interval: {
    type: 'interval',
    values: `n * interval '1 day'`,
    respell: "justify_hours(id) - interval '1 day' + interval '24 hours'",
  },
  bytea: { type: 'bytea', values: `convert_to('Key \\ ' || n || chr(233), 'UTF8')` },
  daterange: {
    type: 'daterange',
    values: `daterange('2031-03-05'::date + n, '2031-04-06'::date + n)`,
  },
  tstzrange: {
    type: 'tstzrange',
    values: `tstzrange('2031-03-15 09:00+00'::timestamptz + n * interval '1 hour', null)`,
  },
  numrange: {
    type: 'numrange',
    values: 'numrange(n, n + 1.5)',
    respell: 'numrange(lower(id) + 0.0, upper(id))',
  },
  integers: { type: 'integer[]', values: 'array[n, -n]' },
  texts: { type: 'text[]', values: `array['a,"b' || n, null, '{}']` },
  citexts: { type: 'extensions.citext[]', values: `array['Key' || n]::extensions.citext[]` },
  jsonb: {
    type: 'jsonb',
    values: `case n % 3 when 0 then to_jsonb(n) when 1 then to_jsonb((n - 1)::text) else
    jsonb_build_object('n', n) end`,
  },
  char: { type: 'char(8)', values: `'k' || n` },
  inet: { type: 'inet', values: `'10.0.0.0'::inet + n` },
  money: { type: 'money', values: '(n * 1000.5)::numeric::money' },
  bits: { type: 'bit varying', values: 'n::bit(16)::bit varying' },
  regclass: {
    type: 'regclass',
    values: `(array['public.t','pg_class','extensions.u'])[n % 3 + 1]::regclass`,
  },
  name: { type: 'name', values: `'n' || n` },
}

afterEach(async () => {
  const watched = await database.sql`select source_table as name from howdah.watched_tables`
  for (const { name } of watched) {
    await database.sql`select howdah.unwatch_table(${name})`
    await database.sql.unsafe(`drop table ${name} cascade`)
  }
})
beforeAll(async () => {
  database = await createDatabase({ as: 'superuser' })
  await database.sql.unsafe(`create schema if not exists extensions;
    create extension citext schema extensions;
    create table public.t (); create table extensions.u ()`)
  sessions = Array.from({ length: 4 }, (_, number) => {
    const connection: Record<string, string> = {}
    for (const [name, values] of Object.entries(settings))
      connection[name] = number < 2 ? values[number]! : random.pick(values)
    return connect(database.url, { max: 1, connection })
  })
})
afterAll(async () => {
  for (const session of sessions) await session.end()
  await database.drop()
})

/** Syncs in any session until nothing is left. */
async function sync(most = random.int(50, 400)): Promise<void> {
  for (;;) {
    const [row] = await random.pick(sessions)`select howdah.sync_watched(${most}) as n`
    if (row!['n'] === 0) break
  }
  expect(
    await database.sql`select error from howdah.watched_tables where error is not null`,
  ).toEqual([])
}

async function expectEqual(table: string, step: string): Promise<void> {
  const { sql } = database
  const rows = await sql.unsafe(`
    select coalesce(r.body, 'no row') as row, coalesce(d.content, 'no document') as document
      from (select body from ${table}) as r
      full join (select content from howdah.documents where collection = '${table}') as d on d.content = r.body
     where r.body is null or d.content is null`)
  expect({ step, rows: [...rows] }).toEqual({ step, rows: [] })
  const [counted] = await sql.unsafe(`select (select count(*) from ${table}) as rows,
    (select count(*) from howdah.documents where collection = '${table}') as documents`)
  expect(counted!['rows'], step).toEqual(counted!['documents'])
  expect(
    await sql`select detail from howdah.verify() where check_name like 'watched%'`,
    step,
  ).toEqual([])
}

const any = (random: Random) => random.pick(sessions)

async function follow(
  name: string,
  { type, values, respell }: Kind,
  partitioned: boolean,
): Promise<void> {
  const table = `k_${name}${partitioned ? '_p' : ''}`
  const most = { regclass: 2, slashes: 99 }[name] ?? 60
  await database.sql.unsafe(
    partitioned
      ? `create table ${table} (id ${type} not null, part integer not null, body text, primary key (id, part))
           partition by list (part);
         create table ${table}_1 partition of ${table} for values in (0);
         create table ${table}_2 partition of ${table} for values in (1)`
      : `create table ${table} (id ${type} primary key, part integer not null, body text)`,
  )
  const rows = (low: number, high: number, what: string) =>
    `insert into ${table} select ${values}, n % 2, '${what} ' || n from generate_series(${low}, ${high}) as n`
  await any(random).unsafe(rows(0, Math.floor(most / 2), 'first'))
  await any(random).unsafe(
    `select howdah.watch_table('${table}', '{body}', collection => '${table}')`,
  )
  await sync()
  await expectEqual(table, 'backfill')
  await any(random).unsafe(rows(Math.floor(most / 2) + 1, most, 'later'))
  await sync()
  await expectEqual(table, 'insert')
  await any(random).unsafe(`update ${table} set body = 'second ' || body where part = 0`)
  await sync()
  await expectEqual(table, 'update')
  if (respell !== undefined) {
    const before = await database.sql.unsafe(
      `select id from howdah.documents where collection = '${table}' order by id`,
    )
    await any(random).unsafe(`update ${table} set id = ${respell}`)
    // In one call: where it ends between the old key and the new one, the row is a new document.
    await sync(1000)
    await expectEqual(table, 'another spelling')
    const after = await database.sql.unsafe(
      `select id from howdah.documents where collection = '${table}' order by id`,
    )
    expect(JSON.stringify(after) === JSON.stringify(before), 'the documents stay').toBe(true)
  }
  if (partitioned) {
    await any(random).unsafe(`update ${table} set part = 1 - part`)
    await sync()
    await expectEqual(table, 'move')
  }
  await any(random).unsafe(`delete from ${table} where part = 1`)
  await sync()
  await expectEqual(table, 'delete')
  await any(random).unsafe(`delete from ${table}`)
  await sync()
  await expectEqual(table, 'delete all')
}

for (const [name, kind] of Object.entries(kinds)) {
  it(`${name}: documents are rows, one to one`, { timeout: 60_000 }, () =>
    follow(name, kind, false),
  )
  it(`${name}: in partitions too`, { timeout: 60_000 }, () => follow(name, kind, true))
}
