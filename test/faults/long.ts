import { parseArgs } from 'node:util'
import { withClient } from '../server/client.ts'
import { openServer } from '../server/server.ts'
import { makeTemplates } from '../server/templates.ts'
import { bouncing, startCrashServer } from './cluster.ts'
import { whyNoDisk } from './disk.ts'
import { createRandom, newSeed, type Random } from '../support/random.ts'
import { allFaults, composed, runSchedule } from './schedule.ts'
import type { Server } from './world.ts'

/*
 * npm run test:faults [-- --seed N --schedules N --parallel N --only PART-OF-A-NAME --pgbouncer]
 * With --pgbouncer workers reach the database through PgBouncer in transaction mode.
 * Schedule n of a run has seed N + n: repeat one with --seed and --schedules 1.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    schedules: { type: 'string', default: '200' },
    parallel: { type: 'string', default: '4' },
    only: { type: 'string', default: '' },
    pgbouncer: { type: 'boolean', default: false },
  },
})
if (values.seed !== undefined) process.env['HOWDAH_SEED'] = values.seed
const seed = newSeed('faults')
const count = Number(values.schedules)
const server = await openServer((line) => console.log(line))
const crashServer = await startCrashServer()
const bouncers = bouncing()
const failed: number[] = []
const kinds = new Map<string, number>()

const reached = (place: Server) => (values.pgbouncer ? bouncers.through(place) : place)

const needsCrash = (number: number) =>
  composed(createRandom(seed + number), faults).some(({ needs }) => needs === 'restart')

async function runOne(number: number): Promise<void> {
  const own = seed + number
  const place = needsCrash(number) && crashPlace ? crashPlace : mainPlace
  const choose = (random: Random) => composed(random, faults)
  const { faults: chosen, violations, seconds } = await runSchedule(place, own, choose)
  const verdict = violations.length === 0 ? 'ok' : 'VIOLATED'
  console.log(`${own} ${verdict} ${seconds.toFixed(1)} s: ${chosen.join(' + ')}`)
  for (const violation of violations) {
    console.log(`    ${violation}`)
    const kind = violation.split(':')[0]!
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  if (violations.length > 0) failed.push(own)
}

async function usableFaults() {
  const noDisk = await withClient(server.url, whyNoDisk)
  if (noDisk) console.log(`Without the full disk: ${noDisk}`)
  if (!crashServer) console.log('Without crashes of the server: no local PostgreSQL to crash')
  return allFaults.filter(
    ({ name, needs }) =>
      name.includes(values.only) &&
      !(needs === 'disk' && noDisk) &&
      !(needs === 'listen' && values.pgbouncer) &&
      !(needs === 'restart' && !crashServer),
  )
}

const mainPlace = await reached(server)
const crashPlace = crashServer && (await reached(crashServer))
const faults = await usableFaults()
let next = 0
// A crash of the server hits every world on it: those schedules take turns.
let turn = Promise.resolve()
const runner = async () => {
  for (let number = next++; number < count; number = next++) {
    if (!needsCrash(number)) await runOne(number)
    else await (turn = turn.then(() => runOne(number)))
  }
}
try {
  await makeTemplates(server.url, server.run)
  await Promise.all(Array.from({ length: Number(values.parallel) }, runner))
} finally {
  await bouncers.stop()
  await crashServer?.stop()
  await server.stop()
}
for (const [kind, times] of kinds) console.log(`${times} x ${kind}`)
if (failed.length > 0) console.log(`failed: ${failed.join(' ')}`)
console.log(`${count} schedules, ${failed.length} violations, seed ${seed}`)
process.exit(failed.length > 0 ? 1 : 0)
