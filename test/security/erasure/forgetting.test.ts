import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { until } from '../../support/command.ts'
import { connect, createDatabase, type TestDatabase } from '../../support/database.ts'
import { chatStep, given, nextStep, type ClaimedJob } from '../../support/steps.ts'
import { traces } from './traces.ts'

// Somebody is forgotten while others are in the middle of writing about them.
let db: TestDatabase
beforeAll(async () => {
  db = await createDatabase({ template: 'plain', client: { max: 6 } })
  await db.sql`update howdah.lanes set requests_per_minute = null, tokens_per_minute = null`
})
afterAll(() => db.drop())

const lane = '{local/local-chat/interactive}'
const tenant = 'acme'
let count = 0
let person = ''
beforeEach(() => {
  person = `zanzibar${++count}`
})

/** Runs `statements` in a transaction of its own, forgets the person meanwhile, then commits. */
async function whileOpen(...statements: string[]): Promise<void> {
  const other = connect(db.url, { max: 1 })
  await other.unsafe('begin')
  for (const statement of statements) await other.unsafe(statement)
  let isOver = false
  const forgetting = forget().finally(() => (isOver = true))
  await until('the erasure waits', async () => {
    const [row] = await db.sql`
      select count(*)::int as n from pg_stat_activity
       where wait_event_type = 'Lock' and query like '%forget_user%' and datname = current_database()`
    return row!['n'] === 1
  })
  expect(isOver).toBe(false)
  await other.unsafe('commit')
  await forgetting
  await other.end()
}
const forget = () => db.sql`
  select count(*) from howdah.forget_user(case when howdah.act_as(null, ${tenant}) then ${person} end, false)`
const actAs = () => `select howdah.act_as('${person}', '${tenant}')`
const ask = () =>
  db.sql.begin(async (sql) => {
    await sql.unsafe(actAs())
    await sql`select howdah.send_message(howdah.start_conversation(), ${`Who is ${person}?`})`
    const [job] = await sql<ClaimedJob[]>`
      select job_id, token from howdah.claim_jobs('w', ${lane}::text[])`
    return job!
  })

it('a roll-up under way does not put their sums back', async () => {
  await db.sql`select howdah_internal.write_usage(${tenant}, ${person}, gen_random_uuid(), 1,
    now() - interval '3 hours',
    (select id from howdah.models where name = 'local-chat'), '{"input_tokens": 9, "output_tokens": 1}')`
  await whileOpen('select howdah.roll_up_usage()')
  expect(await traces(db.sql, person)).toEqual([])
  const [row] = await db.sql`select sum(call_count)::int as n from howdah_internal.usage_daily`
  expect(row!['n']).toBe(1)
})

it('what they do at this moment is forgotten as well', async () => {
  await whileOpen(
    actAs(),
    `select howdah.cache_store('{"q": "${person}"}', 'local/local-chat', 'Hello ${person}')`,
    `select howdah.record_usage('local/local-chat', '{"input_tokens": 9}')`,
    `select howdah.add_document('About ${person}.', '${person}.md')`,
  )
  expect(await traces(db.sql, person)).toEqual([])
})

it('whatever it is', async () => {
  const statements = [
    `select howdah.enqueue('own', '{"of": "${person}"}')`,
    `select howdah.set_user('${person}', '${person}@example.org')`,
    `select howdah.create_prompt_version('${tenant}', 'A text of ${count}')`,
    `select howdah.record_retrieval('who', '{0.5}')`,
    `select howdah.admit('local/local-chat', 9, 9)`,
  ]
  for (const statement of statements) {
    await whileOpen(actAs(), statement)
    expect(await traces(db.sql, person)).toEqual([])
  }
})

it('so is an answer that is being stored', async () => {
  const job = await ask()
  const step = await chatStep(db.sql, job)
  const outcome = JSON.stringify(given(step!, `I am ${person}.`))
  await whileOpen(`select howdah.next_step(${job.job_id}, ${job.token}, '${outcome}')`)
  expect(await traces(db.sql, person)).toEqual([])
})

it('vectors and parts of answers that come later are dropped, their cost is not', async () => {
  const [job, other] = [await ask(), await ask()]
  const chat = await chatStep(db.sql, job)
  const embed = await nextStep(db.sql, other)
  expect([chat!.call, embed!.call]).toEqual(['chat', 'embed'])
  await db.sql`select howdah.add_document(${`I am ${person}.`}, 'i.md', private => true)
    from howdah.act_as(${person}, ${tenant}) as me where me`
  const chunks = await db.sql`
    select array_agg(job_id) as ids, min(token) as token
      from howdah.claim_jobs('w', '{local/local-embedding/bulk}')`
  const { ids, token } = chunks[0]!
  expect(ids).toHaveLength(1)
  await forget()
  const [before] = await db.sql`select count(*)::int as n from howdah.llm_usage`
  const [vectors] = await db.sql`select howdah.complete_embeddings(${ids}, ${token},
    array[(array_fill(1, array[384]))::real[]::halfvec], ${tenant}, ${person}, m.id, gen_random_uuid(),
    now() - interval '1 minute', '{"input_tokens": 9}') as n from howdah.models as m where m.name = 'local-embedding'`
  expect(vectors!['n']).toBe(0)
  const embeddings = [`[${Array.from({ length: 384 }, () => 1).join(',')}]`]
  const facts = { usage: { input_tokens: 9 } }
  expect(
    await nextStep(db.sql, other, { ref: embed!.ref, result: { embeddings }, facts }),
  ).toBeNull()
  const [part] =
    await db.sql`select howdah.append_partial(${job.job_id}, ${job.token}, 0, ${person}) as said`
  expect(part!['said']).toBe('stale')
  expect(await nextStep(db.sql, job, given(chat!, `I am ${person}.`))).toBeNull()
  expect(await traces(db.sql, person)).toEqual([])
  const [after] =
    await db.sql`select count(*)::int as n, (select count(*)::int from howdah_internal.query_embeddings) as q
      from howdah.llm_usage`
  expect(after).toEqual({ n: before!['n'] + 3, q: 0 })
})

it('a key of theirs among the changes of a watched table is forgotten, the change is not', async () => {
  await db.sql`create table profiles (id text primary key, body text)`
  await db.sql`select howdah.watch_table('profiles', '{body}')`
  await db.sql`insert into profiles values (${person}, 'me'), ('other', 'other')`
  expect(await traces(db.sql, person)).toEqual(['howdah_internal.watched_changes.keys'])
  await forget()
  expect(await traces(db.sql, person)).toEqual([])
  await db.sql`delete from profiles where id = ${person}`
  await forget()
  await until(
    'synced',
    async () => (await db.sql`select howdah.sync_watched() as n`)[0]!['n'] === 0,
  )
  const documents = await db.sql`select content from howdah.documents`
  expect(documents.map((row) => row['content'])).toEqual(['other'])
})

it('a large tenant goes in slices, and what comes in between goes too', async () => {
  const live = (n: number) => db.sql`
    select howdah.add_document(case when howdah.act_as(${`gazelle${n}`}, 'gazelle') then ${`Gazelle ${n}.`} end,
      ${`${n}.md`}, private => false), howdah.send_message(howdah.start_conversation(), 'What is a gazelle?')`
  for (let n = 0; n < 30; n += 1) await live(n)
  let [slices, rows] = [0, 0]
  for (;;) {
    const gone =
      await db.sql`select * from howdah.forget_tenant('gazelle', dry_run => false, max_rows => 20)`
    if (gone.length === 0) break
    const n = gone.reduce((sum, row) => sum + Number(row['row_count']), 0)
    // The last slice has the prompts too, which are few.
    expect(n).toBeLessThan(45)
    ;[slices, rows] = [slices + 1, rows + n]
    if (slices === 3) await live(99)
  }
  expect(slices).toBeGreaterThan(7)
  expect(rows).toBeGreaterThan(150)
  const left = await traces(db.sql, 'gazelle')
  expect(left).toEqual(['howdah_internal.forgotten_users.tenant_id'])
  // The same name may come back.
  await live(1)
  const [row] =
    await db.sql`select count(*)::int as n from howdah.users where tenant_id = 'gazelle'`
  expect(row!['n']).toBe(1)
})
