import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPgbouncer, pgbouncerAdvice } from '../server/find-pgbouncer.ts'
import { startPgbouncer, type Pgbouncer } from '../server/pgbouncer.ts'
import { connect, serverUrl } from '../support/database.ts'
import { providerFaults } from './answers.ts'
import { startCrashServer, type CrashServer } from './cluster.ts'
import { connections } from './connections.ts'
import { crash } from './crash.ts'
import { data } from './data.ts'
import { fullDisk, whyNoDisk } from './disk.ts'
import type { Fault } from './fault.ts'
import { kills } from './kills.ts'
import { chooseSeed } from './random.ts'
import { runSchedule } from './schedule.ts'
import type { Server } from './world.ts'

/** The slow ones first: they wait most of their time, beside the others. */
const alone = [...connections, ...kills, ...data].sort(
  (a, b) => Number(b.name.startsWith('half-open')) - Number(a.name.startsWith('half-open')),
)

/** Wrong answers come several to a world: they are quick and leave nothing behind. */
const answers = Array.from({ length: 8 }, (_, group) =>
  providerFaults.filter((_, index) => index % 8 === group),
)

async function whyNoFullDisk(): Promise<string | undefined> {
  const sql = connect(serverUrl(), { max: 1 })
  try {
    return await whyNoDisk(sql)
  } finally {
    await sql.end()
  }
}

/**
 * Defines the tests of the short form: every fault once, in a seeded world. `through` tells how workers reach the
 * database; behind PgBouncer they poll, so that no LISTEN can be lost.
 */
export async function shortFaults(through: 'a connection of its own' | 'PgBouncer'): Promise<void> {
  const isPooled = through === 'PgBouncer'
  const program = findPgbouncer()
  if (isPooled && !program) console.log(pgbouncerAdvice)
  const seed = chooseSeed()
  console.log(`Faults: HOWDAH_SEED=${seed} repeats this run`)
  const noDisk = await whyNoFullDisk()
  if (noDisk) console.log(`Without the full disk: ${noDisk}`)

  describe.skipIf(isPooled && !program)(
    `workers with ${through} lose nothing, do nothing twice and pay for all of it`,
    () => {
      const bouncers: Pgbouncer[] = []
      let shared: Server
      let own: Promise<CrashServer | undefined>

      const reached = async (server: Server): Promise<Server> => {
        if (!isPooled) return server
        const bouncer = await startPgbouncer(program!, server.url)
        bouncers.push(bouncer)
        return { ...server, through: bouncer.through }
      }
      const holds = async (server: Server, number: number, faults: Fault[]) => {
        const { violations } = await runSchedule(server, seed + number, () => faults)
        expect(violations.join('\n'), `seed ${seed}`).toBe('')
      }

      beforeAll(async () => {
        shared = await reached({
          url: serverUrl(),
          run: process.env['HOWDAH_TEST_RUN'] ?? 'howdah',
        })
        own = startCrashServer()
        own.catch(() => undefined)
      })
      afterAll(async () => {
        for (const bouncer of bouncers) await bouncer.stop()
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
