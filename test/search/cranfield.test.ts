import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cranfieldAbstracts, cranfieldQuestions, hasCranfield, ndcg } from '../support/cranfield.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createRandom, newSeed, type Random } from '../support/random.ts'
import { exactBm25 } from './exact-bm25.ts'

const questions = hasCranfield ? cranfieldQuestions() : []
const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
const score = (rankings: string[][]) =>
  mean(rankings.map((ranking, n) => ndcg(ranking, questions[n]!.relevant, 10)))

/** The first sources of a list with repetitions. */
const distinct = (rows: { source: string }[]) => [...new Set(rows.map(({ source }) => source))]

/** What plain full-text search makes of a question: all words at once, ranked by ts_rank_cd. */
const plain = (sql: Sql, question: string) => sql<{ source: string }[]>`
  select d.source
    from howdah.chunks as c join howdah.documents as d on d.id = c.document_id,
         websearch_to_tsquery('english', ${question}) as query
   where c.tsv @@ query order by ts_rank_cd(c.tsv, query) desc limit 20`

/** The question with the signs that people put between words, and none of its words changed. */
function sprinkled(random: Random, question: string): string {
  const quotes = random.pick(['""', '“”', '„“', '«»'])
  const words = question.split(' ')
  const from = random.int(0, words.length - 1)
  const to = Math.min(words.length - 1, from + random.int(0, 3))
  words[from] = quotes[0]! + words[from]!
  words[to] = words[to]! + quotes[1]!
  return words
    .map((word) =>
      /^\w/.test(word) ? random.pick([word, word, word, `-${word}`, `--${word}`]) : word,
    )
    .flatMap((word, n) =>
      n > 0 ? [random.pick([' ', ' ', ' ', ' ', ' OR ', ' - ']), word] : [word],
    )
    .join('')
}

/** Sources as an answer is given them. */
const sourcesOf = async (sql: Sql, texts: string[], count = 10) =>
  (
    await sql<{ source: string }[]>`
      select source from howdah_internal.find_sources('default', null, ${texts}::text[], null, 'default', ${count})
       order by rank`
  ).map(({ source }) => source)

describe.skipIf(!hasCranfield)('keywords on Cranfield', () => {
  const seed = newSeed('questions')
  const random = createRandom(seed)
  const asked = questions.map(({ question }) => sprinkled(random, question))
  const found: string[][] = []
  let database: TestDatabase
  beforeAll(async () => {
    database = await createDatabase({ template: 'plain' })
    const { sql } = database
    // At the default chunk size; with 800 tokens, where an abstract is one passage, it is 0.389.
    await sql`
      select howdah.add_document(a.text, a.id, a.title)
        from jsonb_to_recordset(${sql.json(cranfieldAbstracts())}) as a (id text, title text, text text)`
    for (const { question } of questions) found.push(await sourcesOf(sql, [question]))
  }, 180_000)
  afterAll(() => database?.drop())

  it('finds something for every question, and the right things first', async () => {
    const { sql } = database
    const scores: number[] = []
    const plainScores: number[] = []
    let empty = 0
    for (const { question, relevant } of questions) {
      const rows = await sql<{ source: string }[]>`
        select source from howdah.search(${question}, 20, mode => 'keyword')`
      if (rows.length === 0) empty += 1
      scores.push(ndcg(distinct(rows), relevant, 10))
      plainScores.push(ndcg(distinct(await plain(sql, question)), relevant, 10))
    }
    console.log(
      `nDCG@10 ${mean(scores).toFixed(4)}, plain full-text search ${mean(plainScores).toFixed(4)}`,
    )
    expect(scores).toHaveLength(225)
    expect(empty).toBe(0)
    expect(mean(scores)).toBeGreaterThanOrEqual(0.38)
  })

  it('loses nothing by quotes, OR and minus', async () => {
    const rankings: string[][] = []
    for (const question of asked) rankings.push(await sourcesOf(database.sql, [question]))
    console.log(`nDCG@10 ${score(found).toFixed(4)}, with signs ${score(rankings).toFixed(4)}`)
    expect(Math.abs(score(rankings) - score(found))).toBeLessThanOrEqual(0.005)
    const lost = found.flatMap((ranking, n) =>
      ranking.slice(0, 3).every((source) => rankings[n]!.slice(0, 6).includes(source))
        ? []
        : [asked[n]],
    )
    expect(lost, `seed ${seed}`).toEqual([])
  })

  it('ranks as exact BM25 over the same lexemes', async () => {
    const rankings = await exactBm25(database.sql, asked)
    console.log(`nDCG@10 of exact BM25 ${score(rankings).toFixed(4)}`)
    expect(Math.abs(score(rankings) - score(found))).toBeLessThanOrEqual(0.005)
    expect(score(found)).toBeGreaterThanOrEqual(0.38)
  })

  it('is not made worse by what was said before', async () => {
    const { sql } = database
    const leaning = await sql<{ n: string }[]>`
      select q.n::text from unnest(${questions.map(({ question }) => question)}::text[]) with ordinality as q (text, n)
       where howdah_internal.leans_on_before(q.text, 'english')`
    const rankings = [...found]
    for (const { n } of leaning) {
      const index = Number(n) - 1
      const { question } = questions[index]!
      const before = questions[(index + 100) % questions.length]!.question
      rankings[index] = await sourcesOf(sql, [question, `${before}\n${question}`])
    }
    console.log(
      `${leaning.length} lean; nDCG@10 after another question ${score(rankings).toFixed(4)}`,
    )
    expect(score(found) - score(rankings)).toBeLessThanOrEqual(0.005)
  })
})
