import type { Random } from '../../support/random.ts'
import {
  ask,
  called,
  claim,
  given,
  letTimePass,
  next,
  type Claim,
  type Step,
  type World,
} from './world.ts'

const failures = [
  'rate_limited',
  'timeout',
  'provider_error',
  'bad_response',
  'connection',
] as const

/** What may happen around one call, and how often of a hundred times. */
const events = {
  fine: 40,
  'lost reply': 12,
  'crash before the call': 8,
  'crash after the call': 10,
  'late report': 10,
  failure: 12,
  cancel: 4,
  delete: 2,
  release: 2,
}
export type Event = keyof typeof events

/** One question through whatever happens to it, from its first claim to its end. */
export async function runSchedule(world: World, met: Map<string, number>): Promise<void> {
  const { sql, random } = world
  const message = await ask(world)
  for (let round = 0; round < 60; round += 1) {
    await letTimePass(sql)
    const claimed = await claim(world)
    if (!claimed) {
      const [left] = await sql`select 1 from howdah_internal.jobs where state != 'dead'`
      if (!left) return
      continue
    }
    await runClaim(world, claimed, message, random, met)
  }
  throw new Error(`message ${message} does not end`)
}

/** Whoever dies or loses the job says nothing more: the lease ends and another claim goes on. */
async function loseLease({ sql }: World): Promise<void> {
  await letTimePass(sql, true)
  await sql`select howdah.reap_jobs()`
}

async function runClaim(
  world: World,
  claimed: Claim,
  message: string,
  random: Random,
  met: Map<string, number>,
): Promise<void> {
  const { sql } = world
  let step = await next(sql, claimed, null)
  while (step) {
    const event = random.weighted(events)
    met.set(`${event}: ${step.kind}`, (met.get(`${event}: ${step.kind}`) ?? 0) + 1)
    if (event === 'crash before the call') return loseLease(world)
    if (event === 'release') {
      await sql`select howdah.release_jobs(array[${claimed.jobId}::bigint], ${claimed.token})`
      return
    }
    const call = called(world, step)
    if (event === 'crash after the call') return loseLease(world)
    if (event === 'cancel')
      await sql`select howdah.cancel_message(${message}) from howdah.act_as('ann')`
    if (event === 'delete') {
      await sql`select howdah.delete_conversation(m.conversation_id)
                  from howdah.act_as('ann') as me, howdah.messages as m where m.id = ${message}`
    }
    const outcome = event === 'failure' ? failed(world, step, call) : given(world, step, call)
    if (event === 'late report') {
      await loseLease(world)
      // The next claim may have begun already.
      const other = random.chance(0.5) ? await claim(world) : undefined
      const theirs = other && (await next(sql, other, null))
      if ((await next(sql, claimed, outcome)) !== null) throw new Error('a late report gets a step')
      // It knows no more of it: their claim goes the way of the first.
      if (other && theirs) called(world, theirs)
      return loseLease(world)
    }
    const following: Step | null = await next(sql, claimed, outcome)
    if (event === 'lost reply' || random.chance(0.1)) {
      const again = await next(sql, claimed, outcome)
      if (again?.ref.seq !== following?.ref.seq) throw new Error('the same outcome, another step')
    }
    step = following
  }
}

function failed(world: World, step: Step, call: { told: boolean; input: number }): object {
  const hasBegun = world.random.chance(0.5)
  call.told = hasBegun
  return {
    ref: step.ref,
    failure: { code: world.random.pick(failures), message: 'no', retry_after_ms: 0 },
    facts: hasBegun
      ? { has_begun: true, usage: { prompt_tokens: call.input, completion_tokens: 0 } }
      : {},
  }
}
