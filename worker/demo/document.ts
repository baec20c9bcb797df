import type { Database } from '../database.ts'
import { secondsSince, until, type Show } from './show.ts'

type Found = { source: string; content: string; mode: string; similarity: number | null }

const source = 'handbook/gift-wrapping.md'

const inOneTransaction = `begin;
select howdah.add_document(
  content => E'# Gift wrapping\\n\\nWe wrap your gift in paper or cloth for 3 euros. Say so at the checkout.',
  source => '${source}');
select source, content, mode from howdah.search('paper or cloth', 1);
commit;`

const byWord = `select source from howdah.search('giftwrapping', 1, mode => 'keyword');`
const request = `select howdah.request_query_embedding('giftwrapping');`
const byMeaning = `select source, content, similarity, mode
  from howdah.search('giftwrapping', 1, mode => 'semantic');`

/** A document goes in: found by word in the same transaction, by meaning once it has its vector. */
export async function showDocument(sql: Database, show: Show): Promise<void> {
  show.step('A document goes in, and is found by word in the same transaction')
  show.code(inOneTransaction)
  const startedAt = performance.now()
  const results = (await sql.unsafe(inOneTransaction).simple()) as unknown as Found[][]
  const found = results.flat().find(({ mode }) => mode !== undefined)
  show.result(`found by word (${found!.mode}) after ${secondsSince(startedAt)}: ${found!.source}`)

  show.step('A moment later it is found by meaning, where the words differ')
  show.code([byWord, request, byMeaning].join('\n'))
  const words = await sql.unsafe(byWord)
  await until('the vector of the new document', async () => {
    const [row] = await sql<{ is_ready: boolean }[]>`
      select status = 'ready' as is_ready from howdah.document_status where source = ${source}`
    return row?.is_ready
  })
  await until('the vector of the query', async () => {
    const [row] = await sql.unsafe<{ request_query_embedding: string }[]>(request)
    return row!.request_query_embedding === 'ready'
  })
  const [meant] = await sql.unsafe<Found[]>(byMeaning)
  const similarity = meant!.similarity?.toFixed(2)
  show.result(
    `found by word: ${words.length === 0 ? 'nothing' : words[0]!.source}
found by meaning (${meant!.mode}) after ${secondsSince(startedAt)}: ${meant!.source}, similarity ${similarity}`,
  )
}
