import type { Sql } from 'postgres'
import { createDatabase } from '../../support/database.ts'
import type { Random } from '../../support/random.ts'

/** A call as next_step hands it out. */
export type Step = {
  ref: { seq: number; message_id: string; [name: string]: string | number | null }
  kind: string
  call: 'chat' | 'embed' | 'rerank'
  request: {
    params?: Record<string, number>
    messages?: { content: string }[]
    documents?: string[]
  }
}

/** A claim of a message, and the call that it is at. */
export type Claim = { jobId: string; token: string; step: Step | null }

/** A call that the provider got, and whether anybody was told what it used. */
export type Call = {
  message: string
  seq: number
  kind: string
  input: number
  output: number
  told: boolean
}

/**
 * A database with a priced chat model, a fallback for it, models that embed and that put in order, and a prompt
 * that asks for JSON.
 */
export async function openWorld(random: Random, clients = 2) {
  const database = await createDatabase({ client: { max: clients } })
  const { sql } = database
  await sql`select howdah.register_model('stub', 'e', 'embedding', 3)`
  await sql`select howdah.register_model('stub', 'dear', 'chat', null, 400000)`
  await sql`select howdah.register_model('stub', 'm', 'chat', null, 400000, fallback => 'stub/dear')`
  await sql`select howdah.set_price('stub', 'm', '2020-01-01', '[{"input": 1000, "output": 5000}]')`
  await sql`select howdah.set_price('stub', 'dear', '2020-01-01', '[{"input": 2000, "output": 9000}]')`
  await sql`select howdah.set_price('stub', 'e', '2020-01-01', '[{"input": 100}]')`
  await sql`select howdah.register_model('stub', 'r', 'rerank')`
  await sql`select howdah.set_price('stub', 'r', '2020-01-01', '[{"input": 300}]')`
  await sql`select howdah.set_setting('default_chat_model', 'stub/m')`
  await sql`select howdah.set_setting('default_embedding_model', 'stub/e')`
  await sql`select howdah.register_worker('w', '1', (select version from howdah.schema_version()), '{stub}')`
  await sql`select howdah.create_prompt_version('json', 'Answer in JSON.',
    params => '{"response_format": {"type": "json_object"}, "max_tokens": 400}')`
  await sql`select howdah.activate_prompt('json', 1)`
  await sql`select howdah.create_collection('default', rerank => 'stub/r')`
  await sql`select howdah.add_document(content => 'Refunds take five days.', source => 'a')`
  await sql`select howdah.add_document(content => 'A refund of gifts takes ten.', source => 'b')`
  await sql`delete from howdah_internal.jobs`
  return { sql, random, drop: database.drop, calls: [] as Call[] }
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** Asks; the question is new, so its vector is not known. */
export async function ask(world: World, user = 'ann'): Promise<string> {
  const { sql, random } = world
  const [row] = await sql<{ id: string }[]>`
    select s.id from howdah.act_as(${user}) as me, lateral howdah.send_message(
      case when me then howdah.start_conversation(prompt => 'json', collection => 'default') end,
      ${`How long does a refund take, ${random.int(0, 2 ** 30)}?`}) as s (id)`
  return row!.id
}

/** Lets time pass: whatever waits is due, and leases of the past have ended. */
export async function letTimePass(sql: Sql, isLeaseOver = false): Promise<void> {
  // Past what somebody else works on: nobody waits here, for workers lock in an order of their own.
  await sql`update howdah.lanes set paused_until = null where name in (
    select name from howdah.lanes where paused_until < 'infinity' for no key update skip locked)`
  await sql`update howdah_internal.jobs set run_after = howdah.clock() where id in (
    select id from howdah_internal.jobs where state = 'ready' for update skip locked)`
  await sql`update howdah_internal.queue_heads set run_after = '2000-01-01', blocked_until = null where id in (
    select id from howdah_internal.queue_heads for update skip locked)`
  if (isLeaseOver) {
    await sql`update howdah_internal.jobs set lease_until = howdah.clock() - interval '1 second' where id in (
      select id from howdah_internal.jobs where state = 'running' for update skip locked)`
  }
}

export async function claim({ sql }: { sql: Sql }): Promise<Claim | undefined> {
  const [job] = await sql<{ job_id: string; token: string }[]>`
    select job_id, token from howdah.claim_jobs('w', '{interactive}', 1)`
  return job && { jobId: job.job_id, token: job.token, step: null }
}

export async function next(sql: Sql, claimed: Claim, outcome: object | null): Promise<Step | null> {
  const [row] = await sql<{ step: Step | null }[]>`
    select howdah.next_step(${claimed.jobId}, ${claimed.token}, ${
      outcome === null ? null : sql.json(outcome as never)
    }::jsonb) as step`
  return row!.step
}

/** The provider gets a call: it is counted, whoever hears of it. */
export function called(world: World, step: Step): Call {
  const { random } = world
  const call = {
    message: step.ref.message_id,
    seq: step.ref.seq,
    kind: step.kind,
    input: random.int(5, 300),
    output: step.call === 'chat' ? random.int(1, 200) : 0,
    told: false,
  }
  world.calls.push(call)
  return call
}

/** What the provider gave: a vector, JSON or none, by chance; what it used is told with it. */
export function given(world: World, step: Step, call: Call): object {
  call.told = true
  if (step.call === 'embed') {
    return {
      ref: step.ref,
      result: { embeddings: ['[1,2,3]'] },
      facts: { usage: { prompt_tokens: call.input } },
    }
  }
  if (step.call === 'rerank') {
    const documents = step.request.documents ?? []
    // A server that loses one document says it of another twice.
    const isOrder = world.random.chance(0.8)
    const results = documents.map((_, index) => ({ index: isOrder ? index : 0, score: -index }))
    return { ref: step.ref, result: { results }, facts: { usage: { total_tokens: call.input } } }
  }
  const content = world.random.chance(0.5) ? 'Well, five days.' : '{"days": 5}'
  return {
    ref: step.ref,
    result: { content, finish_reason: 'stop' },
    facts: { usage: { prompt_tokens: call.input, completion_tokens: call.output } },
  }
}
