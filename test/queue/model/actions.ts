import type { Step } from './calls.ts'
import type { Random } from './random.ts'
import { lanes, tenants, type World } from './world.ts'

const failures = [
  ['rate_limited', 429],
  ['rate_limited', null],
  ['authentication', 401],
  ['model_not_found', 404],
  ['bad_request', 400],
  ['too_large', null],
  ['timeout', null],
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

/** Whether this client moves the clock of everybody. */
export type ActionOptions = { movesClock: boolean }

/** The next random call of a client that knows `world`. */
export function nextStep(random: Random, world: World, { movesClock }: ActionOptions): Step {
  const lane = random.pick(lanes).name
  const held = pickHeld(random, world)
  const action = random.weighted({ ...weights, clock: movesClock ? weights.clock : 0 })
  switch (action) {
    case 'enqueue':
      return {
        do: action,
        tenant: random.pick(tenants),
        lane,
        priority: random.int(0, 1),
        key: random.chance(0.6) ? `key ${random.int(1, 4)}` : null,
        runAfter: random.chance(0.3) ? world.now + random.int(-60, 60) * 1000 : null,
      }
    case 'reap':
      return { do: action }
    case 'retry_dead':
    case 'resume':
      return { do: action, lane }
    case 'clock':
      return { do: action, at: world.now + pickJump(random) }
    case 'cancel': {
      if (world.jobs.length === 0) break
      const { id, tenant } = random.pick(world.jobs.slice(-30))
      return { do: action, id, tenant: random.chance(0.9) ? tenant : random.pick(tenants) }
    }
    case 'heartbeat':
      if (!held) break
      return { do: action, ...held, lease: random.int(1, 120) }
    case 'complete':
      if (!held) break
      return { do: action, id: random.pick(held.ids), token: held.token }
    case 'release':
      if (!held) break
      return { do: action, ...held }
    case 'fail': {
      if (!held) break
      const [code, status] = random.pick(failures)
      const retryAfter = random.chance(0.5) ? random.int(0, 40) : null
      return { do: action, ...held, code, status, retryAfter }
    }
    case 'claim':
      break
  }
  return { do: 'claim', lane, max: random.int(1, 5), lease: random.int(1, 40) }
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
