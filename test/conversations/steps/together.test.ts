import type { JSONValue, Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRandom, newSeed, type Random } from '../../support/random.ts'
import { createDatabase, type TestDatabase } from '../../support/database.ts'

const clients = 12
const seconds = 8
const seed = newSeed('together')

type Step = { ref: JSONValue; call: string }
type Claim = { job: string; token: string; step: Step | null }
type World = { conversations: string[]; messages: string[]; claims: Claim[] }

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase({ client: { max: clients + 1 } })
})
afterAll(() => database.drop())

/** Limits whose rows all share, and one that refuses some vectors, so that the answer goes on without. */
const setUp = `
  select howdah.register_model('stub', 'small', 'chat');
  select howdah.register_model('stub', 'big', 'chat', fallback => 'stub/small');
  select howdah.register_model('stub', 'emb', 'embedding', 2);
  select howdah.set_price('stub', m, '2020-01-01Z', '[{"input": 100, "output": 300}]')
    from unnest('{big,small}'::text[]) as m;
  select howdah.set_price('stub', 'emb', '2020-01-01Z', '[{"input": 100}]');
  select howdah.set_setting(n, v) from (values ('default_embedding_model', 'stub/emb'), ('cache_answers', 'on'),
    ('default_chat_model', 'stub/big'), ('rewrite_model', 'stub/small'), ('retry_base_seconds', '0.1')) as s (n, v);
  select howdah.register_worker('w', '1', (select s.version from howdah.schema_version() as s), '{stub}');
  select howdah.act_as('ann', 'acme');
  select howdah.set_budget(s, 1000000, 'total') from unnest('{user,tenant}'::text[]) as s;
  select howdah.set_budget('model', 1000000, 'total', m) from unnest('{stub/big,stub/emb}'::text[]) as m;
  select howdah.set_rate_limit('user', 1000, 'concurrent');
  select howdah.set_rate_limit('tenant', 100000000, 'input_tokens', 'day');
  select howdah.set_rate_limit('model', 100000000, 'output_tokens', 'minute', 'stub/big');
  select howdah.set_rate_limit('model', 1000, 'input_tokens', 'minute', 'stub/emb')`

const failures = ['rate_limited', 'timeout', 'not_configured', 'aborted', 'bad_request']
const outcome = (random: Random, { ref, call }: Step) => {
  if (random.chance(0.4)) return { ref, failure: { code: random.pick(failures) } }
  const result =
    call === 'embed' ? { embeddings: ['[1,2]'] } : { content: 'Five days.', finish_reason: 'stop' }
  return { ref, result, facts: { usage: { prompt_tokens: 20, completion_tokens: 5 } } }
}

async function act(sql: Sql, random: Random, world: World): Promise<void> {
  const user = random.pick(['ann', 'bob'])
  const as = sql`(select howdah.act_as(${user}, 'acme') as is_set) as me`
  const what = random.weighted({
    start: 2,
    send: 8,
    claim: 8,
    step: 24,
    cancel: 2,
    remove: 2,
    reap: 2,
    pause: 1,
    document: 1,
  })
  const claim = world.claims.at(-random.int(1, 8))
  if (what === 'start') {
    const [row] = await sql<
      { id: string }[]
    >`select howdah.start_conversation() as id from ${as} where is_set`
    world.conversations.push(`${user} ${row!.id}`)
  } else if (what === 'send') {
    const [owner, id] = (world.conversations.at(-random.int(1, 6)) ?? '').split(' ')
    if (!id) return
    const [row] = await sql<{ id: string }[]>`
      select howdah.send_message(${id}, ${random.pick(['How long?', 'How much?', 'Why?'])}) as id
        from (select howdah.act_as(${owner!}, 'acme') as is_set) as me where is_set`
    world.messages.push(`${owner} ${row!.id}`)
  } else if (what === 'claim') {
    const jobs = await sql<Claim[]>`
      select job_id as job, token, null as step from howdah.claim_jobs('w', '{interactive,bulk}', 3, '1 second')`
    world.claims.push(...jobs)
  } else if (what === 'step' && claim) {
    const told =
      claim.step && random.chance(0.9) ? sql.json(outcome(random, claim.step) as JSONValue) : null
    const [row] = await sql<{ step: Step | null }[]>`
      select howdah.next_step(${claim.job}, ${claim.token}, ${told}) as step
       where exists (select from howdah_internal.jobs as j where j.id = ${claim.job} and j.kind = 'chat')`
    claim.step = row?.step ?? null
  } else if (what === 'cancel' || what === 'remove') {
    const [owner, id] = (
      (what === 'cancel' ? world.messages : world.conversations).at(-random.int(1, 6)) ?? ''
    ).split(' ')
    if (!id) return
    const call =
      what === 'cancel'
        ? sql`howdah.cancel_message(${id})::text`
        : sql`howdah.delete_conversation(${id})::text`
    await sql`select ${call} from (select howdah.act_as(${owner!}, 'acme') as is_set) as me where is_set`
  } else if (what === 'reap') {
    await sql`select howdah.reap_jobs()`
  } else if (what === 'pause') {
    await sql`select howdah.pause_lane('stub/big/interactive', howdah.clock() + interval '200 milliseconds')`
    await sql`update howdah_internal.jobs set run_after = howdah.clock() where id in (
      select id from howdah_internal.jobs where state = 'ready' for update skip locked)`
  } else if (what === 'document') {
    const text = `It takes ${random.int(1, 99)} days.`
    await sql`select howdah.add_document(${text}, 'days.md', private => false) from ${as} where is_set`
  }
}

it('nobody who sends, answers, cancels, deletes and pauses together deadlocks', async () => {
  const { sql } = database
  await sql.unsafe(setUp)
  const random = createRandom(seed)
  const world: World = { conversations: [], messages: [], claims: [] }
  const unexpected: string[] = []
  let deadlocks = 0
  const until = Date.now() + seconds * 1000
  const client = async () => {
    while (Date.now() < until)
      await act(sql, random, world).catch(
        (error: { code?: string; message: string; where?: string }) => {
          if (error.code === '40P01') deadlocks += 1
          else if (!/^PT4/.test(error.code ?? ''))
            unexpected.push(`${error.code} ${error.message} ${error.where}`)
        },
      )
  }
  await Promise.all(Array.from({ length: clients }, client))
  expect(unexpected).toEqual([])
  // Whoever meets one repeats its transaction, but they are not to be met.
  expect(deadlocks).toBeLessThan(12)
  await sql`update howdah_internal.jobs set lease_until = howdah.clock() - interval '1 second' where state = 'running'`
  await sql`select howdah.reap_jobs()`
  await sql`update howdah_internal.jobs set deadline = howdah.clock() where kind = 'chat'`
  await sql`select howdah_internal.expire_jobs()`
  // What a call cost that failed in a deleted conversation is not known: it counts as it was held.
  const [left] = await sql`
    select (select count(*) from howdah.messages where status in ('pending', 'streaming'))::integer as open,
           (select count(*) from howdah_internal.reservations
             where status = 'held' and model_id is not null)::integer as held,
           (select sum(s.reserved) from howdah_internal.rate_state as s)::integer as reserved,
           (select w.spent_cents - (select sum(coalesce(u.cost_cents, u.budget_cents)) from howdah.llm_usage as u)
              from howdah_internal.budget_windows as w where w.subject = 'acme')::float8 as uncounted`
  expect(left).toEqual({ open: 0, held: 0, reserved: 0, uncounted: 0 })
}, 60_000)
