import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createRandom, newSeed } from '../support/random.ts'
import { makeDocument } from './chunks.ts'

let db: TestDatabase
let sql: Sql
beforeAll(async () => {
  db = await createDatabase({ template: 'plain', client: { max: 1 } })
  sql = db.sql
})
afterAll(() => db.drop())

type Chunk = { heading: string | null; content: string; token_count: number; tokens: number }
const cut = (text: string, tokens: number, overlap: number, format: string) => sql<Chunk[]>`
  select c.heading, c.content, c.token_count, howdah.estimate_tokens(c.content) as tokens
    from howdah.chunk_text(${text}, ${tokens}, ${overlap}, ${format}) as c order by c.chunk_index`

/** How often each letter and digit stands in the texts. */
function lettersOf(texts: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const letter of texts.join(' ').match(/[\p{L}\p{N}]/gu) ?? []) {
    counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  return counts
}
const runsOf = (text: string) => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []

const random = createRandom(newSeed('chunks'))
test('each word of a document stands in a chunk or its heading, and no chunk is too long', async () => {
  for (let run = 0; run < 120; run += 1) {
    const text = makeDocument(random)
    const tokens = random.pick([16, 24, 64, 100, 400])
    const overlap = random.chance(0.5) ? 0 : random.int(0, tokens / 2)
    const format = random.chance(0.8) ? 'markdown' : 'text'
    const what = `run ${run}, ${tokens} tokens, ${overlap} shared, ${format}`
    const chunks = await cut(text, tokens, overlap, format)
    const above = [...new Set(chunks.map(({ heading }) => heading ?? ''))]
    const texts = [...chunks.map(({ content }) => content), ...above]
    for (const chunk of chunks) {
      expect(chunk.token_count, `${what}: ${chunk.content}`).toBeLessThanOrEqual(tokens)
      expect(chunk.token_count, what).toBe(chunk.tokens)
      expect(runsOf(`${chunk.content}${chunk.heading}`), what).not.toEqual([])
    }
    const found = lettersOf(texts)
    const lost = [...lettersOf([text])].filter(
      ([letter, count]) => (found.get(letter) ?? 0) < count,
    )
    // Of equal headings in one place the second is no text of its own.
    expect(
      lost.filter(([letter]) => !found.has(letter)),
      what,
    ).toEqual([])
    const runs = new Set(texts.flatMap(runsOf))
    // In the smallest chunks a word of three letters may be more than there is room for.
    const whole = runsOf(text).filter((word) => tokens >= 64 && word.length <= tokens / 5)
    expect(
      whole.filter((word) => !runs.has(word) && !texts.some((one) => one.includes(word))),
      what,
    ).toEqual([])
  }
})

test('without headings each letter stands as often as before', async () => {
  for (let run = 0; run < 40; run += 1) {
    const text = makeDocument(random)
    const chunks = await cut(text, random.pick([16, 100, 400]), 0, 'text')
    const found = lettersOf(chunks.map(({ content }) => content))
    expect(
      [...lettersOf([text])].filter(([letter, count]) => (found.get(letter) ?? 0) < count),
    ).toEqual([])
  }
})

test('eight times the text takes about eight times as long', async () => {
  const quickest = async (text: string) => {
    const times: number[] = []
    for (let run = 0; run < 2; run += 1) {
      const began = performance.now()
      await cut(text, 400, 40, 'markdown')
      times.push(performance.now() - began)
    }
    return Math.min(...times)
  }
  for (const unit of units) {
    const [few, many] = [5_000, 40_000].map((length) => unit.repeat(length / unit.length))
    await cut(few!, 400, 40, 'markdown')
    // A busy machine has room; where it is not linear, it is 64 times.
    const most = Math.max(40 * (await quickest(few!)), 1000)
    expect(await quickest(many!), unit).toBeLessThan(most)
  }
})
const units = [
  '# a\n',
  'a\n---\n',
  '[',
  '](',
  '```\n',
  '<!-- x\n',
  '|a|b|\n',
  'data:image/',
  '"',
  'word ',
  '中',
]
