import { createRandom, type Random } from '../support/random.ts'
import type { TestDatabase } from '../support/database.ts'
import { vectorsText } from '../../worker/loop/vector-text.ts'

/** How many chunks each tenant has; of `readers` ann reads one of a hundred documents, by a group. */
export const tenants = { half: 50_000, tenth: 10_000, hundredth: 1000, five: 5, readers: 50_000 }
export type Tenant = keyof typeof tenants

export const dimensions = 384
const clusters = 300
const words = 30_000
const wordsOfChunk = 60
const chunksOfDocument = 50

/** Chunks and queries of a seed: vectors around centres, words as frequent as in real texts. */
export type Corpus = {
  vector(): number[]
  near(vector: number[]): number[]
  text(count: number): string
}

/** Makes the same corpus for the same seed. */
export function newCorpus(seed: number): Corpus {
  const random = createRandom(seed)
  const centres = Array.from({ length: clusters }, () => direction(random))
  const mix = (one: number[], share: number) => {
    const other = direction(random)
    return one.map((x, index) => x + share * other[index]!)
  }
  return {
    vector: () => mix(random.pick(centres), 0.9),
    near: (vector) => mix(vector, 0.4),
    // The word of rank r about 1/r as often as the first (Zipf).
    text: (count) =>
      Array.from(
        { length: count },
        () => `wo${Math.floor(words ** (random.int(0, 1e9) / 1e9))}x`,
      ).join(' '),
  }
}

/** A random direction: sums of uniform numbers are near enough to normal ones. */
function direction(random: Random): number[] {
  const vector = Array.from({ length: dimensions }, () => {
    let sum = 0
    for (let n = 0; n < 4; n += 1) sum += random.int(-1e6, 1e6) / 1e6
    return sum
  })
  const norm = Math.hypot(...vector)
  return vector.map((x) => x / norm)
}

/** Fills a database with the chunks of all tenants, their vectors and the index over them. */
export async function load({ sql }: TestDatabase, corpus: Corpus): Promise<number> {
  const [model] = await sql<{ id: number }[]>`
    select howdah.register_model('bench', 'm', 'embedding', ${dimensions}) as id`
  const index = `embeddings_${model!.id}_hnsw_idx`
  const [made] = await sql<{ indexdef: string }[]>`
    select indexdef from pg_indexes where schemaname = 'howdah' and indexname = ${index}`
  await sql.unsafe(`drop index howdah.${index}`)
  const audience = async (readers: string[]) =>
    (
      await sql<{ id: string }[]>`select howdah_internal.audience_of('readers', ${readers}) as id`
    )[0]!.id
  await sql`select howdah.act_as(null, 'readers'), howdah.set_group('few', '{ann}'), howdah.set_group('many', '{bob}')`
  const [few, many] = [await audience(['few']), await audience(['many'])]
  const addDocument = async (tenant: string, number: number, count: number) => {
    const readers = tenant !== 'readers' ? null : number % 100 === 7 ? few : many
    const texts = Array.from({ length: count }, () => corpus.text(wordsOfChunk))
    const vectors = vectorsText(texts.map(() => corpus.vector()))
    await sql`
    with document as (
      insert into howdah.documents (
        tenant_id, collection, source, audience_id, content, content_hash, language, metadata
      )
      values (
        ${tenant}, 'default', ${`${number}.md`}, ${readers}, '', '', 'english', ${sql.json({ part: number % 100 })}
      )
      returning id
    ), chunk as (
      insert into howdah.chunks (
        tenant_id, document_id, collection, audience_id, chunk_index, content, content_hash, token_count, language, tsv,
        lexeme_count
      )
      select ${tenant}, d.id, 'default', ${readers}::bigint, t.n, t.content,
             howdah_internal.text_hash(t.content), 60, 'english',
             v.tsv, howdah_internal.tsv_length(v.tsv)
        from document as d,
             jsonb_array_elements_text(${sql.json(texts)}) with ordinality as t (content, n),
             lateral (select to_tsvector('english', t.content) as tsv) as v
      returning id, chunk_index, content_hash
    )
    insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, audience_id, content_hash, embedding)
    select ${tenant}, ${model!.id}, c.id, 'default', ${readers}::bigint, c.content_hash, e.embedding
      from chunk as c
      join unnest(${vectors}::halfvec[]) with ordinality as e (embedding, n) on e.n = c.chunk_index`
    await sql`insert into howdah_internal.corpus_stats (tenant_id, language, chunk_count, lexeme_count, refreshed_at)
    values (${tenant}, 'english', 0, 0, '-infinity') on conflict do nothing`
  }
  for (const [tenant, count] of Object.entries(tenants)) {
    await sql`select howdah.set_tenant(${tenant})`
    await sql`insert into howdah.collections (tenant_id, name, embedding_model_id)
      values (${tenant}, 'default', ${model!.id})`
    for (let first = 0; first < count; first += chunksOfDocument) {
      const size = Math.min(chunksOfDocument, count - first)
      await addDocument(tenant, first / chunksOfDocument, size)
    }
  }
  await sql.begin(async (tx) => {
    await tx`set local maintenance_work_mem = '2GB'`
    await tx.unsafe(made!.indexdef)
  })
  await sql`select howdah_internal.refresh_search_stats()`
  await sql`vacuum analyze howdah.chunks, howdah.embeddings, howdah.documents, howdah_internal.lexeme_stats`
  return model!.id
}
