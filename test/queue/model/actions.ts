import type { Step } from './calls.ts'
import type { Random } from '../../support/random.ts'
import { lanes, tenants, type World } from './world.ts'

const failures = [
  ['rate_limited', 429],
  ['rate_limited', null],
  ['authentication', 401],
  ['model_not_found', 404],
  ['bad_request', 400],
  ['too_large', null],
  ['timeout', null],
  ['aborted', null],
  ['server_error', 503],
  ['server_error', 500],
] as const

const weights = {
  enqueue: 30,
  claim: 22,
  heartbeat: 4,
  complete: 11,
  fail: 16,
  release: 5,
  reap: 10,
  retry_dead: 3,
  cancel: 3,
  resume: 3,
  clock: 6,
}

/** The next random call of a client that knows `world`; only some move the clock of everybody. */
export function nextStep(random: Random, world: World, movesClock: boolean): Step {
  const lane = random.pick(lanes).name
  const held = pickHeld(random, world)
  const action = random.weighted({ ...weights, clock: movesClock ? weights.clock : 0 })
  const job = world.jobs.length > 0 ? random.pick(world.jobs.slice(-30)) : undefined
  const steps: Record<Step['do'], () => Step | undefined> = {
    enqueue: () => ({
      do: 'enqueue',
      tenant: random.pick(tenants),
      lane,
      priority: random.int(0, 1),
      key: random.chance(0.6) ? `key ${random.int(1, 4)}` : null,
      run_after: random.chance(0.3) ? world.now + random.int(-60, 60) * 1000 : null,
    }),
    reap: () => ({ do: 'reap' }),
    retry_dead: () => ({ do: 'retry_dead', lane }),
    resume: () => ({ do: 'resume', lane }),
    clock: () => ({ do: 'clock', at: world.now + pickJump(random) }),
    cancel() {
      const tenant = random.chance(0.9) ? job?.tenant : random.pick(tenants)
      return job && { do: 'cancel', id: job.id, tenant: tenant! }
    },
    heartbeat: () => held && { do: 'heartbeat', ...held, lease: random.int(1, 120) },
    complete: () => held && { do: 'complete', id: random.pick(held.ids), token: held.token },
    release: () => held && { do: 'release', ...held },
    fail() {
      const [code, status] = random.pick(failures)
      const retry_after = random.chance(0.5) ? random.int(0, 40) : null
      return held && { do: 'fail', ...held, code, status, retry_after }
    },
    claim: () => undefined,
  }
  return steps[action]() ?? { do: 'claim', lane, max: random.int(1, 5), lease: random.int(1, 40) }
}

/** Mostly a recent claim, whole or a part; at times an old one, or another's jobs with this token. */
function pickHeld(random: Random, { claims }: World): { ids: number[]; token: number } | undefined {
  if (claims.length === 0) return undefined
  const { ids, token } = random.pick(random.chance(0.8) ? claims.slice(-2) : claims)
  if (random.chance(0.08)) return { ids: random.pick(claims).ids, token }
  return { ids: random.chance(0.6) ? ids : [random.pick(ids)], token }
}

/** Milliseconds: a little, over some leases, far ahead, or back. */
function pickJump(random: Random): number {
  if (random.chance(0.25)) return -random.int(1, 300) * 1000
  return random.pick([random.int(1, 5), random.int(10, 120), random.int(600, 1200)]) * 1000
}
