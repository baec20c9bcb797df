import { expect, it } from 'vitest'
import { createRandom, newSeed } from '../../support/random.ts'
import { violations } from './invariants.ts'
import { runSchedule } from './schedule.ts'
import { openWorld } from './world.ts'

// HOWDAH_SCHEDULES=300 for the long form.
const schedules = Number(process.env['HOWDAH_SCHEDULES'] ?? 60)
const seed = newSeed('steps')

it(
  'loses no call and no money, whatever happens at any boundary of an answer',
  { timeout: 1_800_000 },
  async () => {
    const met = new Map<string, number>()
    const worlds = Math.ceil(schedules / 20)
    for (let n = 0; n < worlds; n += 1) {
      const world = await openWorld(createRandom(seed + n))
      await world.sql`select howdah.set_budget('tenant', 100000, 'month')`
      await world.sql`select howdah.set_rate_limit('tenant', 100000000, 'input_tokens', 'day')`
      try {
        for (let m = 0; m < 20; m += 1) {
          await runSchedule(world, met)
          expect(await violations(world), `seed ${seed + n}, question ${m}`).toEqual([])
        }
      } finally {
        await world.drop()
      }
    }
    // Without these it would prove little. In the short form chance may leave one out.
    for (const event of schedules < 200
      ? []
      : ['crash after the call: embed', 'late report: answer', 'lost reply: repair'])
      expect(met.get(event), event).toBeGreaterThan(0)
  },
)
