import type { TransactionSql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRandom } from '../../support/random.ts'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { argumentsFor, overheard, routinesOf } from './arguments.ts'
import { foreignMarkers, furnish, live, plant } from './plant.ts'

/** Calls of each function. */
const calls = 6
let database: TestDatabase
const undo = new Error('nothing of this stays')

beforeAll(async () => {
  database = await createDatabase()
  const { sql } = database
  // As where one tenant was enough for a while: the rows of then are of somebody too.
  await furnish(sql, 'default')
  await live(sql, { tenant: 'default', user: 'gil' })
  await plant(database)
  await sql`select howdah.set_setting('tenancy', 'required')`
})
afterAll(() => database.drop())

/** Runs work in a group without a tenant; what came back, or the error. */
async function hear(
  role: string,
  context: string | null,
  work: (tx: TransactionSql) => Promise<unknown>,
): Promise<{ code: string; heard: string }> {
  let heard = ''
  return database.sql
    .begin(async (tx) => {
      await tx.unsafe(`set local role ${role}`)
      if (context) await tx.unsafe(context)
      heard = JSON.stringify(await work(tx))
      throw undo
    })
    .catch((error: unknown) => {
      if (error === undo) return { code: 'ok', heard }
      const { code, message, detail, hint } = error as Record<string, string>
      return { code: code!, heard: JSON.stringify([message, detail, hint]) }
    })
}

const nobody = { tenant: 'nobody', user: 'all' }
const contexts = [
  null,
  `select howdah.act_as('gil')`,
  `select howdah.act_as('ann')`,
  `select set_config('request.jwt.claims', '{"sub": "gil", "user_metadata": {"tenant_id": "acme"}}', true)`,
]

it.each(['howdah_app', 'howdah_admin', 'howdah_reviewer'])(
  'where tenants are required, %s without one reads and is told nothing of anybody',
  async (role) => {
    const random = createRandom(1)
    const values = await overheard(database, 'acme')
    const relations = await database.sql<{ statement: string }[]>`
      select format('select %s from %s', string_agg(quote_ident(a.attname), ', '), c.oid::regclass) as statement
        from pg_class as c
        join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace in ('howdah'::regnamespace, 'howdah_internal'::regnamespace)
         and c.relkind in ('r', 'p', 'v')
         and has_column_privilege(${role}, c.oid, a.attnum, 'select')
       group by c.oid`
    const called = (await routinesOf(database, role)).flatMap((routine) =>
      Array.from(
        { length: calls },
        () => `select f.* from ${routine.name}(${argumentsFor(routine, values, random)}) as f`,
      ),
    )
    const found: unknown[] = []
    const codes: Record<string, number> = {}
    for (const statement of [...relations.map((one) => one.statement), ...called]) {
      for (const context of contexts) {
        const { code, heard } = await hear(role, context, (tx) => tx.unsafe(statement))
        codes[code] = (codes[code] ?? 0) + 1
        const typed = new Set(statement.match(/zq-[a-z]+-[a-z]+-qz/g) ?? [])
        const markers = foreignMarkers(heard, nobody).filter((marker) => !typed.has(marker))
        if (markers.length > 0) found.push({ statement, context, code, markers })
      }
    }
    console.log(
      `${role}: ${relations.length} relations, ${called.length} calls: ${JSON.stringify(codes)}`,
    )
    expect(codes['28000']).toBeGreaterThan(100)
    expect(found.slice(0, 10)).toEqual([])
  },
)
