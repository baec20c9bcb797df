import type { Sql } from 'postgres'

/**
 * Sources by BM25 (k1 1.2, b 0.75, query term frequency) over the lexemes that stand in the index, counted in full:
 * the ten best of each question, of a collection whose documents are one chunk each.
 */
export async function exactBm25(sql: Sql, questions: string[]): Promise<string[][]> {
  const chunks = await sql<{ source: string; length: number; lexemes: Record<string, number> }[]>`
    select d.source, c.lexeme_count as length, (
             select jsonb_object_agg(t.lexeme, cardinality(t.positions)) from unnest(c.tsv) as t) as lexemes
      from howdah.chunks as c join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id
     order by c.id`
  const asked = await sql<{ lexemes: Record<string, number> | null }[]>`
    select (select jsonb_object_agg(t.lexeme, cardinality(t.positions))
              from unnest(to_tsvector('english', howdah_internal.spaced_text(q.text))) as t) as lexemes
      from unnest(${questions}::text[]) with ordinality as q (text, n) order by q.n`
  const average = chunks.reduce((sum, { length }) => sum + length, 0) / chunks.length
  const frequency = new Map<string, number>()
  for (const { lexemes } of chunks) {
    for (const lexeme of Object.keys(lexemes)) {
      frequency.set(lexeme, (frequency.get(lexeme) ?? 0) + 1)
    }
  }
  return asked.map(({ lexemes }) =>
    chunks
      .map((chunk) => {
        let score = 0
        for (const [lexeme, times] of Object.entries(lexemes ?? {})) {
          const tf = Object.hasOwn(chunk.lexemes, lexeme) ? chunk.lexemes[lexeme]! : 0
          const df = frequency.get(lexeme) ?? 0
          const weight = Math.log(1 + (chunks.length - df + 0.5) / (df + 0.5))
          score +=
            (times * weight * tf * 2.2) / (tf + 1.2 * (0.25 + (0.75 * chunk.length) / average))
        }
        return { source: chunk.source, score }
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, 10)
      .map(({ source }) => source),
  )
}
