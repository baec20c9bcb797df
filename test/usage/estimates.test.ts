import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createRandom, newSeed } from '../support/random.ts'
import { generated } from './texts/generated.ts'
import { kinds } from './texts/kinds.ts'
import { languages } from './texts/languages.ts'

let db: TestDatabase
let sql: Sql
beforeAll(async () => {
  db = await createDatabase({ template: 'plain' })
  sql = db.sql
})
afterAll(() => db.drop())

/** What estimate_tokens says, of what the tokenizer of GPT-4o says. */
async function ratio(text: string): Promise<number> {
  const [row] = await sql<{ tokens: number }[]>`select howdah.estimate_tokens(${text}) as tokens`
  return row!.tokens / countTokens(text)
}

test.each(Object.entries(languages))('%s is estimated within 15 %%', async (_, text) => {
  expect(Math.abs((await ratio(text)) - 1)).toBeLessThanOrEqual(0.15)
})

test('code and markup are never far too little, and within 15 % for most', async () => {
  const ratios = await Promise.all(Object.values(kinds).map(ratio))
  expect(Math.min(...ratios)).toBeGreaterThanOrEqual(0.85)
  expect(Math.max(...ratios)).toBeLessThanOrEqual(1.25)
  const near = ratios.filter((one) => one <= 1.15).length
  expect(near / ratios.length).toBeGreaterThanOrEqual(0.8)
})

const random = createRandom(newSeed('estimates of generated texts'))
test.each(Object.entries(generated))('%s is estimated within 15 %%', async (_, make) => {
  // A short text of few words may be further off than what many of its kind are.
  const texts = Array.from({ length: 5 }, () => make(random))
  const ratios: number[] = []
  for (const text of texts) ratios.push(await ratio(text))
  const mean = ratios.reduce((sum, one) => sum + one, 0) / ratios.length
  expect(Math.abs(mean - 1), texts[0]!.slice(0, 100)).toBeLessThanOrEqual(0.15)
  for (const one of ratios) expect(Math.abs(one - 1)).toBeLessThanOrEqual(0.25)
})

test('mixed texts are estimated as their pieces are, and pieces are no less than the whole', async () => {
  const all = Object.values({ ...languages, ...kinds })
  for (let variant = 0; variant < 40; variant += 1) {
    const pieces = Array.from({ length: random.int(3, 8) }, () => {
      const text = [...random.pick(all)]
      const from = random.int(0, text.length >> 1)
      return text.slice(from, from + random.int(80, 200)).join('')
    })
    const whole = pieces.join('\n')
    const found = await ratio(whole)
    expect(found, whole).toBeGreaterThanOrEqual(0.85)
    expect(found, whole).toBeLessThanOrEqual(1.25)
    const [row] = await sql`
      select howdah_internal.text_weight(${whole}) <= (
        select sum(howdah_internal.text_weight(t || E'\n')) from unnest(${pieces}::text[]) as t) as is_less`
    expect(row!['is_less'], whole).toBe(true)
  }
})
