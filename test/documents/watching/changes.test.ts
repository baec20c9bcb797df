import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, createDatabase, type TestDatabase } from '../../support/database.ts'
import { createRandom, newSeed, type Random } from '../../support/random.ts'
import { alteration, names, tables } from './alterations.ts'

// Whatever is done to watched tables, the documents are their rows, or a finding says that they are not.
const seed = newSeed('changes of watched tables')
const seconds = Number(process.env['HOWDAH_WATCH_SECONDS'] ?? 15)
let database: TestDatabase

const settings: Record<string, string[]> = {
  timezone: ['UTC', 'America/New_York', 'Asia/Kolkata'],
  datestyle: ['ISO, MDY', 'German', 'SQL, DMY'],
  intervalstyle: ['postgres', 'iso_8601', 'sql_standard'],
  bytea_output: ['hex', 'escape'],
  extra_float_digits: ['1', '-5', '3'],
  search_path: ['public, extensions', 'extensions, pg_catalog, public'],
  lc_monetary: ['C', 'C.UTF-8'],
  array_nulls: ['on', 'off'],
  quote_all_identifiers: ['off', 'on'],
  enable_indexscan: ['on', 'off'],
  plan_cache_mode: ['auto', 'force_generic_plan'],
  default_transaction_isolation: ['read committed', 'repeatable read'],
}
const session = (random: Random, given: Record<string, string> = {}) =>
  connect(database.url, {
    max: 1,
    onnotice: () => undefined,
    connection: {
      ...Object.fromEntries(Object.entries(settings).map(([name, of]) => [name, random.pick(of)])),
      lock_timeout: '2s',
      ...given,
    } as Record<string, string>,
  })

beforeAll(async () => {
  database = await createDatabase({ as: 'superuser' })
  await database.sql
    .unsafe(`create schema if not exists extensions; create extension citext schema extensions;
    create function public.rewrite() returns trigger language plpgsql as
      $$ begin if new.extra % 3 = 0 then new.body := 'rewritten ' || new.extra; end if; return new; end $$`)
  for (const [name, { columns, key }] of Object.entries(tables)) {
    await database.sql.unsafe(`create table public.${name} (
      ${columns}, body text, extra integer, seen timestamptz default now(), primary key (${key}))
      ${name === 'events' ? 'partition by range (at)' : ''}`)
  }
  for (let day = 15; day < 20; day += 1) {
    await database.sql.unsafe(`create table public.events_${day} partition of public.events
      for values from ('2031-03-${day} 00:00+00') to ('2031-03-${day + 1} 00:00+00')`)
  }
  for (const name of names) {
    await database.sql.unsafe(
      `select howdah.watch_table('public.${name}', '{body}', collection => '${name}', metadata => '{seen}')`,
    )
  }
})
afterAll(() => database.drop())

async function write(sql: Sql, random: Random): Promise<void> {
  const name = random.pick(names)
  const { key, values } = tables[name]!
  const row = () => values(random.int(0, 99))
  const text = `'text ${random.int(1, 9)} of ' || ${random.int(1, 99)}`
  const kind = random.weighted({ insert: 6, upsert: 4, update: 6, extra: 3, delete: 3, move: 1 })
  if (kind === 'insert')
    await sql.unsafe(`insert into ${name} (${tables[name]!.key}, body, extra)
      values (${row()}, ${text}, 1) on conflict do nothing`)
  if (kind === 'upsert')
    await sql.unsafe(`insert into ${name} (${key}, body, extra) values (${row()}, ${text}, 1)
      on conflict (${key}) do update set body = excluded.body`)
  if (kind === 'update')
    await sql.unsafe(`update ${name} set body = ${text} where extra % ${random.int(2, 9)} = 1`)
  if (kind === 'extra')
    await sql.unsafe(`update ${name} set extra = extra + 1 where extra < ${random.int(2, 9)}`)
  if (kind === 'delete') await sql.unsafe(`delete from ${name} where (${key}) = (${row()})`)
  if (kind === 'move')
    await sql.unsafe(`update ${name} set (${key}) = ${key.includes(',') ? '' : 'row'}(${row()})
      where (${key}) = (${row()})`)
}

const done: Record<string, number> = {}
async function alter(sql: Sql, random: Random): Promise<void> {
  const { kind, statements } = alteration(random)
  for (const statement of statements) {
    if (await attempt(sql, statement)) done[kind] = (done[kind] ?? 0) + 1
    await new Promise((resolve) => setTimeout(resolve, random.int(0, 300)))
  }
}

/** What others do at the same time may stand in the way; nothing of howdah's may. */
async function attempt(sql: Sql, statement: string): Promise<boolean> {
  try {
    await sql.unsafe(statement)
    return true
  } catch (error) {
    await sql.unsafe('rollback')
    note(error as { code: string; message: string; where?: string })
    return false
  }
}
const refused = new Set<string>()
function note({ code, message, where }: { code: string; message: string; where?: string }): void {
  const isOfChance = ['40001', '40P01', '55P03'].includes(code)
  if (/function \S*tg_watched/.test(where ?? '') && !isOfChance)
    refused.add(`${code} ${message} ${where}`)
}

async function untilQuiet(): Promise<void> {
  const { sql } = database
  for (let round = 0; round < 2; round += 1) {
    await sql`update howdah.watched_tables set error_at = null where error_at is not null`
    for (;;) {
      const [row] = await sql`select howdah.sync_watched(1000) as n`
      if (row!['n'] === 0) break
    }
  }
}

/** Rows that are no documents, and documents that are no rows; a renamed table is followed. */
async function differences(name: string): Promise<unknown[]> {
  const [table] = await database.sql`
    select coalesce(to_regclass(${`public.${name}`}), howdah_internal.watched_relation(w))::text as name
      from howdah.watched_tables as w where w.collection = ${name}`
  try {
    return await database.sql.unsafe(`
      with rows as (select body, count(*) as n from ${table!['name']} group by body),
           documents as (
             select content, count(*) as n from howdah.documents where collection = '${name}' group by content)
      select * from rows as r full join documents as d on d.content = r.body where r.n is distinct from d.n`)
  } catch (error) {
    return [(error as Error).message]
  }
}
const findings = async (name: string) =>
  [
    ...(await database.sql`
      select finding as text from howdah.doctor() where subject = ${`watched table public.${name}`}`),
    ...(await database.sql`
      select detail || ': ' || hint as text from howdah.verify() where object = ${`watched table public.${name}`}`),
  ].map((row) => row['text'] as string)

test(
  'after any changes of tables documents are rows, or a finding says that they are not',
  { timeout: (seconds + 180) * 1000 },
  async () => {
    const { sql } = database
    const ends = Date.now() + seconds * 1000
    let writes = 0
    const clients = Array.from({ length: 20 }, async (_, number) => {
      const random = createRandom(seed + number)
      const client = session(random)
      while (Date.now() < ends) {
        if (number < 5) await alter(client, random)
        else {
          await write(client, random).catch(note)
          writes += 1
        }
        if (number >= 5) await new Promise((resolve) => setTimeout(resolve, random.int(0, 100)))
      }
      await client.end()
    })
    const workers = [1, 2].map(async (number) => {
      const worker = session(createRandom(seed - number), {
        default_transaction_isolation: 'read committed',
        lock_timeout: '0',
      })
      while (Date.now() < ends) await worker`select howdah.sync_watched(100)`
      await worker.end()
    })
    await Promise.all([...clients, ...workers])
    expect([...refused]).toEqual([])
    await untilQuiet()
    const told: Record<string, string[]> = {}
    for (const name of names) {
      const differing = await differences(name)
      told[name] = await findings(name)
      if (differing.length > 0)
        expect(told[name], `${name}: ${JSON.stringify(differing)}`).not.toEqual([])
      else if (!told[name]!.some((text) => /follows|inherit/.test(text)))
        expect(
          told[name]!.filter((text) => /rows/.test(text)),
          `${name} is well`,
        ).toEqual([])
    }
    console.log(`${writes} writes`, done, told)

    // What the findings ask for mends it.
    for (const name of names) {
      const [gone] = await sql`select to_regclass(${`public.${name}`}) is null as yes`
      if (gone!['yes']) {
        const [now] = await sql`
          select howdah_internal.watched_relation(w)::text as name
            from howdah.watched_tables as w where w.source_table = ${name}`
        await sql.unsafe(`alter table ${now!['name']} rename to ${name}`)
      }
      const heirs = await sql`
        select i.inhrelid::regclass::text as name from pg_inherits as i
          join pg_class as c on c.oid = i.inhparent and c.relkind = 'r'
         where c.relname = ${name}`
      for (const heir of heirs) await sql.unsafe(`drop table ${heir['name']}`)
      const [column] = await sql`
        select a.attname as name from pg_attribute as a
         where a.attrelid = ${`public.${name}`}::regclass and a.atttypid = 'text'::regtype and a.attnum > 0`
      if (column!['name'] !== 'body')
        await sql.unsafe(`alter table ${name} rename column ${column!['name']} to body`)
      await sql.unsafe(
        `select howdah.watch_table('public.${name}', '{body}', collection => '${name}', metadata => '{seen}')`,
      )
      await sql`select howdah.sync_watched(again => ${`public.${name}`})`
    }
    await untilQuiet()
    for (const name of names) {
      expect(await findings(name), name).toEqual([])
      expect([...(await differences(name))], name).toEqual([])
    }
  },
)
