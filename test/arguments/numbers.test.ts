import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom, newSeed } from '../support/random.ts'
import { calls } from './calls.ts'
import { answerOf, call, createWorld, difference, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
}, 60_000)
afterAll(() => world?.db.drop())

const types = ['float8', 'real', 'numeric', 'bigint', 'smallint']
const fractions = [
  'set_budget.limit_cents',
  'set_customer_price.markup_percent',
  'grant_credit.amount_cents',
  'give_feedback.score',
  'score_answer.score',
  'judge_query.grade',
]
const numeric = /^(double precision|integer|bigint|numeric|smallint|real)$/

test('numbers are taken as any client sends them', async () => {
  const wrong: Record<string, string[]> = {}
  let count = 0
  for (const { fn, name, type } of world.arguments) {
    if (!numeric.test(type) || !(fn in calls)) continue
    count += 1
    const { args = {}, numbers = {} } = call(fn)
    const value = String(numbers[name] ?? args[name])
    const passed = (form: string) => world.attempt(fn, { ...args, ...numbersOf(fn), [name]: form })
    const expected = await passed(value)
    // An id is a whole number that no client makes up.
    const forms = type === 'bigint' ? ['integer', 'bigint', 'smallint'] : types
    const seen = [
      ...forms.map((as) => `(${value})::${as}`),
      ...(/^[-\d.]+$/.test(value) ? [`'${value}'`] : []),
    ]
    for (const form of seen) {
      const differs = difference(expected, await passed(form))
      if (differs.length > 0) wrong[`${fn}(${name} => ${form})`] = differs
    }
    if (type === 'bigint' || fractions.includes(`${fn}.${name}`)) continue
    for (const form of ['1.5', `'NaN'`, '3e9']) {
      const answer = answerOf(await passed(form))
      const isRefused = answer.startsWith('22023: ') && answer.includes(name)
      if (!isRefused && !(form === '3e9' && fn === 'set_rate_limit'))
        wrong[`${fn}(${name} => ${form})`] = [answer]
    }
    expect(
      Object.keys(numbers).filter(
        (each) => !world.arguments.some((a) => a.fn === fn && a.name === each),
      ),
    ).toEqual([])
  }
  expect(count).toBeGreaterThan(75)
  expect(wrong).toEqual({})
}, 600_000)

/** The optional numbers of a call that has some: each must be known by name. */
const numbersOf = (fn: string) =>
  Object.fromEntries(
    Object.entries(call(fn).numbers ?? {}).map(([name, value]) => [name, String(value)]),
  )

test('money is exact to fifteen digits, whatever type it comes in', async () => {
  const random = createRandom(newSeed('money'))
  for (let i = 0; i < 200; i++) {
    const decimals = random.int(0, 10)
    const digits = random.int(1, Math.min(9, 15 - decimals))
    const cents = (random.share() * 10 ** digits).toFixed(decimals)
    for (const form of [`${cents}::numeric`, `${cents}::float8`, `'${cents}'`]) {
      await world.db.sql.unsafe(`select howdah.set_budget('tenant', ${form}, 'total')`)
      const [row] = await world.db.sql`
        select limit_cents = ${cents}::numeric as same from howdah.budgets where period = 'total'`
      expect(row!['same'], form).toBe(true)
    }
  }
})
