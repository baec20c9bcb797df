import type { Sql } from 'postgres'
import { expect, it } from 'vitest'
import { createRandom, newSeed, type Random } from '../../support/random.ts'
import { claim, letTimePass, next, openWorld, type Step, type World } from './world.ts'

// HOWDAH_RUNS=50 for the long form.
const runs = Number(process.env['HOWDAH_RUNS'] ?? 2)
const seed = newSeed('hard budgets')
const workers = 8
const questions = 100

/** Failures of every class: of these some have cost something. */
const failures = [
  { code: 'rate_limited', status: 429, retry_after_ms: 0 },
  { code: 'provider_error', status: 500 },
  { code: 'timeout' },
  { code: 'bad_response' },
  { code: 'content_filter', status: 400 },
  { code: 'model_not_found', status: 404 },
  { code: 'connection' },
]

/** What a provider may bill for a call: up to the request that was sent, and the limit that was sent with it. */
async function outcome(sql: Sql, random: Random, step: Step): Promise<object> {
  const [bound] = await sql<{ input: number; output: number | null }[]>`
    select input_tokens as input, output_tokens as output from howdah_internal.message_steps
     where message_id = ${step.ref.message_id} and seq = ${step.ref.seq}`
  const { input, output } = bound!
  const sent = step.request.params?.['max_tokens'] ?? output ?? 0
  if (step.call === 'chat' && sent !== output) throw new Error(`limit ${sent}, held for ${output}`)
  const most = random.chance(0.5)
  const usage = {
    prompt_tokens: most ? input : random.int(1, input),
    completion_tokens: most ? sent : random.int(0, sent),
  }
  if (random.chance(0.3)) {
    const facts = random.chance(0.6) ? { has_begun: true, usage } : {}
    return { ref: step.ref, failure: { message: 'no', ...random.pick(failures) }, facts }
  }
  const result = {
    embed: { embeddings: ['[1,2,3]'] },
    rerank: { results: (step.request.documents ?? []).map((_, index) => ({ index, score: 1 })) },
    chat: { content: random.chance(0.5) ? '{"a": 1}' : 'no JSON', finish_reason: 'stop' },
  }[step.call]
  return { ref: step.ref, result, facts: { usage } }
}

async function work(world: World, random: Random): Promise<void> {
  const { sql } = world
  for (let idle = 0; idle < 10;) {
    const claimed = await claim(world)
    if (!claimed) {
      idle += 1
      await letTimePass(sql)
      continue
    }
    let step = await next(sql, claimed, null)
    while (step) {
      const fate = random.share()
      if (fate < 0.05) break
      const told = await outcome(sql, random, step)
      if (fate < 0.1) break
      step = await next(sql, claimed, told)
    }
    if (step) {
      await sql`update howdah_internal.jobs set lease_until = howdah.clock() - interval '1 second'
                 where id = ${claimed.jobId} and token = ${claimed.token}`
      await sql`select howdah.reap_jobs()`
    }
  }
}

/** Questions of 10 to 100,000 tokens; refused ones are a part of it. */
async function askAll(world: World, random: Random): Promise<number> {
  let refused = 0
  for (let n = 0; n < questions; n += 1) {
    const tokens = Math.round(10 * 10 ** (4 * random.share()))
    const variables = { text: 'word '.repeat(Math.ceil((tokens * 4) / 5)) }
    const user = `user ${n % 4}`
    try {
      await world.sql`
        select howdah.send_message(
                 case when me then howdah.start_conversation(
                   prompt => 'long', collection => case when ${n % 3 === 0} then 'default' end) end,
                 ${`And now, ${n}?`}, variables => ${world.sql.json(variables)})
          from howdah.act_as(${user}) as me`
    } catch (error) {
      if (!/^PT4(02|29)$/.test((error as { code: string }).code)) throw error
      refused += 1
    }
  }
  return refused
}

async function runOne(
  number: number,
  limit: (world: World) => Promise<unknown>,
): Promise<World & { refused: number }> {
  const random = createRandom(seed + number)
  const world = await openWorld(random, workers + 2)
  const { sql } = world
  await sql`select howdah.create_prompt_version('long', 'Answer in JSON from: {{text}}',
    params => '{"response_format": {"type": "json_object"}}')`
  await sql`select howdah.activate_prompt('long', 1)`
  await limit(world)
  const [refused] = await Promise.all([
    askAll(world, random),
    ...Array.from({ length: workers }, (_, n) =>
      work(world, createRandom(seed + number * 100 + n)),
    ),
  ])
  // What came last of all.
  await work(world, random)
  return { ...world, refused }
}

it(
  'spends no more than a hard budget, whatever is sent and fails',
  { timeout: 1_800_000 },
  async () => {
    let ended = 0
    for (let n = 0; n < runs; n += 1) {
      const world = await runOne(
        n,
        ({ sql }) => sql`select howdah.set_budget('tenant', 1000, 'month')`,
      )
      const [window] = await world.sql<{ spent: number; reserved: number }[]>`
      select spent_cents::float8 as spent, reserved_cents::float8 as reserved from howdah_internal.budget_windows`
      const refused = await world.sql<{ code: string }[]>`
      select error_code as code from howdah.messages where error_code = 'PT402'`
      await world.drop()
      console.log(
        `seed ${seed + n}: ${window!.spent} cents, ${refused.length} refused before a call`,
      )
      expect(window!.spent, `seed ${seed + n}`).toBeLessThanOrEqual(1000)
      expect(window!.spent).toBeGreaterThan(100)
      expect(window!.reserved).toBe(0)
      ended += refused.length + world.refused
    }
    expect(ended, 'questions and calls that did not fit any more').toBeGreaterThan(0)
  },
)

it('uses no more tokens than a rate allows', { timeout: 1_800_000 }, async () => {
  const most = 300_000
  for (let n = 0; n < runs; n += 1) {
    const world = await runOne(
      500 + n,
      ({ sql }) => sql`select howdah.set_rate_limit('tenant', ${most}, 'input_tokens', 'day')`,
    )
    const [used] = await world.sql<{ used: number; reserved: number }[]>`
      select used::float8 as used, reserved::float8 as reserved from howdah_internal.rate_state`
    await world.drop()
    console.log(`seed ${seed + 500 + n}: ${used!.used} tokens`)
    expect(used!.used, `seed ${seed + 500 + n}`).toBeLessThanOrEqual(most)
    expect(used!.used).toBeGreaterThan(most / 10)
    expect(used!.reserved).toBe(0)
  }
})
