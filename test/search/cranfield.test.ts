import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cranfieldAbstracts, cranfieldQuestions, hasCranfield, ndcg } from '../support/cranfield.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

/** The first sources of a list with repetitions. */
const distinct = (rows: { source: string }[]) => [...new Set(rows.map(({ source }) => source))]

/** What plain full-text search makes of a question: all words at once, ranked by ts_rank_cd. */
const plain = (sql: Sql, question: string) => sql<{ source: string }[]>`
  select d.source
    from howdah.chunks as c join howdah.documents as d on d.id = c.document_id,
         websearch_to_tsquery('english', ${question}) as query
   where c.tsv @@ query order by ts_rank_cd(c.tsv, query) desc limit 20`

describe.skipIf(!hasCranfield)('keyword search on Cranfield', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createDatabase({ template: 'plain' })
    const abstracts = cranfieldAbstracts()
    // An abstract is one passage, as the judgements take it; cut at the usual 400 tokens it is 0.379.
    await database.sql`select howdah.create_collection('default', chunk_tokens => 800)`
    await database.sql`
      select howdah.add_document(a.text, a.id, a.title)
        from jsonb_to_recordset(${database.sql.json(abstracts)}) as a (id text, title text, text text)`
  })
  afterAll(() => database.drop())

  it('finds something for every question, and the right things first', async () => {
    const { sql } = database
    const scores: number[] = []
    const plainScores: number[] = []
    let empty = 0
    for (const { question, relevant } of cranfieldQuestions()) {
      const rows = await sql<{ source: string }[]>`
        select source from howdah.search(${question}, 20, mode => 'keyword')`
      if (rows.length === 0) empty += 1
      scores.push(ndcg(distinct(rows), relevant, 10))
      plainScores.push(ndcg(distinct(await plain(sql, question)), relevant, 10))
    }
    const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
    console.log(
      `nDCG@10 ${mean(scores).toFixed(4)}, plain full-text search ${mean(plainScores).toFixed(4)}`,
    )
    expect(scores).toHaveLength(225)
    expect(empty).toBe(0)
    expect(mean(scores)).toBeGreaterThanOrEqual(0.38)
  })
})
