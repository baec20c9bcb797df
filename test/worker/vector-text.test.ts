import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromHalf, toHalf, vectorsText, vectorText } from '../../worker/loop/vector-text.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createRandom, newSeed } from '../support/random.ts'

describe('the text of a vector', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createDatabase()
  })
  afterAll(() => database.drop())

  /** What a number is as a float; there is one zero. */
  const same = (x: number) => Math.fround(x) + 0
  /** Numbers of the database, as it stores a text. */
  const stored = async (text: string) => {
    const [row] = await database.sql<{ value: number[] }[]>`
      select ${text}::halfvec::vector::real[] as value`
    return row!.value.map(same)
  }

  it('is read as the very half it was made from, for all halves', async () => {
    const halves = Array.from({ length: 65_536 }, (_, half) => half)
    const finite = halves.filter((half) => ((half >>> 10) & 31) !== 31).map(fromHalf)
    expect(finite.length).toBe(63_488)
    for (let at = 0; at < finite.length; at += 16_000) {
      const part = finite.slice(at, at + 16_000)
      expect(await stored(vectorText(part))).toEqual(part.map(same))
    }
  })

  it('is rounded as the database rounds', async () => {
    const { share } = createRandom(newSeed('vector text'))
    const numbers = Array.from({ length: 10_000 }, () => (share() - 0.5) * 10 ** (share() * 13 - 8))
    // Ties go to the even half; so do those among the smallest.
    numbers.push(1 + 2 ** -11, 1 + 3 * 2 ** -11, 2.5 * 2 ** -24, 3.5 * 2 ** -24, 65_504, 0, -0)
    const exact = await stored(`[${numbers.join(',')}]`)
    expect(await stored(vectorText(numbers))).toEqual(exact)
    expect(numbers.map((x) => same(fromHalf(toHalf(x))))).toEqual(exact)
  })

  it('is short', () => {
    expect(vectorsText([[0.1, -0.25], new Float32Array([1, 0])])).toBe('{"[0.1,-0.25]","[1,0]"}')
    expect(vectorText([0.012345678901234567]).length).toBeLessThan(12)
  })
})
