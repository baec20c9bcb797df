import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TransactionSql } from 'postgres'
import { createRandom, newSeed } from '../../support/random.ts'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { argumentsFor, overheard, routinesOf } from './arguments.ts'
import { makeDigest } from './digest.ts'
import { plant } from './plant.ts'

/** The same calls every time unless HOWDAH_SEED says otherwise. */
const seed = newSeed('leaks to reviewers', 1)
/** Calls of each function for each tenant. */
const calls = 96
let database: TestDatabase
const undo = new Error('nothing of this stays')

beforeAll(async () => {
  database = await createDatabase()
  await plant(database)
  await makeDigest(database)
})
afterAll(() => database.drop())

/** Runs work as a role and a person, keeps nothing, and returns all that came back, errors and notices too. */
async function listen(
  role: string,
  context: string | null,
  work: (tx: TransactionSql) => Promise<unknown>,
): Promise<string> {
  let heard = ''
  await database.sql
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

it('a reviewer is told what was said in the own tenant, and nothing of another nor what its tables hold', async () => {
  const random = createRandom(seed)
  const routines = await routinesOf(database, 'howdah_reviewer')
  const found: unknown[] = []
  const changed = new Set<string>()
  const told = new Map<string, Set<string>>()
  for (const tenant of ['acme', 'beta']) {
    const values = await overheard(database, tenant)
    const messages = await database.sql<{ id: string; conversation: string }[]>`
      select id, conversation_id as conversation from howdah.messages where role = 'assistant'`
    const known = {
      ...values,
      uuid: [...values['uuid']!, ...messages.flatMap((one) => [one.id, one.conversation])],
    }
    const before = await others(database.sql, tenant)
    for (const routine of routines) {
      for (let call = 0; call < calls; call += 1) {
        const statement = `select f.* from ${routine.name}(${argumentsFor(routine, known, random)}) as f`
        const heard = await listen(
          'howdah_reviewer',
          `select howdah.act_as('rev', '${tenant}')`,
          async (tx) => {
            const rows = await tx.unsafe(statement)
            if (routine.volatile && call % 8 === 0) {
              await tx`reset role`
              const after = await others(tx, tenant)
              for (const name of Object.keys(before))
                if (after[name] !== before[name]) changed.add(`${name}: ${routine.name}`)
            }
            return rows
          },
        )
        const typed = new Set(statement.match(/zq-[a-z]+-[a-z]+-qz/g) ?? [])
        const markers = (heard.match(/zq-[a-z]+-[a-z]+-qz/g) ?? []).filter((one) => !typed.has(one))
        for (const one of markers)
          told.set(routine.name, (told.get(routine.name) ?? new Set()).add(one))
        if (markers.some((one) => !one.startsWith(`zq-${tenant}-`)))
          found.push({ statement, heard })
      }
    }
  }
  console.log([...told].map(([name, markers]) => `${name}: ${[...markers].join(' ')}`).join('\n'))
  expect(found.slice(0, 5)).toEqual([])
  expect([...changed]).toEqual([])
  // Of both users of each tenant, in each of the ways to look.
  for (const name of [
    'answers_to_review',
    'review_conversation',
    'message_trace',
    'message_request',
  ])
    expect(told.get(`howdah.${name}`)?.size).toBeGreaterThanOrEqual(4)
})

/** A hash a table of the rows of other tenants. */
const others = async (of: Pick<TestDatabase['sql'], 'unsafe'>, tenant: string) =>
  (await of.unsafe(`select howdah_test.digest_of_others('${tenant}', null) as d`))[0]![
    'd'
  ] as Record<string, string>
