import type { Sql, TransactionSql } from 'postgres'
import type { Random } from '../support/random.ts'
import { connect, type TestDatabase } from '../support/database.ts'
import { chatStep, given, nextStep } from '../support/steps.ts'

/*
 * Documents that say which version they are, answers that say which versions they were made from: what is in the cache,
 * and what is given from it, must agree with the documents of the same snapshot.
 */
export type Found = { edits: number; hits: number; calls: number; looks: number; stale: number }

const tenant = 'acme'
const sources = ['a.md', 'b.md', 'c.md']
const lane = '{local/local-chat/interactive}'
const text = (source: string, version: number) =>
  `Which version? Document ${source}: version ${version}.`
const versionsIn = (said: string) =>
  [...said.matchAll(/Document (\S+): version (\d+)\./g)].map(
    (match) => [match[1]!, Number(match[2])] as const,
  )

/** Entries of the cache that say something else than the documents, in one snapshot. */
const look = `
  select count(*)::int as looks, count(*) filter (where exists (
    select from jsonb_each_text(c.response::jsonb) as said (source, version)
     where not exists (
       select from howdah.documents as d
        where d.source = said.source
          and d.content = format('Which version? Document %s: version %s.', said.source, said.version)
     )
  ))::int as stale
  from howdah_internal.llm_cache as c`

/** Lets clients edit and ask at once, round by round; between the rounds all ask again, so that there are hits. */
export async function race(db: TestDatabase, random: Random, rounds: number): Promise<Found> {
  const found: Found = { edits: 0, hits: 0, calls: 0, looks: 0, stale: 0 }
  const clients = Array.from({ length: 6 }, () => connect(db.url, { max: 1 }))
  const watcher = connect(db.url, { max: 1 })
  const versions = new Map<string, number>()
  let isOver = false

  const as = <T>(client: Sql, user: string, work: (sql: TransactionSql) => Promise<T>) =>
    client.begin(async (sql) => {
      await sql`select howdah.act_as(${user}, ${tenant})`
      return work(sql)
    })
  /** One statement of a user, in a transaction of its own. */
  const saying =
    (user: string) =>
    (client: Sql) =>
    (text: TemplateStringsArray, ...values: (string | string[])[]) =>
      as(client, user, (sql) => sql(text, ...values))
  const [asEditor, asAnn] = [saying('ed'), saying('ann')]
  const edit = async (client: Sql, source: string) => {
    const version = (versions.get(source) ?? 0) + 1
    versions.set(source, version)
    const content = text(source, version)
    await asEditor(client)`select howdah.add_document(${content}, ${source}, private => false)`
    found.edits += 1
  }
  const remove = (client: Sql, source: string) => asEditor(client)`
    select howdah.delete_document(d.id)
      from (select id from howdah.documents where source = ${source} for update) as d`
  /** In the transaction that gives the answer: the documents may not change until it ends. */
  const check = async (sql: TransactionSql, answer: string) => {
    const rows = await sql`select content from howdah.documents`
    const now = new Set(rows.map((row) => row['content'] as string))
    found.hits += 1
    for (const [source, version] of Object.entries(JSON.parse(answer) as Record<string, number>)) {
      if (!now.has(text(source, version))) found.stale += 1
    }
  }
  const answerFrom = (said: string) => JSON.stringify(Object.fromEntries(versionsIn(said)))

  /** A call of the application's own. */
  const lookUp = async (client: Sql, wanted: string[]) => {
    const chunks = await client`
      select c.id, c.content from howdah.chunks as c join howdah.documents as d on d.id = c.document_id
       where d.source = any (${wanted})`
    const ids = chunks.map((row) => row['id'] as string)
    const request = JSON.stringify({ wanted })
    const isHit = await as(client, 'ann', async (sql) => {
      const [hit] = await sql`
        select response from howdah.cache_lookup(${request}::text::jsonb, 'local/local-chat',
          ${ids}::bigint[], 'tenant')`
      if (hit) await check(sql, hit['response'] as string)
      return Boolean(hit)
    })
    if (isHit) return
    found.calls += 1
    const answer = answerFrom(chunks.map((row) => row['content'] as string).join('\n'))
    await asAnn(client)`
      select howdah.cache_store(${request}::text::jsonb, 'local/local-chat', ${answer}, ${ids}::bigint[], 'tenant')`
  }
  /** A question that a worker answers. */
  const ask = async (client: Sql, user: string) => {
    await as(
      client,
      user,
      (sql) => sql`select howdah.send_message(howdah.start_conversation(), 'Which version?')`,
    )
    const [job] = await client<{ job_id: string; token: string; message_id: string }[]>`
      select c.job_id, c.token, j.message_id
        from howdah.claim_jobs('w', ${lane}::text[]) as c join howdah_internal.jobs as j on j.id = c.job_id`
    if (!job) return
    const step = await client.begin(async (sql) => {
      const step = await chatStep(sql, job)
      const [hit] =
        await sql`select content from howdah.messages where id = ${job.message_id} and cached`
      if (hit) await check(sql, hit['content'] as string)
      return step
    })
    if (!step) return
    found.calls += 1
    await nextStep(client, job, given(step, answerFrom(step.request.messages.at(-1)!.content)))
  }
  const step = async (client: Sql, mayEdit: boolean) => {
    const source = random.pick(sources)
    const wanted = sources.filter(() => random.chance(0.5))
    if (mayEdit && random.chance(0.2)) return edit(client, source)
    if (mayEdit && random.chance(0.03)) return remove(client, source)
    if (random.chance(0.5)) return ask(client, random.pick(['ann', 'bob']))
    return lookUp(client, wanted.length > 0 ? wanted : [source])
  }

  const watch = async () => {
    while (!isOver) {
      const [row] = await watcher.unsafe(look)
      found.looks += row!['looks'] as number
      found.stale += row!['stale'] as number
    }
  }
  const watching = watch()
  try {
    for (const source of sources) await edit(clients[0]!, source)
    for (let round = 0; round < rounds; round += 1) {
      for (const mayEdit of [true, false]) {
        await Promise.all(
          clients.map(async (client) => {
            for (let n = 0; n < 6; n += 1) await step(client, mayEdit)
          }),
        )
      }
    }
  } finally {
    isOver = true
    await watching
    for (const client of [...clients, watcher]) await client.end({ timeout: 1 })
  }
  return found
}
