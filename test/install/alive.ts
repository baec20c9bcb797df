import { expect } from 'vitest'
import { startStub } from '../stub/provider.ts'
import { startWorker } from '../bench/worker.ts'
import { runCommand, until } from '../support/command.ts'
import type { TestDatabase } from '../support/database.ts'

/** Everything that a database with the rows of data.psql must still do: verify, embed, search, ask, report. */
export async function expectAlive(database: TestDatabase): Promise<void> {
  const { sql, url } = database
  expect(await sql`select * from howdah.verify()`).toEqual([])
  const stub = await startStub()
  try {
    const env = { DATABASE_URL: url, HOWDAH_PROVIDER_STUB_URL: stub.url }
    const worker = await startWorker(database, env)
    const isDone = async () => (await sql`select from howdah_internal.jobs`).length === 0
    await until('every job is done', isDone)
    const missing = await sql`
      select c.id from howdah.chunks as c
       where not exists (
         select from howdah.embeddings as e where e.chunk_id = c.id and e.content_hash = c.content_hash)`
    expect(missing).toEqual([])
    const found =
      await sql`select source from howdah.search('days of leave', collection => 'handbook')`
    expect(found[0]!['source']).toBe('leave.md')
    const asked = await runCommand(['ask', 'How long do refunds take?'], env)
    // On a busy machine it may say that it waits.
    expect([asked.code, asked.err.replaceAll(/^still waiting: .*\n/gm, '')]).toEqual([0, ''])
    await worker.stop()
    const [answered] = await sql`
      select status from howdah.messages where user_id = 'ann' and role = 'assistant' order by seq, created_at limit 1`
    expect(answered!['status']).toBe('complete')
    const sums = await sql`
      select (select sum(calls) from howdah.usage_by_day)::int as report,
             (select count(*) from howdah.llm_usage)::int as calls`
    expect(sums[0]!['report']).toBe(sums[0]!['calls'])
    expect(await sql`select * from howdah.verify()`).toEqual([])
  } finally {
    await stub.close()
  }
}
