import { fileURLToPath } from 'node:url'
import postgres, { type Sql } from 'postgres'
import { startNode } from '../../support/command.ts'

const program = fileURLToPath(import.meta.url)

/**
 * The least that embeds the texts of a table: a claim by SKIP LOCKED, a call, an insert of the vectors and a
 * delete. No hashes, no keys to other tables, no lease that ends, no fencing, no usage: what anything on
 * this machine costs that goes through one driver, one HTTP client and one table.
 */
export async function layTexts(sql: Sql, dimensions: number, count: number): Promise<void> {
  await sql.unsafe(`
    create table hand_texts (
      id bigint primary key,
      content text not null,
      is_ready boolean not null default true,
      claimed_at timestamptz
    ) with (fillfactor = 75);
    create index on hand_texts (id) where is_ready;
    create table hand_vectors (id bigint primary key, embedding halfvec(${dimensions}) not null);
    insert into hand_texts (id, content)
    select n, format('Chunk %s of bench says the number %s and little else.', n, n * 7)
      from generate_series(1, ${count}) as n`)
  await sql`vacuum analyze hand_texts`
}

/** Starts the pipeline in a process of its own, as the worker has one; resolves when it has ended. */
export async function runPipeline(
  url: string,
  provider: string,
  batch: number,
  concurrency: number,
): Promise<void> {
  const args = [url, provider, String(batch), String(concurrency)]
  const { code, err } = await startNode(['--import', 'tsx', program, ...args]).finished
  if (code !== 0) throw new Error(`the hand-written pipeline ended with ${code}: ${err}`)
}

type Answer = { data: { embedding: string }[] }

async function embed(provider: string, texts: string[]): Promise<string[]> {
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

async function slot(sql: Sql, provider: string, batch: string): Promise<void> {
  for (;;) {
    const rows = await sql<{ id: string; content: string }[]>`
      update hand_texts set is_ready = false, claimed_at = now()
       where id = any (array(
         select id from hand_texts where is_ready order by id limit ${batch}::text::integer for update skip locked))
      returning id, content`
    if (rows.length === 0) return
    const vectors = await embed(
      provider,
      rows.map(({ content }) => content),
    )
    const ids = `{${rows.map(({ id }) => id).join(',')}}`
    await sql`
      with stored as (
        insert into hand_vectors (id, embedding)
        select * from unnest(${ids}::text::bigint[], ${`{${vectors.join(',')}}`}::text::halfvec[])
      )
      delete from hand_texts where id = any (${ids}::text::bigint[])`
  }
}

// The process of the pipeline: it claims, calls and stores in its slots until nothing is left.
if (process.argv[1] === program) {
  const [url = '', provider = '', batch = '', concurrency = ''] = process.argv.slice(2)
  const sql = postgres(url, { max: Number(concurrency), onnotice: () => undefined })
  await Promise.all(Array.from({ length: Number(concurrency) }, () => slot(sql, provider, batch)))
  await sql.end()
}
