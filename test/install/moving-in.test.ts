import { execFile } from 'node:child_process'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../support/command.ts'
import type { TestDatabase } from '../support/database.ts'
import { newSeed } from '../support/random.ts'
import { argumentsOf, articleDatabase, digest, moveIn } from './moving.ts'

const seed = newSeed('moving in')
const open: TestDatabase[] = []
let moved: TestDatabase
let printed: Record<string, string[]>
const withArticle = async () => {
  const database = await articleDatabase(seed)
  open.push(database)
  return database
}

beforeAll(async () => {
  moved = await withArticle()
  printed = moveIn(moved)
})
afterAll(async () => {
  for (const database of open) await database.drop()
})

const one = async (query: string, database = moved) =>
  Object.values((await database.sql.unsafe(query))[0]!)

it('every row is there, with its ids, dates, order, tokens and money, and the table says so', async () => {
  const { sql } = moved
  for (const [what, [before, after]] of Object.entries(printed))
    expect([what, after]).toEqual([what, before])
  for (const [name, what] of [
    ['users', 'users'],
    ['documents', 'documents'],
    ['prompt_versions', 'prompt versions'],
    ['conversations', 'conversations'],
    ['messages', 'messages'],
    ['llm_usage', 'llm_usage'],
  ] as const)
    expect(await one(`select count(*)::text from public.${name}`)).toEqual([printed[what]![0]])
  expect(printed['documents: vectors']).toEqual(['204', '204', '204'])
  expect(printed['documents: without vector, the worker embeds']![0]).toBe('2')

  const order = (schema: string, by: string) => sql`
    select conversation_id, array_agg(id order by ${sql.unsafe(by)}) as ids,
           array_agg(concat_ws(' ', role, content, tokens_used, latency_ms, created_at) order by ${sql.unsafe(by)})
      from ${sql(schema)}.messages where content != 'Of no conversation.' group by 1 order by 1`
  expect([...(await order('howdah', 'seq'))]).toEqual([
    ...(await order('public', 'created_at, id')),
  ])
  const talks = (schema: string) => sql`
    select id, user_id::text, title, created_at from ${sql(schema)}.conversations
     where title like 'Talk %' order by id`
  expect([...(await talks('howdah'))]).toEqual([...(await talks('public'))])
  const spent = (schema: string) => sql`
    select user_id::text, split_part(model, '/', -1) as model, cached, created_at, input_tokens, output_tokens,
           cost_cents::numeric(20, 10), latency_ms
      from ${sql(schema)}.llm_usage order by created_at, input_tokens, output_tokens, latency_ms`
  expect([...(await spent('howdah'))]).toEqual([...(await spent('public'))])
  expect(await one(`select count(*)::int from howdah.llm_usage_default`)).toEqual([0])
  expect(await one(`select count(*)::int from howdah.verify()`)).toEqual([0])
})

it('reports are right by user and month, before and after the days are summed up', async () => {
  const { sql } = moved
  await sql`select howdah.summarise_days()`
  const wanted = await sql`
    select coalesce(user_id::text, '') as user_id, to_char(created_at at time zone 'UTC', 'YYYY-MM') as month,
           sum(cost_cents)::numeric(20, 4) as cents
      from public.llm_usage group by 1, 2 order by 1, 2`
  const got = await sql`
    select coalesce(user_id, '') as user_id, to_char(month, 'YYYY-MM') as month, cost_cents::numeric(20, 4) as cents
      from howdah.cost_by_user_month order by 1, 2`
  expect([...got]).toEqual([...wanted])
  const days = `select sum(total_tokens)::text from howdah.daily_summaries`
  const tokens = `select sum(coalesce(input_tokens, 0) + coalesce(output_tokens, 0))::text from public.llm_usage
    where created_at < date_trunc('day', now(), 'UTC')`
  expect(await one(days)).toEqual(await one(tokens))
})

it('a stored vector finds its passage, and nothing that has one is embedded again', async () => {
  const { sql } = moved
  const rows = await sql<{ content: string; embedding: string }[]>`
    select content, embedding::text from public.documents
     where embedding_model = 'text-embedding-3-small' and content like 'Passage%' order by md5(content) limit 10`
  for (const { content, embedding } of rows) {
    const found = await sql.unsafe(
      `select content from howdah.search('zebra', 1, mode => 'semantic', query_embedding => '${embedding}')`,
    )
    expect(found[0]).toEqual({ content })
  }
  const waiting = await sql`
    select c.content from howdah_internal.jobs as j join howdah.chunks as c on c.id = j.chunk_id order by 1`
  expect([...waiting]).toEqual([
    { content: 'Embedded with nothing.' },
    { content: 'Not embedded yet.' },
  ])
  // Beside it, for a vector is of one model.
  const others = await sql`
    select k.name, m.provider || '/' || m.name as model, count(d.*)::int as documents
      from howdah.collections as k join howdah.models as m on m.id = k.embedding_model_id
      left join howdah.documents as d on d.collection = k.name group by 1, 2 order by 1`
  expect(others.map(({ model }) => model)).toEqual([
    'openai/text-embedding-3-small',
    'voyage/voyage-3',
  ])
  const [twice] = await sql`
    select content from howdah.documents where source = 'twice.md' and collection = 'default'`
  expect(twice!['content']).toBe('First of one place.\n\nSecond of one place.')
})

it('a conversation goes on where it was, with its model and the active prompt', async () => {
  const { sql } = moved
  const [talk] = await sql`
    select c.id, c.user_id, m.content as last from howdah.conversations as c
      join howdah_internal.prompt_versions as v on v.id = c.system_prompt_id and v.prompt = 'support'
      join howdah.messages as m on m.id = c.head_message_id
     where c.user_id is not null and m.role = 'assistant' and c.model = 'gpt-4o'
     order by c.title limit 1`
  const request = await sql.begin(async (tx) => {
    await tx`select howdah.act_as(${talk!['user_id']})`
    const [sent] =
      await tx`select howdah.send_message(${talk!['id']}, 'And now?', run_by => 'caller') as id`
    const [claimed] = await tx`select request from howdah.claim_message(${sent!['id']})`
    return claimed!['request'] as {
      provider: string
      model: string
      messages: { content: string }[]
    }
  })
  expect([request.provider, request.model]).toEqual(['openai', 'gpt-4o'])
  expect(request.messages[0]!.content).toContain('Answer briefly.')
  expect(JSON.stringify(request.messages)).toContain(talk!['last'])
  const versions = await sql`
    select name, version, is_active, created_by from howdah.prompt_versions
     where name not in ('answer', 'rewrite') order by 1, 2`
  expect(versions.map((row) => Object.values(row).join(' '))).toEqual([
    'gaps 1 true ann',
    'gaps 2 false ann',
    'idle 1 false ann',
    'support 1 false ann',
    'support 2 true bob',
    'support 3 false ',
  ])
})

it('a second run changes nothing, a later one takes what has come since, and nobody who was forgotten', async () => {
  const { sql } = moved
  const before = await digest(moved)
  const again = moveIn(moved)
  expect(Object.values(again).filter(([, , now]) => now !== '0')).toEqual([])
  expect(await digest(moved)).toEqual(before)

  const [gone] =
    await sql`select user_id from howdah.conversations where user_id is not null limit 1`
  await sql`select howdah.forget_user(${gone!['user_id']}, dry_run => false)`
  await sql`insert into public.llm_usage (user_id, model, cost_cents) values (${gone!['user_id']}, 'gpt-4o', 0.0001)`
  await sql`insert into public.documents (content, source, chunk_index) values ('Third of one place.', 'twice.md', 1)`
  await sql`
    insert into public.messages (conversation_id, role, content)
    select id, 'user', 'Still there?' from public.conversations`
  const later = moveIn(moved)
  expect([later['llm_usage']![2], later['documents']![2]]).toEqual(['1', '1'])
  expect(
    await one(`select user_id from howdah.llm_usage order by created_at desc limit 1`),
  ).toEqual([null])
  expect(
    await one(`select count(*)::int from howdah.users where id = '${gone!['user_id']}'`),
  ).toEqual([0])
  const [left] = await sql`
    select count(*)::int as n from howdah.messages where content = 'Still there?'`
  const [kept] = await sql`
    select count(*)::int as n from public.conversations where user_id is distinct from ${gone!['user_id']}`
  expect(left).toEqual(kept)
  expect(
    await one(
      `select content from howdah.documents where source = 'twice.md' and collection = 'default'`,
    ),
  ).toEqual(['First of one place.\n\nSecond of one place.\n\nThird of one place.'])
  expect(await one(`select count(*)::int from howdah.verify()`)).toEqual([0])
})

it('one row that cannot be taken, or a killed session, leaves nothing', async () => {
  const database = await withArticle()
  const { sql, url } = database
  const before = await digest(database)
  await sql`insert into public.llm_usage (id, model, input_tokens) values (9999, 'gpt-4o', -1)`
  expect(() => moveIn(database)).toThrow(/llm_usage: .* below zero.*id 9999/)
  expect(await digest(database)).toEqual(before)
  await sql`delete from public.llm_usage where id = 9999`

  await sql.begin(async (holder) => {
    // Late in the script, when all else is written.
    await holder`select from howdah_internal.usage_rollups for update`
    const ended = new Promise((resolve) =>
      execFile('psql', argumentsOf(url), (error) => resolve(error?.code)),
    )
    await until('it waits for us', async () => {
      const rows = await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and application_name = 'psql'`
      return rows.length > 0
    })
    expect(await ended).not.toBe(0)
  })
  expect(await digest(database)).toEqual(before)
  // And into another tenant and collection, from another provider.
  moveIn(database, '-v', 'tenant=acme', '-v', 'collection=articles', '-v', 'provider=azure')
  expect(
    await one(
      `select count(distinct tenant_id)::int, min(tenant_id) from howdah.messages`,
      database,
    ),
  ).toEqual([1, 'acme'])
  expect(
    await one(`select string_agg(distinct provider, ' ') from howdah.llm_usage`, database),
  ).toEqual(['anthropic azure'])
  expect(await one(`select count(*)::int from howdah.verify()`, database)).toEqual([0])
})
