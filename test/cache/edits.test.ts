import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, createDatabase, type TestDatabase } from '../support/database.ts'

// Each version of the document is a number; an answer says which one it was given.
let db: TestDatabase
beforeAll(async () => {
  db = await createDatabase({ template: 'plain', client: { max: 8 } })
})
afterAll(() => db.drop())

const lane = '{local/local-chat/interactive}'

it('an edited document and an answer from before the edit are never in one snapshot', async () => {
  let version = 0
  let isOver = false
  let [hits, stale, looks] = [0, 0, 0]
  const edit = () => db.sql`select case when howdah.act_as('ed', 'acme') then
    howdah.add_document(${`How long: version ${++version}.`}, 'a.md', private => false) end`
  await edit()
  const editor = async () => {
    while (!isOver) await edit()
  }
  const asker = async () => {
    for (let n = 0; n < 60; n += 1) {
      await db.sql.begin(async (sql) => {
        await sql`select howdah.act_as('ann', 'acme')`
        await sql`select howdah.send_message(howdah.start_conversation(), 'How long?')`
      })
      const [job] = await db.sql`select * from howdah.claim_jobs('w', ${lane}::text[])`
      if (!job) continue
      const { job_id, token, payload } = job
      const [row] = await db.sql`select howdah.prepare_message(${job_id}, ${token}) as request`
      const request = row!['request'] as { status: string; messages: { content: string }[] }
      if (request.status !== 'call') continue
      const said = /version \d+/.exec(request.messages.at(-1)!.content)?.[0] ?? 'none'
      await db.sql`select howdah.complete_message(${job_id}, ${token}, 'acme', ${payload.message_id}, ${said}, 'stop', 1,
        clock_timestamp(), '{"input_tokens": 9, "output_tokens": 2}')`
    }
  }
  const watcher = connect(db.url)
  const look = async () => {
    while (!isOver) {
      const [row] = await watcher`
        select count(*)::int as stored, count(*) filter (where d.content not like '%' || c.response || '.')::int as stale
          from howdah.llm_cache as c, howdah.documents as d`
      looks += row!['stored'] as number
      stale += row!['stale'] as number
    }
  }
  const rest = [editor(), look()]
  await Promise.all([asker(), asker(), asker()]).finally(() => (isOver = true))
  await Promise.all(rest)
  await watcher.end()
  const [row] = await db.sql`select count(*)::int as n from howdah.llm_usage where cached`
  hits = row!['n'] as number
  expect(stale).toBe(0)
  expect(looks).toBeGreaterThan(0)
  expect(version).toBeGreaterThan(10)
  console.log({ version, looks, hits })
}, 60_000)
