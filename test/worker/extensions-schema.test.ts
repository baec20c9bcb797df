import { expect, it } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { withDatabase } from '../server/templates.ts'
import { startStub } from '../stub/provider.ts'
import { runCommand } from '../support/command.ts'
import { connect, createDatabase, serverUrl } from '../support/database.ts'

it('embeds and answers where pgvector is in a schema that is on no path', async () => {
  const database = await createDatabase({ template: 'empty' })
  const superuser = connect(withDatabase(serverUrl(), database.name), { max: 1 })
  const stub = await startStub({ dimensions: 1536 })
  const { sql, url } = database
  try {
    await superuser.unsafe(
      `drop extension vector; create schema pgvector; create extension vector schema pgvector;
       grant usage on schema pgvector to public`,
    )
    await install(url)
    await sql`select howdah.add_document('Refunds take 30 days.', 'refunds.md')`
    await sql`select howdah.act_as('ann'), howdah.request_query_embedding('How long do refunds take?')`
    const env = { DATABASE_URL: url, OPENAI_API_KEY: 'none', OPENAI_BASE_URL: stub.url }
    const worker = await runCommand(['worker', '--drain', '--max-seconds', '30'], env)
    expect(worker.code).toBe(0)
    const [stored] = await sql`
      select (select count(*) from howdah.embeddings)::int as texts,
             (select count(*) from howdah_internal.query_embeddings)::int as questions`
    expect(stored).toEqual({ texts: 1, questions: 1 })
    const found = await sql`
      select s.source, s.mode
        from howdah.act_as('ann') as me,
             lateral howdah.search(case when me then 'How long do refunds take?' end) as s`
    expect([...found]).toEqual([{ source: 'refunds.md', mode: 'hybrid' }])
  } finally {
    await stub.close()
    await superuser.end()
    await database.drop()
  }
})
