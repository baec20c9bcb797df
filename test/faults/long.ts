import { parseArgs } from 'node:util'
import { findPgbouncer, pgbouncerAdvice } from '../server/find-pgbouncer.ts'
import { startPgbouncer, type Pgbouncer } from '../server/pgbouncer.ts'
import { openServer } from '../server/server.ts'
import { makeTemplates } from '../server/templates.ts'
import { connect } from '../support/database.ts'
import { startCrashServer } from './cluster.ts'
import { whyNoDisk } from './disk.ts'
import { chooseSeed, seeded } from './random.ts'
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
const seed = chooseSeed(values.seed)
const count = Number(values.schedules)
const server = await openServer((line) => console.log(line))
const crashServer = await startCrashServer()
const bouncers: Pgbouncer[] = []
const failed: number[] = []
const kinds = new Map<string, number>()

/** The same server, for workers through PgBouncer where that was asked for. */
async function pooled(place: Server): Promise<Server> {
  if (!values.pgbouncer) return place
  const program = findPgbouncer()
  if (!program) throw new Error(pgbouncerAdvice)
  const bouncer = await startPgbouncer(program, place.url)
  bouncers.push(bouncer)
  return { ...place, through: bouncer.through }
}

async function runOne(number: number): Promise<void> {
  const own = seed + number
  const isOnCrashServer = composed(seeded(own), faults).some((fault) => fault.needs === 'restart')
  const place = isOnCrashServer && crashPlace ? crashPlace : mainPlace
  const outcome = await runSchedule(place, own, (random) => composed(random, faults))
  const { violations, seconds } = outcome
  const verdict = violations.length === 0 ? 'ok' : 'VIOLATED'
  console.log(`${own} ${verdict} ${seconds.toFixed(1)} s: ${outcome.faults.join(' + ')}`)
  for (const violation of violations) {
    console.log(`    ${violation}`)
    const kind = violation.split(':')[0]!
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  if (violations.length > 0) failed.push(own)
}

async function usableFaults() {
  const sql = connect(server.url, { max: 1 })
  const noDisk = await whyNoDisk(sql)
  await sql.end()
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

const mainPlace = await pooled(server)
const crashPlace = crashServer && (await pooled(crashServer))
const faults = await usableFaults()
let next = 0
// A crash of the server hits every world on it: those schedules take turns.
let turn = Promise.resolve()
const runner = async () => {
  for (let number = next++; number < count; number = next++) {
    const needsTurn = composed(seeded(seed + number), faults).some(
      ({ needs }) => needs === 'restart',
    )
    if (!needsTurn) await runOne(number)
    else await (turn = turn.then(() => runOne(number)))
  }
}
try {
  await makeTemplates(server.url, server.run)
  await Promise.all(Array.from({ length: Number(values.parallel) }, runner))
} finally {
  for (const bouncer of bouncers) await bouncer.stop()
  await crashServer?.stop()
  await server.stop()
}
for (const [kind, times] of kinds) console.log(`${times} x ${kind}`)
if (failed.length > 0) console.log(`failed: ${failed.join(' ')}`)
console.log(`${count} schedules, ${failed.length} violations, seed ${seed}`)
process.exit(failed.length > 0 ? 1 : 0)
