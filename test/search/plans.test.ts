import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRandom, newSeed } from '../support/random.ts'
import { withDatabase } from '../server/templates.ts'
import { connect, createDatabase, serverUrl, type TestDatabase } from '../support/database.ts'

const seed = newSeed('plans')
const random = createRandom(seed)
const chunks = 8000
const dimensions = 8
const words = Array.from({ length: 3000 }, (_, n) => `word${n.toString(36)}x`)
const vector = () =>
  `[${Array.from({ length: dimensions }, () => random.int(1, 1000) / 1000).join()}]`
let database: TestDatabase
let app: TestDatabase['sql']
let notices: string[] = []

/** A tenant with half of all chunks and one with the other half, each with vectors and statistics. */
async function load({ sql }: TestDatabase): Promise<void> {
  const [model] = await sql<{ id: number }[]>`
    select howdah.register_model('test', 'm', 'embedding', ${dimensions}, is_indexed => true) as id`
  for (const tenant of ['half', 'other']) {
    const texts = Array.from({ length: chunks }, () =>
      Array.from({ length: 12 }, () => random.pick(words)).join(' '),
    )
    const vectors = texts.map(vector)
    await sql`select howdah.set_tenant(${tenant})`
    await sql`insert into howdah.collections (tenant_id, name, embedding_model_id)
      values (${tenant}, 'default', ${model!.id})`
    await sql`
      with document as (
        insert into howdah.documents (tenant_id, collection, source, content, content_hash, language)
        values (${tenant}, 'default', 'all.md', '', '', 'english') returning id
      ), chunk as (
        insert into howdah.chunks (tenant_id, document_id, collection, chunk_index, content, content_hash, token_count,
          language, tsv, lexeme_count)
        select ${tenant}, d.id, 'default', t.n, t.content, howdah_internal.text_hash(t.content), 12, 'english',
               to_tsvector('english', t.content), 12
          from document as d, jsonb_array_elements_text(${sql.json(texts)}) with ordinality as t (content, n)
        returning id, chunk_index, content_hash
      )
      insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, content_hash, embedding)
      select ${tenant}, ${model!.id}, c.id, 'default', c.content_hash, (v.value)::halfvec
        from chunk as c
        join jsonb_array_elements_text(${sql.json(vectors)}) with ordinality as v (value, n) on v.n = c.chunk_index`
    await sql`insert into howdah_internal.corpus_stats (tenant_id, language, chunk_count, lexeme_count, refreshed_at)
      values (${tenant}, 'english', 0, 0, '-infinity') on conflict do nothing`
  }
  await sql`select howdah_internal.refresh_search_stats()`
  await sql`vacuum analyze howdah.chunks, howdah.embeddings, howdah.documents, howdah_internal.lexeme_stats`
}

beforeAll(async () => {
  database = await createDatabase({ template: 'plain' })
  await load(database)
  // Only a superuser may load auto_explain.
  app = connect(withDatabase(serverUrl(), database.name), {
    max: 1,
    onnotice: ({ message }) => notices.push(message ?? ''),
  })
  await app
    .unsafe(
      `load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
    set auto_explain.log_level = notice; set client_min_messages = notice; set auto_explain.log_analyze = on;
    set auto_explain.log_timing = off; set role howdah_app`,
    )
    .simple()
  await app`select set_config('howdah.tenant', 'half', false), set_config('howdah.user_id', 'ann', false)`
}, 120_000)
afterAll(async () => {
  await app?.end()
  await database?.drop()
})

/** Plans of everything that a statement ran, the functions' own included. */
async function plansOf(run: () => Promise<unknown>): Promise<string> {
  notices = []
  await run()
  return notices.join('\n')
}

const semantic = () => app`
  select chunk_id from howdah.search('any', 10, mode => 'semantic', query_embedding => ${vector()}::halfvec)`
const keyword = () => app`
  select chunk_id from howdah.search(${`${random.pick(words)} ${random.pick(words)}`}, 10, mode => 'keyword')`

describe.each(['auto', 'force_generic_plan'])('as the application, plan_cache_mode %s', (mode) => {
  beforeAll(async () => void (await app`select set_config('plan_cache_mode', ${mode}, false)`))

  it('asks the HNSW index for a tenant of half of all rows', async () => {
    for (let run = 0; run < 6; run++) expect(await semantic()).toHaveLength(10)
    const plans = await plansOf(semantic)
    expect(plans).toMatch(/Index Scan using embeddings_\d+_hnsw_idx/)
    expect(plans).not.toMatch(/Seq Scan on (howdah\.)?embeddings/)
  })

  it('asks the GIN index for words', async () => {
    for (let run = 0; run < 6; run++) await keyword()
    const plans = await plansOf(keyword)
    expect(plans).toMatch(/Bitmap Index Scan on chunks_tsv_idx/)
    expect(plans).not.toMatch(/Seq Scan on (howdah\.)?embeddings/)
  })
})

it('does not look how many chunks may be seen where statistics know of many', async () => {
  const asks = /Index Only Scan using chunks_collection_idx/
  expect(await plansOf(semantic)).toMatch(asks)
  const { sql } = database
  await sql`update howdah.collections set shared_chunk_count = 10000 where tenant_id = 'half'`
  expect(await plansOf(semantic)).not.toMatch(asks)
  expect(await semantic()).toHaveLength(10)
  await sql`select howdah_internal.refresh_search_stats('half')`
  const [counted] = await sql`
    select shared_chunk_count::integer as chunks from howdah.collections where tenant_id = 'half'`
  expect(counted!['chunks']).toBe(chunks)
})

it('finds all where the statistics were wrong and the index gives up', async () => {
  const { sql } = database
  const passages = Array.from({ length: 5 }, () => ({
    content: random.pick(words),
    embedding: JSON.parse(vector()),
  }))
  await sql`insert into howdah.collections (tenant_id, name, embedding_model_id, shared_chunk_count)
    select tenant_id, 'few', embedding_model_id, 10000 from howdah.collections where tenant_id = 'half'`
  await app`select howdah.add_document_chunks('few.md', ${app.json(passages)}, collection => 'few', private => false)`
  // The planner knows better as long as it may sort.
  await app`select set_config('enable_sort', 'off', false), set_config('hnsw.max_scan_tuples', '1', false)`
  const few = () => app`
    select similarity from howdah.search('any', 10, 'few', mode => 'semantic', query_embedding => ${vector()}::halfvec)`
  const plans = await plansOf(async () => expect(await few()).toHaveLength(5))
  expect(plans).toMatch(/Index Scan using embeddings_\d+_hnsw_idx/)
  await app`reset enable_sort`
  await app`reset hnsw.max_scan_tuples`
})

it('leaves the settings of the caller as they were', async () => {
  const settings = () =>
    app`select current_setting('hnsw.ef_search') as ef, current_setting('hnsw.iterative_scan') as scan`
  const before = await settings()
  await semantic()
  expect(await settings()).toEqual(before)
})
