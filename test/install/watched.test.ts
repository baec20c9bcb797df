import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { connect, type TestDatabase } from '../support/database.ts'
import { emptyDatabase, psql } from './world.ts'

// Triggers, their functions and stored keys of the frozen version are there after an upgrade.
const frozen = gunzipSync(readFileSync(join(import.meta.dirname, 'frozen.sql.gz'))).toString()
let old: TestDatabase

beforeAll(async () => {
  old = await emptyDatabase()
})
afterAll(() => old.drop())

async function sync(): Promise<void> {
  const berlin = connect(old.url, { max: 1, connection: { timezone: 'Europe/Berlin' } })
  for (;;) {
    const [row] = await berlin`select howdah.sync_watched(50) as n`
    if (row!['n'] === 0) break
  }
  await berlin.end()
}

const documents = () =>
  old.sql<{ id: string; collection: string; content: string }[]>`
    select id, collection, content from howdah.documents
     where collection in ('times', 'words', 'plain', 'tags') order by collection, content`

it('rows that were watched before are recognised, and none is bought again', async () => {
  const { sql } = old
  psql(old.url, { text: frozen })
  psql(old.url, { file: 'data.psql' })
  await sql.unsafe(`
    create table public.times (id integer, at timestamptz, body text, primary key (id, at));
    create table public.words (id text primary key, body text);
    create table public.plain (id integer primary key, body text);
    create table public.tags (id integer[] primary key, body text);
    insert into public.times
      select n, '2031-03-15 09:00+00'::timestamptz + n * interval '1 day', 'time ' || n
        from generate_series(1, 20) as n;
    insert into public.words values ('a/b', 'slash'), ('a%2Fb', 'percent'), ('word', 'word');
    insert into public.plain select n, 'plain ' || n from generate_series(1, 20) as n;
    insert into public.tags values ('{1,2}', 'tags')`)
  for (const table of ['times', 'words', 'plain', 'tags']) {
    await sql`select howdah.watch_table(${table}, '{body}', collection => ${table})`
  }
  await sync()
  const lost = connect(old.url, { max: 1, connection: { timezone: 'America/New_York' } })
  await lost`delete from times where id = 20`
  await lost.end()
  await sync()
  // As if all of it had been embedded.
  await sql`
    insert into howdah.embeddings (tenant_id, model_id, chunk_id, collection, content_hash, embedding)
    select c.tenant_id, k.embedding_model_id, c.id, c.collection, c.content_hash,
           array_fill(0.5::real, array[384])::halfvec
      from howdah.chunks as c
      join howdah.collections as k on k.tenant_id = c.tenant_id and k.name = c.collection
        on conflict do nothing`
  await sql`delete from howdah_internal.jobs where kind = 'embed_chunk'`
  const before = await documents()
  expect(before.filter(({ content }) => content === 'time 20')).toHaveLength(1)

  await install(old.url)
  const [laid] = await sql`
    select count(*)::int as n from pg_trigger as t
     where t.tgname like 'howdah_watch%update' and pg_get_triggerdef(t.oid) not like '%*<>%'`
  expect(laid).toEqual({ n: 0 })
  const other = connect(old.url, { max: 1, connection: { timezone: 'Asia/Kolkata' } })
  await other`delete from times where id = 19`
  await other.end()
  await sql`update howdah.watched_tables set error_at = null where error is not null`
  await sync()

  const after = await documents()
  const rows = await sql`
    select 'times' as collection, body as content from times union all select 'words', body from words
     union all select 'plain', body from plain union all select 'tags', body from tags
     order by collection, content`
  expect(after.map(({ collection, content }) => ({ collection, content }))).toEqual([...rows])
  const ids = new Set(before.map(({ id }) => id))
  const fresh = after.filter(({ id }) => !ids.has(id)).map(({ content }) => content)
  // Two words had one document; the array was no key.
  expect(fresh).toHaveLength(2)
  expect(fresh).toContain('tags')
  const bought = await sql`
    select d.content from howdah_internal.jobs as j
      join howdah.chunks as c on c.tenant_id = j.tenant_id and c.id = j.chunk_id
      join howdah.documents as d on d.tenant_id = c.tenant_id and d.id = c.document_id
     where j.kind = 'embed_chunk'`
  expect(bought.length).toBeLessThanOrEqual(2)
  expect(
    await sql`select source from howdah.documents where collection = 'words' order by 1`,
  ).toEqual(
    ['public.words/a%252Fb', 'public.words/a%2Fb', 'public.words/word'].map((source) => ({
      source,
    })),
  )
  expect(await sql`select * from howdah.verify() where check_name like 'watched%'`).toEqual([])
  expect(await sql`select * from howdah.doctor() where subject like 'watched%'`).toEqual([])

  // A second install lays nothing anew and reads nothing again.
  await sql`update howdah_internal.migrations set hash = 'another' where name = 'functions'`
  await install(old.url)
  expect(await sql`select from howdah_internal.watched_changes`).toHaveLength(0)
})
