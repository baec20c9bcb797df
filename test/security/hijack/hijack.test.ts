import type { TransactionSql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRandom, newSeed } from '../../support/random.ts'
import { connect, createDatabase, uniqueName, type TestDatabase } from '../../support/database.ts'
import { argumentsFor, overheard, routinesOf, type Routine } from '../leak/arguments.ts'
import { plant } from '../leak/plant.ts'
import { evilPath, setTemporaryTraps, setTraps } from './traps.ts'

/** The same calls every time unless HOWDAH_SEED says otherwise: what others find is for a person to look at. */
const seed = newSeed('hijack', 1)
/** Calls of each function. */
const calls = Number(process.env['HOWDAH_HIJACK_CALLS'] ?? 6)
const mallory = uniqueName('mallory')
const groups = 'howdah_app, howdah_worker, howdah_admin, howdah_analyst, howdah_reviewer'
let database: TestDatabase
let session: ReturnType<typeof connect>
const undo = new Error('nothing of this stays')

beforeAll(async () => {
  // A superuser makes the login; all that follows it does itself.
  database = await createDatabase({ as: 'superuser' })
  await plant(database)
  await database.sql.unsafe(`create role ${mallory}; grant ${groups} to ${mallory}`)
  const made = await database.sql.begin((tx) => setTraps(tx, mallory))
  console.log(`${made.functions} functions and ${made.operators} operators lie in wait`)
  expect(made.functions).toBeGreaterThan(300)
  expect(made.operators).toBeGreaterThan(100)
  session = connect(database.url, { max: 1 })
  await session.unsafe(`set role ${mallory}`)
  await setTemporaryTraps(session)
})
afterAll(async () => {
  await session.end()
  await database.sql.unsafe(`drop owned by ${mallory} cascade; drop role ${mallory}`)
  await database.drop()
})

/** How often anything of the evil schema has run. */
const hits = async () => {
  const [row] = await database.sql<{ n: number }[]>`
    select case when is_called then last_value else 0 end::int as n from evil.hits`
  return row!.n
}

/** Runs work under the evil path, keeps nothing, and says what it raised. */
const underEvil = async (work: (tx: TransactionSql) => Promise<unknown>): Promise<string> => {
  let raised = ''
  await session
    .begin(async (tx) => {
      await tx`select howdah.act_as('ann', 'acme')`
      await tx.unsafe(`set local search_path = ${evilPath}`)
      await work(tx)
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) raised = (error as Error).message
    })
  return raised
}

/** The arguments as plain values: what the statement itself computes would run under the evil path, as it should. */
async function plainArguments(routine: Routine, given: string): Promise<string> {
  const parts = given.split(/, (?=\w+ => )/).filter((part) => part !== '')
  const values = parts.map((part) => part.slice(part.indexOf('=>') + 3))
  if (values.length === 0) return ''
  const [row] = await database.sql.unsafe(
    `select array[${values.map((value) => `${value}::text`).join()}] as values`,
  )
  return (row!['values'] as (string | null)[])
    .map((value, index) => {
      const name = parts[index]!.slice(0, parts[index]!.indexOf(' '))
      const type = routine.types[routine.names.indexOf(name)]!
      const text = value === null ? 'null' : `'${value.replaceAll("'", "''")}'`
      return `${name} => ${text}::${type}`
    })
    .join()
}

it('the traps spring: in a statement of the own, and in a function whose path is not pinned', async () => {
  const before = await hits()
  expect(await underEvil((tx) => tx`select 'a'::text = 'b'::text`)).toMatch(/^hijacked/)
  expect(await underEvil((tx) => tx`select * from documents`)).toMatch(/^hijacked/)
  expect(await hits()).toBe(before + 2)
  await database.sql`alter function howdah.context_tenant() reset search_path`
  expect(await underEvil((tx) => tx`select howdah.context_tenant()`)).toMatch(/^hijacked/)
  const [path] = await database.sql`
    select substr(c, 13) as path from pg_proc, unnest(proconfig) as c where proname = 'search'
      and c like 'search_path=%'`
  await database.sql.unsafe(
    `alter function howdah.context_tenant() set search_path = ${path!['path']}`,
  )
  expect(await underEvil((tx) => tx`select howdah.context_tenant()`)).toBe('')
})

it('no function runs what a caller has made', async () => {
  const random = createRandom(seed)
  const routines = await routinesOf(database, mallory)
  const values = await overheard(database, 'acme')
  const found: string[] = []
  let tried = 0
  let succeeded = 0
  for (const routine of routines) {
    for (let call = 0; call < calls; call += 1) {
      const given = await plainArguments(routine, argumentsFor(routine, values, random))
      const statement = `select f.* from ${routine.name}(${given}) as f`
      const before = await hits()
      const raised = await underEvil((tx) => tx.unsafe(statement))
      tried += 1
      if (raised === '') succeeded += 1
      if ((await hits()) !== before || raised.startsWith('hijacked'))
        found.push(`${raised}: ${statement}`)
    }
  }
  console.log(`${routines.length} functions, ${tried} calls, ${succeeded} without an error`)
  expect(routines.length).toBeGreaterThan(150)
  expect(succeeded).toBeGreaterThan(tried / 5)
  expect(found.slice(0, 10)).toEqual([])
})

it('nor does a table, a view or a policy', async () => {
  const relations = await database.sql<{ name: string; columns: string }[]>`
    select c.oid::regclass::text as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
      from pg_class as c
      join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and c.relkind in ('r', 'p', 'v')
       and not c.relispartition
       and has_column_privilege(${mallory}, c.oid, a.attnum, 'select')
     group by c.oid`
  const before = await hits()
  const raised = new Set<string>()
  for (const { name, columns } of relations) {
    raised.add(await underEvil((tx) => tx.unsafe(`select ${columns} from ${name}`)))
  }
  console.log(`${relations.length} tables and views read`)
  expect(relations.length).toBeGreaterThan(50)
  expect([...raised]).toEqual([''])
  expect(await hits()).toBe(before)
})

it('doctor says so where everybody could lay traps beside pgvector', async () => {
  const { sql } = database
  const found = () => sql`select subject, advice from howdah.doctor() where subject like 'schema %'`
  expect(await found()).toHaveLength(0)
  const [place] =
    await sql`select typnamespace::regnamespace::text as name from pg_type where typname = 'halfvec'`
  const schema = place!['name'] as string
  await sql`grant create on schema ${sql(schema)} to public`
  const [finding] = await found()
  expect(finding).toMatchObject({ subject: `schema ${schema}` })
  await sql.unsafe(finding!['advice'])
  expect(await found()).toHaveLength(0)
})
