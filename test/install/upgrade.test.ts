import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { readSources, type Sources } from '../../worker/install/sources.ts'
import { startWorker } from '../bench/worker.ts'
import { startStub } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import type { TestDatabase } from '../support/database.ts'
import { expectAlive } from './alive.ts'
import { countRows, dumpSchema, emptyDatabase, psql } from './world.ts'

const open: TestDatabase[] = []
const empty = async (as: 'owner' | 'superuser' = 'owner') => {
  const database = await emptyDatabase(as)
  open.push(database)
  return database
}
/** The install as it was when the migrations were frozen. */
const frozen = gunzipSync(readFileSync(join(import.meta.dirname, 'frozen.sql.gz'))).toString()
let wanted = ''

beforeAll(async () => {
  const fresh = await empty()
  await install(fresh.url)
  wanted = dumpSchema(fresh.url)
})
afterAll(async () => {
  for (const database of open) await database.drop()
})

/** The sources of another version, with more objects and grants. */
function withObjects(objects: string, grants = ''): Sources {
  const sources = readSources()
  const at = sources.functions.findIndex(({ file }) => file.endsWith('drop_old_objects.sql'))
  const other = (sql: string) => ({ file: 'functions/other.sql', sql })
  return {
    ...sources,
    functions: [...sources.functions.toSpliced(at, 0, other(objects)), other(grants)],
    functionsHash: 'another version',
  }
}

it('frozen migrations are as they were', () => {
  const laid = [...frozen.matchAll(/values \('(\d{6}-[^']+)', '([0-9a-f]{64})'/g)]
  expect(laid.length).toBeGreaterThan(10)
  const now = new Map(readSources().migrations.map(({ name, hash }) => [name, hash]))
  const changed = laid.filter(([, name, hash]) => now.get(name!) !== hash).map(([, name]) => name)
  // What people have installed cannot be edited: write a new migration instead (db/README.md).
  expect(changed).toEqual([])
})

it('the frozen schema with data becomes the present one, and lives', async () => {
  const old = await empty()
  psql(old.url, { text: frozen })
  psql(old.url, { file: 'data.psql' })
  const {
    'howdah_internal.message_requests': requests,
    'howdah.prompt_versions': versions,
    ...rows
  } = await countRows(old)
  rows['howdah_internal.message_steps'] = requests!
  rows['howdah_internal.prompt_versions'] = versions!
  await install(old.url)
  // Models and watched tables have made partitions and functions of their own.
  const fresh = await empty()
  await install(fresh.url)
  psql(fresh.url, { file: 'data.psql' })
  // On the first days of a month some of its calls are of the last one; an upgrade gives them their partition.
  psql(fresh.url, { text: 'select howdah_internal.make_partitions()' })
  expect(dumpSchema(old.url)).toBe(dumpSchema(fresh.url))
  const after = await countRows(old)
  const lost = Object.keys(rows).filter((name) => (after[name] ?? 0) < rows[name]!)
  expect(lost.filter((name) => !/installed_objects/.test(name))).toEqual([])
  await expectAlive(old)
})

it('jobs and requests of answers that are under way are brought over, and the answers come', async () => {
  const old = await empty()
  const { sql } = old
  psql(old.url, { text: frozen })
  psql(old.url, { file: 'data.psql' })
  // As on the day of an upgrade: a worker is in the middle of a call, and a text was given up.
  const [claimed] = await sql<Record<string, string>[]>`
    select job_id, token, payload ->> 'message_id' as message
      from howdah.claim_jobs('gone', '{stub/c/interactive}')`
  await sql.unsafe('select howdah.prepare_message($1, $2)', [
    claimed!['job_id']!,
    claimed!['token']!,
  ])
  await sql`
    select howdah_internal.bury_jobs(array[min(j.id)], 'timeout', 'no answer')
      from howdah_internal.jobs as j where j.kind = 'embed_chunk'`
  const jobs = await sql`
    select id, kind, state, token, payload, reservation_id from howdah_internal.jobs order by id`
  const requests = await sql`
    select tenant_id, message_id, attempt, request from howdah_internal.message_requests order by message_id, attempt`
  expect(new Set(jobs.map(({ kind, state }) => `${kind} ${state}`))).toEqual(
    new Set(['chat running', 'embed_chunk ready', 'embed_chunk dead']),
  )
  expect(requests).toHaveLength(2)

  await install(old.url)
  const typed = await sql`
    select id, kind, state, token, payload, message_id, chunk_id, reservation_id, is_unwanted
      from howdah_internal.jobs order by id`
  expect(typed).toEqual(
    jobs.map(({ payload: { message_id, chunk_id, ...payload }, ...job }) => {
      const isChat = job['kind'] === 'chat'
      if (isChat) delete payload.model_id
      return {
        ...job,
        payload,
        message_id: message_id ?? null,
        chunk_id: isChat ? null : String(chunk_id),
        reservation_id: isChat ? message_id : job['reservation_id'],
        is_unwanted: false,
      }
    }),
  )
  const steps = await sql`
    select tenant_id, message_id, seq as attempt, request, kind || ' ' || call || ' ' || status as what, is_billed,
           (select name from howdah.models as m where m.id = s.model_id) as model
      from howdah_internal.message_steps as s order by message_id, seq`
  const what = { what: 'answer chat done', is_billed: true, model: 'c' }
  expect(steps).toEqual(requests.map((request) => ({ ...request, ...what })))
  const [shown] = await sql`
    select howdah.message_request(case when howdah.act_as('ann') then message_id end) as request
      from howdah_internal.message_steps where message_id != ${claimed!['message']!}`
  expect(shown!['request']).toEqual(
    requests.find(({ message_id }) => message_id !== claimed!['message'])!['request'],
  )

  // Its worker is gone with the old version.
  await sql`update howdah_internal.jobs set lease_until = howdah.clock() - interval '1 second' where state = 'running'`
  await sql`select howdah.retry_dead_jobs()`
  await expectAlive(old)
  const [answer] = await sql`select status from howdah.messages where id = ${claimed!['message']!}`
  expect(answer).toEqual({ status: 'complete' })
  const [held] = await sql`
    select (select count(*)::int from howdah_internal.reservations where status = 'held') as calls,
           (select sum(reserved_cents)::float8 from howdah_internal.budget_windows) as cents`
  expect(held).toEqual({ calls: 0, cents: 0 })
})

it('what a version laid and the next one does not is gone, grants and policies too', async () => {
  const old = await empty()
  const other = withObjects(
    `create function howdah.old_sum(a integer) returns integer language sql return a + 1;
    create view howdah.old_view as select howdah.old_sum(1) as n;
    create function howdah.tg_old() returns trigger language plpgsql as 'begin return new; end';
    create trigger old_trigger after insert on howdah.users for each row execute function howdah.tg_old();
    select howdah_internal.let_read('howdah_internal.workers', 'howdah_app', 'true');`,
    `grant select on howdah.old_view to howdah_app;
    grant execute on function howdah.reap_jobs() to howdah_app;`,
  )
  await install(old.url, { sources: other })
  const before = dumpSchema(old.url)
  for (const name of [
    'old_sum',
    'old_view',
    'old_trigger',
    'workers_app_reads',
    'FUNCTION howdah.reap_jobs() TO howdah_app',
  ]) {
    expect(before).toContain(name)
  }
  await install(old.url)
  expect(dumpSchema(old.url)).toBe(wanted)
})

it('a function of yours that is named like one of ours is refused, and nothing is changed', async () => {
  const old = await empty()
  await install(old.url)
  await old.sql.unsafe(
    'create function howdah.setting(name text, other text) returns text return 1',
  )
  const again = install(old.url, { sources: withObjects('select 1') })
  await expect(again).rejects.toMatchObject({ code: 'PT409' })
  await expect(again).rejects.toThrow(
    /named like a function of it: howdah\.setting\(name text, other text\)/,
  )
})

it('what is yours stays: views, triggers, indexes, keys, policies and grants to roles of your own', async () => {
  const old = await empty('superuser')
  await install(old.url, {
    sources: withObjects('create view howdah.old_view as select id from howdah.documents'),
  })
  const { sql } = old
  await sql.unsafe(`
    create role "${old.name}_bi" nologin;
    create view public.mine as select id from howdah.old_view;
    create index mine_idx on howdah.documents (title);
    create function howdah.mine() returns text language plpgsql as $$
      begin return regexp_replace('a b', '\\s', ''); end$$;
    create policy mine on howdah.documents for select to "${old.name}_bi" using (true);
    grant select on howdah.documents to "${old.name}_bi";
    create table public.orders (tenant_id text, document_id uuid,
      foreign key (tenant_id, document_id) references howdah.documents (tenant_id, id))`)
  const said: string[] = []
  await install(old.url, { log: (line) => said.push(line) })
  expect(said.join('\n')).toContain('view howdah.old_view is no part of howdah any more, but stays')
  const [left] = await sql`
    select to_regclass('howdah.mine_idx') is not null and to_regprocedure('howdah.mine()') is not null
           and exists (select from pg_policies where policyname = 'mine')
           and has_table_privilege(${`${old.name}_bi`}, 'howdah.documents', 'select')
           and exists (select from public.mine) is not null as is_there`
  expect(left!['is_there']).toBe(true)
  await sql.unsafe(
    `drop view public.mine; drop view howdah.old_view; drop owned by "${old.name}_bi"; drop role "${old.name}_bi"`,
  )
})

it('is laid under a worker that embeds: no job fails and none is lost', async () => {
  const old = await empty()
  await install(old.url, {
    sources: withObjects('create view howdah.old_view as select id from howdah.documents'),
  })
  const { sql, url } = old
  const stub = await startStub()
  try {
    await sql`select howdah.register_model('stub', 'm', 'embedding', 384)`
    await sql`select howdah.set_setting('default_embedding_model', 'stub/m')`
    const worker = await startWorker(old, { HOWDAH_PROVIDER_STUB_URL: stub.url })
    await sql`
      select howdah.add_document('Text number ' || n || ' on granite.', n || '.md') from generate_series(1, 1000) as n`
    const count = async () =>
      (await sql<{ n: number }[]>`select count(*)::int as n from howdah.embeddings`)[0]!.n
    await until('it embeds', async () => (await count()) > 0)
    await install(url)
    const isDone = async () =>
      (await sql`select from howdah_internal.jobs where state != 'dead'`).length === 0
    await until('every job is done', isDone)
    await worker.stop()
    expect(await count()).toBe(1000)
    expect(await sql`select * from howdah.dead_jobs`).toEqual([])
    expect(dumpSchema(url)).toContain('howdah.embeddings_')
  } finally {
    await stub.close()
  }
})
