import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls } from './calls.ts'
import { elsewhere, nullMeans } from './exceptions.ts'
import { answerOf, call, createWorld, difference, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
}, 60_000)
afterAll(() => world?.db.drop())

test('every public function has a valid call here, and nothing else has', async () => {
  const known = [...Object.keys(calls), ...Object.keys(elsewhere)]
  expect(known.sort()).toEqual([...world.functions].sort())
  const refused: string[] = []
  for (const fn of Object.keys(calls)) {
    const seen = answerOf(await world.attempt(fn, call(fn).args ?? {}))
    if (/^[0-9A-Z]{5}: /.test(seen)) refused.push(`${fn}: ${seen}`)
  }
  expect(refused).toEqual([])
}, 120_000)

test('null for an optional argument is its default', async () => {
  const pairs = world.arguments.filter(
    ({ fn, isOptional, fallback }) => isOptional && fallback !== null && fn in calls,
  )
  expect(pairs.length).toBeGreaterThan(70)
  const wrong: Record<string, string[]> = {}
  for (const { fn, name } of pairs) {
    const { [name]: _, ...args } = call(fn).args ?? {}
    const without = await world.attempt(fn, args)
    const withNull = await world.attempt(fn, { ...args, [name]: 'null' })
    const differs = difference(without, withNull)
    if (differs.length > 0) wrong[`${fn}.${name}`] = differs
  }
  expect(
    Object.keys(wrong).filter((pair) => !(pair in nullMeans)),
    JSON.stringify(wrong, null, 1),
  ).toEqual([])
  expect(
    Object.keys(nullMeans).filter((pair) => !(pair in wrong)),
    'exceptions that are none',
  ).toEqual([])
}, 300_000)
