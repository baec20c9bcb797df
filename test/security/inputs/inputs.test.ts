import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRandom, newSeed } from '../../support/random.ts'
import { connect, createDatabase, type TestDatabase } from '../../support/database.ts'
import { argumentsFor, overheard, routinesOf } from '../leak/arguments.ts'
import { plant } from '../leak/plant.ts'
import { nasty } from './nasty.ts'

/** The same calls every time unless HOWDAH_SEED says otherwise: what others find is for a person to look at. */
const seed = newSeed('inputs', 1)

/** What a function may answer bad input with; design of the SQL API. */
const documented = new Set([
  '22004',
  '22023',
  '22001',
  '42501',
  '28000',
  '25001',
  'PT404',
  'PT409',
  'PT422',
  'PT429',
  'PT402',
])
let database: TestDatabase
const done = new Set<string>()
const undo = new Error('nothing of this stays')

beforeAll(async () => {
  database = await createDatabase()
  await plant(database)
})
afterAll(() => database.drop())

it.each(['howdah_app', 'howdah_worker', 'howdah_admin', 'howdah_reviewer'])(
  'bad input to what %s may call has a documented SQLSTATE and a hint, or is no bad input',
  async (role) => {
    const random = createRandom(seed)
    // What several roles may call is tried as the first of them; helpers of howdah_internal are not for use.
    const routines = (await routinesOf(database, role)).filter((routine) => {
      if (!routine.name.startsWith('howdah.')) return false
      const signature = `${routine.name}(${routine.types.join()})`
      return !done.has(signature) && done.add(signature)
    })
    const values = await overheard(database, 'acme')
    const sql = connect(database.url, { max: 1, connection: { statement_timeout: 10_000 } })
    const found: unknown[] = []
    const codes: Record<string, number> = {}
    let tried = 0
    try {
      for (const routine of routines) {
        for (const [index, name] of routine.names.entries()) {
          const type = routine.types[index]!
          for (const value of nasty[type] ?? ['null']) {
            const others = argumentsFor(routine, values, random)
              .split(/, (?=\w+ => )/)
              .filter((one) => one !== '' && !one.startsWith(`${name} => `))
            const given = [...others, `${name} => (${value})::${type}`].join(', ')
            const statement = `select f.* from ${routine.name}(${given}) as f`
            tried += 1
            await sql
              .begin(async (tx) => {
                await tx.unsafe(`set local role ${role}`)
                await tx`select howdah.act_as('ann', 'acme')`.catch(() => undefined)
                await tx.unsafe(statement)
                throw undo
              })
              .catch((error: unknown) => {
                if (error === undo) return
                const { code = 'none', message, hint } = error as Record<string, string>
                codes[code] = (codes[code] ?? 0) + 1
                if (!documented.has(code) || (!hint && code !== '42501')) {
                  found.push({ statement: statement.slice(0, 400), code, message, hint })
                }
              })
          }
        }
      }
    } finally {
      await sql.end()
    }
    console.log(`${role}: ${routines.length} functions, ${tried} calls, ${JSON.stringify(codes)}`)
    if (process.env['HOWDAH_SHOW']) console.log(found.map((one) => JSON.stringify(one)).join('\n'))
    expect(tried).toBeGreaterThan(20)
    expect(found.slice(0, 20)).toEqual([])
  },
)
