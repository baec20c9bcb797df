import { providerFaults } from './answers.ts'
import { connections } from './connections.ts'
import { data } from './data.ts'
import { fullDisk } from './disk.ts'
import { violations } from './invariants.ts'
import { crash, kills } from './kills.ts'
import { createRandom, type Random } from '../support/random.ts'
import { openWorld, type Server, type World, type Fault } from './world.ts'

/** Every fault there is. */
export const allFaults = [...kills, ...connections, ...data, ...providerFaults, crash, fullDisk]

/** The one to three faults that a seed stands for. */
export function composed(random: Random, faults: Fault[]): Fault[] {
  return Array.from({ length: random.int(1, 3) }, () => random.pick(faults))
}

/**
 * Runs faults one after the other in a world of their own, lets it come to rest, and checks it. `patience` is how many
 * seconds more than usual everything may take: on a busy machine lateness says nothing.
 */
export async function runSchedule(
  server: Server,
  seed: number,
  choose: (random: Random) => Fault[],
  patience = 0,
) {
  const began = Date.now()
  const random = createRandom(seed)
  const faults = choose(random)
  let world: World | undefined
  const found: string[] = []
  const say = (what: string, error: unknown) =>
    found.push(`${what}: ${error instanceof Error ? error.message : String(error)}`)
  try {
    world = await openWorld(server, random, random.int(1, 2))
    world.patience += patience
    await world.feed()
    if (random.chance(0.5)) await world.ask()
    for (const fault of faults) await fault.run(world)
    found.push(...(await violations(world)))
  } catch (error) {
    say('the schedule broke off', error)
    for (const worker of world?.workers ?? []) found.push(`output: ${worker.output().slice(-600)}`)
  }
  await world?.close().catch((error: unknown) => say('the world does not end', error))
  const names = faults.map(({ name }) => name)
  return { faults: names, violations: found, seconds: (Date.now() - began) / 1000 }
}
