import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPgbouncer, pgbouncerAdvice } from '../server/find.ts'
import { withClient } from '../server/client.ts'
import { serverUrl } from '../support/database.ts'
import { providerFaults } from './answers.ts'
import { bouncing, startCrashServer, type CrashServer } from './cluster.ts'
import { connections } from './connections.ts'
import { data } from './data.ts'
import { fullDisk, whyNoDisk } from './disk.ts'
import { crash, kills } from './kills.ts'
import { newSeed } from '../support/random.ts'
import { runSchedule } from './schedule.ts'
import type { Fault, Server } from './world.ts'

// Statements have a third of the lease, which two seconds give to a machine that is theirs alone.
process.env['TEST_LEASE_SECONDS'] = '8'

/** Seconds that all of it may be late here, beside every other test; `npm run test:faults` is strict. */
const patience = 180

/** The slow ones first: they wait most of their time, beside the others. */
const alone = [...connections, ...kills, ...data].sort(
  (a, b) => Number(b.name.startsWith('half-open')) - Number(a.name.startsWith('half-open')),
)

/** Wrong answers come several to a world: they are quick and leave nothing behind. */
const answers = Array.from({ length: 8 }, (_, group) =>
  providerFaults.filter((_, index) => index % 8 === group),
)

/**
 * Defines the tests of the short form: every fault once, in a seeded world. `through` tells how workers reach the
 * database; behind PgBouncer they poll, so that no LISTEN can be lost.
 */
export async function shortFaults(through: 'a connection of its own' | 'PgBouncer'): Promise<void> {
  const isPooled = through === 'PgBouncer'
  const lacksPgbouncer = isPooled && !findPgbouncer()
  if (lacksPgbouncer) console.log(pgbouncerAdvice)
  const seed = newSeed('faults')
  const noDisk = await withClient(serverUrl(), whyNoDisk)
  if (noDisk) console.log(`Without the full disk: ${noDisk}`)

  describe.skipIf(lacksPgbouncer)(
    `workers with ${through} lose nothing, do nothing twice and pay for all of it`,
    { timeout: 600_000 },
    () => {
      const bouncers = bouncing()
      let shared: Server
      let own: Promise<CrashServer | undefined>

      const reached = (server: Server) => (isPooled ? bouncers.through(server) : server)
      const holds = async (server: Server, number: number, faults: Fault[]) => {
        const { violations } = await runSchedule(server, seed + number, () => faults, patience)
        expect(violations.join('\n'), `seed ${seed}`).toBe('')
      }

      beforeAll(async () => {
        const run = process.env['HOWDAH_TEST_RUN'] ?? 'howdah'
        shared = await reached({ url: serverUrl(), run })
        own = startCrashServer()
        own.catch(() => undefined)
      })
      afterAll(async () => {
        await bouncers.stop()
        await (await own)?.stop()
      })

      it.concurrent.each(answers.map((faults, number) => ({ number, faults })))(
        'when the provider is wrong in every way, part $number',
        ({ number, faults }) => holds(shared, 100 + number, faults),
      )

      const possible = alone.filter(({ needs }) => !(isPooled && needs === 'listen'))
      it.concurrent.each(possible.map((fault, number) => [fault.name, number, fault] as const))(
        'when there is: %s',
        (_, number, fault) => holds(shared, number, [fault]),
      )

      it.concurrent('when the server crashes', async ({ skip }) => {
        const server = await own
        if (!server) return skip('no local PostgreSQL that may be crashed')
        await holds(await reached(server), 200, [crash])
      })

      it.concurrent('when the disk is full', async ({ skip }) => {
        if (noDisk) return skip(noDisk)
        await holds(shared, 201, [fullDisk])
      })
    },
  )
}
