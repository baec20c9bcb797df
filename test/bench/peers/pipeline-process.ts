import postgres from 'postgres'

/*
 * The process of the hand-written pipeline: claims, calls and stores in eight slots until nothing is left.
 * usage: node --import tsx pipeline-process.ts DATABASE_URL PROVIDER_URL BATCH CONCURRENCY
 */
const [url = '', provider = '', batch = '', concurrency = ''] = process.argv.slice(2)
const sql = postgres(url, { max: Number(concurrency), onnotice: () => undefined })

type Answer = { data: { embedding: string }[] }

async function embed(texts: string[]): Promise<string[]> {
  const response = await fetch(`${provider}/embeddings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', input: texts, encoding_format: 'base64' }),
  })
  const { data } = (await response.json()) as Answer
  return data.map(({ embedding }) => {
    const bytes = Uint8Array.from(Buffer.from(embedding, 'base64'))
    return `"[${new Float32Array(bytes.buffer).join(',')}]"`
  })
}

async function slot(): Promise<void> {
  for (;;) {
    const rows = await sql<{ id: string; content: string }[]>`
      update hand_texts set is_ready = false, claimed_at = now()
       where id = any (array(
         select id from hand_texts where is_ready order by id limit ${batch}::text::integer for update skip locked))
      returning id, content`
    if (rows.length === 0) return
    const vectors = await embed(rows.map(({ content }) => content))
    const ids = `{${rows.map(({ id }) => id).join(',')}}`
    await sql`
      with stored as (
        insert into hand_vectors (id, embedding)
        select * from unnest(${ids}::text::bigint[], ${`{${vectors.join(',')}}`}::text::halfvec[])
      )
      delete from hand_texts where id = any (${ids}::text::bigint[])`
  }
}

await Promise.all(Array.from({ length: Number(concurrency) }, slot))
await sql.end()
