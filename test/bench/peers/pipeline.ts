import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Sql } from 'postgres'

const program = new URL('pipeline-process.ts', import.meta.url).pathname

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
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', program, url, provider, String(batch), String(concurrency)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`the hand-written pipeline ended with ${code}`)
}
