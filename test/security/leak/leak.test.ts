import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TransactionSql } from 'postgres'
import { createRandom, newSeed } from '../../support/random.ts'
import { connect, createDatabase, type TestDatabase } from '../../support/database.ts'
import { argumentsFor, overheard, routinesOf } from './arguments.ts'
import { makeDigest } from './digest.ts'
import { foreignMarkers, people, plant, type Person } from './plant.ts'

/** The same calls every time unless HOWDAH_SEED says otherwise: what others find is for a person to look at. */
const seed = newSeed('leaks', 1)
/** Calls of each function by each person. */
const calls = Number(process.env['HOWDAH_LEAK_CALLS'] ?? 12)
let database: TestDatabase
const undo = new Error('nothing of this stays')

beforeAll(async () => {
  database = await createDatabase()
  const planted = await plant(database)
  console.log(`markers stand in ${planted} columns beside those that functions filled`)
  expect(planted).toBeGreaterThan(30)
  await makeDigest(database)
})
afterAll(() => database.drop())

/** How an application says who asks. */
const contexts = {
  act_as: ({ tenant, user }: Person) => `select howdah.act_as('${user}', '${tenant}')`,
  claims: ({ tenant, user }: Person) =>
    `select set_config('request.jwt.claims', '${JSON.stringify({ sub: user, tenant_id: tenant })}', true)`,
}

/** Runs work as a role and a person, keeps nothing, and returns all that came back, errors and notices too. */
async function listen(
  role: string,
  context: string | null,
  work: (tx: TransactionSql) => Promise<unknown>,
  sql: TestDatabase['sql'],
): Promise<string> {
  let heard = ''
  await sql
    .begin(async (tx) => {
      await tx.unsafe(`set local role ${role}`)
      if (context) await tx.unsafe(context)
      heard = JSON.stringify(await work(tx))
      throw undo
    })
    .catch((error: unknown) => {
      if (error === undo) return
      const { message, detail, hint, where } = error as Record<string, string>
      // The statement itself repeats what was typed.
      heard = JSON.stringify([message, detail, hint, where?.replace(/SQL statement "[^]*?"/g, '')])
    })
  return heard
}

const relations = async (role: string) =>
  database.sql<{ name: string; columns: string }[]>`
    select c.oid::regclass::text as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
      from pg_class as c
      join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace) and c.relkind in ('r', 'p', 'v')
       and has_column_privilege(${role}, c.oid, a.attnum, 'select')
     group by c.oid
     order by 1`

it('no table or view shows an application what is of others', async () => {
  const found: unknown[] = []
  let pairs = 0
  let own = 0
  for (const { name, columns } of await relations('howdah_app')) {
    for (const person of people) {
      for (const [way, say] of Object.entries(contexts)) {
        const heard = await listen(
          'howdah_app',
          say(person),
          (tx) => tx.unsafe(`select ${columns} from ${name}`),
          database.sql,
        )
        pairs += 1
        if (/zq-/.test(heard)) own += 1
        const markers = foreignMarkers(heard, person)
        if (markers.length > 0) found.push({ name, way, person, markers })
      }
    }
    // Nobody, and somebody of no tenant, see what is of all at most.
    for (const context of [
      null,
      `select howdah.act_as(null, 'acme')`,
      `select howdah.act_as('ann')`,
    ]) {
      const heard = await listen(
        'howdah_app',
        context,
        (tx) => tx.unsafe(`select ${columns} from ${name}`),
        database.sql,
      )
      pairs += 1
      const person = { tenant: context?.includes('acme') ? 'acme' : 'nobody', user: 'all' }
      const markers = foreignMarkers(heard, person)
      if (markers.length > 0) found.push({ name, context, markers })
    }
  }
  console.log(`${pairs} pairs of who asks and what is read, ${own} of them show the own markers`)
  expect(own).toBeGreaterThan(50)
  expect(found).toEqual([])
})

/** Names that people give to things, and codes: an analyst groups by them. What users wrote is none of them. */
const names = new RegExp(
  '\\.(name|description|feature|prompt|commit_message|response_model|response_id|error_code|' +
    'finish_reason|activated_by|author|collection|cost_source|usage_keys)$',
)

it('an administrator reads the own tenant, an analyst of all tenants no content', async () => {
  const found: unknown[] = []
  for (const { name, columns } of await relations('howdah_admin')) {
    const heard = await listen(
      'howdah_admin',
      `select howdah.act_as(null, 'acme')`,
      (tx) => tx.unsafe(`select ${columns} from ${name}`),
      database.sql,
    )
    if (/zq-beta|"tenant_id":"beta"/.test(heard)) found.push({ role: 'admin', name })
  }
  for (const { name, columns } of await relations('howdah_analyst')) {
    for (const column of columns.split(', ')) {
      const heard = await listen(
        'howdah_analyst',
        null,
        (tx) => tx.unsafe(`select ${column} from ${name}`),
        database.sql,
      )
      if (/zq-/.test(heard) && !names.test(`.${column}`))
        found.push({ role: 'analyst', column: `${name}.${column}` })
    }
  }
  expect(found).toEqual([])
})

it('no function tells an application what is of others, nor changes it', async () => {
  const random = createRandom(seed)
  const routines = await routinesOf(database, 'howdah_app')
  const found: unknown[] = []
  const changed: string[] = []
  const succeeded = new Set<string>()
  let compared = 0
  let tried = 0
  let told = 0
  const notices: string[] = []
  const sql = connect(database.url, {
    max: 1,
    onnotice: (notice) => notices.push(JSON.stringify(notice)),
  })
  try {
    for (const person of people) {
      const values = await overheard(database, person.tenant)
      const digest = async (of: Pick<typeof sql, 'unsafe'>) =>
        (
          await of.unsafe(
            `select howdah_test.digest_of_others('${person.tenant}', '${person.user}') as d`,
          )
        )[0]!['d'] as Record<string, string>
      const before = await digest(sql)
      for (const routine of routines) {
        for (let call = 0; call < calls; call += 1) {
          const statement = `select f.* from ${routine.name}(${argumentsFor(routine, values, random)}) as f`
          notices.length = 0
          const heard = await listen(
            'howdah_app',
            contexts.claims(person),
            async (tx) => {
              const rows = await tx.unsafe(statement)
              succeeded.add(routine.name)
              // Now and then all rows of others are compared.
              if (routine.volatile && call % 4 === 0) {
                await tx`reset role`
                compared += 1
                const after = await digest(tx)
                const tables = Object.keys(before).filter((name) => after[name] !== before[name])
                if (tables.length > 0) changed.push(`${tables.join()}: ${statement}`)
              }
              return rows
            },
            sql,
          )
          tried += 1
          if (heard.includes('zq-')) told += 1
          // What was typed comes back; the rest must be one's own.
          const typed = new Set(statement.match(/zq-[a-z]+-[a-z]+-qz/g) ?? [])
          const markers = foreignMarkers(heard + notices.join(), person).filter(
            (marker) => !typed.has(marker),
          )
          if (markers.length > 0)
            found.push({ statement, person, markers, heard: heard.slice(0, 300) })
        }
      }
    }
  } finally {
    await sql.end()
  }
  const failed = routines.filter(({ name }) => !succeeded.has(name)).map(({ name }) => name)
  console.log(
    `${routines.length} functions, ${tried} calls, ${told} told something, ` +
      `${compared} compared; never a result: ${failed.join(' ')}`,
  )
  expect(changed).toEqual([])
  expect(told).toBeGreaterThan(100)
  expect(found.slice(0, 5)).toEqual([])
})
