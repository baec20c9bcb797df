import { readFileSync } from 'node:fs'
import { startCommand, until } from '../support/command.ts'
import type { TestDatabase } from '../support/database.ts'

/** Starts a `howdah worker` in a process of its own and waits until it has registered. */
export async function startWorker({ sql, url }: TestDatabase, env: Record<string, string>) {
  const count = async () =>
    (await sql<{ n: number }[]>`select count(*)::int as n from howdah_internal.workers`)[0]!.n
  const before = await count()
  const { child, finished } = startCommand(['worker'], {
    DATABASE_URL: url,
    HOWDAH_LOG: 'json',
    ...env,
  })
  await until('the worker has registered', async () => (await count()) > before)
  return {
    child,
    finished,
    /** Most memory it has had, in MB; null where /proc does not say. */
    peakMemory() {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
        return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
      } catch {
        return null
      }
    },
    async stop() {
      child.kill('SIGTERM')
      const { code, err } = await finished
      if (code !== 0) throw new Error(`a worker ended with ${code}: ${err.slice(-500)}`)
    },
  }
}

/** Makes chunks to embed with a model, without the work of cutting documents into them. */
export async function addChunks(
  { sql }: TestDatabase,
  model: string,
  count: number,
  collection = 'bench',
): Promise<void> {
  await sql`select howdah.create_collection(${collection}, embedding_model => ${model})`
  await sql`
    with document as (
      insert into howdah.documents (collection, source, title, content, content_hash, language)
      values (${collection}, 'bench.md', 'Bench', '', howdah_internal.text_hash(${collection}), 'english')
      returning tenant_id, id
    ), texts as (
      select n, format('Chunk %s of %s says the number %s and little else.', n, ${collection}::text, n * 7) as content
        from generate_series(1, ${count}) as n
    )
    insert into howdah.chunks (
      tenant_id, document_id, collection, chunk_index, content, content_hash, token_count, language, tsv, lexeme_count
    )
    select d.tenant_id, d.id, ${collection}, t.n, t.content, howdah_internal.text_hash(t.content), 16, 'english', '', 0
      from document as d cross join texts as t`
  await sql`
    select howdah_internal.enqueue_embeddings(howdah.current_tenant(), array_agg(c.id), min(m.id))
      from howdah.chunks as c join howdah.models as m on m.provider || '/' || m.name = ${model}
     where c.collection = ${collection}`
  await sql`vacuum analyze howdah_internal.jobs, howdah.chunks`
}
