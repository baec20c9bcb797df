import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Sql } from 'postgres'
import { withDatabase } from '../server/templates.ts'
import { serverUrl, type TestDatabase } from '../support/database.ts'
import { inUnit, rate, type Bench, type Figure, type Place } from './bench.ts'

/** A pool of two connections a core, as is recommended, and one far too large. */
const pools = [4, 16]
const clients = 16
const seconds = 5
const users = 200

const script = `\\set n random(1, ${users})
select reservation_id from howdah.admit('p/m', 900, 300, user_id => 'user ' || :n) \\gset
select howdah.settle(:reservation_id, '{"input_tokens": 800, "output_tokens": 200}');
`

/** Admits a call of a user and settles it, two round trips; by pgbench, which leaves the cores to the server. */
async function pairs({ sql, name }: TestDatabase, connections: number): Promise<number> {
  const [config] = await sql<{ folder: string }[]>`
    select setting as folder from pg_config where name = 'BINDIR'`
  const run = async (bound: string) => {
    const pgbench = promisify(execFile)(join(config!.folder, 'pgbench'), [
      ...['--no-vacuum', '--protocol=prepared', `--client=${connections}`, bound],
      ...['--file=-', withDatabase(serverUrl(), name)],
    ])
    pgbench.child.stdin?.end(script)
    const { stdout } = await pgbench
    const [, tps] = /failed transactions: 0 [^]*tps = ([\d.]+)/.exec(stdout) ?? []
    if (tps === undefined) throw new Error(stdout)
    return Number(tps)
  }
  await run('--transactions=50')
  // As autovacuum does within a minute.
  await sql`vacuum analyze`
  return run(`--time=${2 * seconds}`)
}

async function prepare(place: Place): Promise<TestDatabase> {
  const database = await place.database()
  const { sql } = database
  await sql`select howdah.register_model('p', 'm', 'chat')`
  await sql`select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 15, "output": 60}]')`
  await sql`select howdah.set_setting('default_chat_model', 'p/m')`
  return database
}

/** Questions that all clients together ask in a second, each time in another of many conversations. */
async function questions(sql: Sql): Promise<number> {
  const conversations = await sql<{ id: string }[]>`
    select howdah.start_conversation() as id from generate_series(1, 2000)`
  // As autovacuum does within a minute: without statistics of messages the planner takes the wrong index of them.
  await sql`select howdah.send_message(id, 'Who are you?') from howdah.conversations`
  await sql`analyze howdah.conversations, howdah.messages, howdah_internal.jobs`
  let next = 0
  // The first second does not count.
  return rate({ clients, seconds, warmUp: 1 }, async () => {
    next = (next + 1) % conversations.length
    await sql`select howdah.send_message(${conversations[next]!.id}, 'How do refunds work?')`
    return 1
  })
}

/** What limits and budgets cost those who call, on one row that all share and on rows of their own. */
export const bench: Bench = {
  about: `admit and settle by pgbench, and send_message by ${clients} clients`,
  async run(place) {
    const figures: Figure[] = []
    const add = (what: string, value: number, atLeast?: number) =>
      figures.push(inUnit('/s')(what, value, atLeast === undefined ? {} : { atLeast }))

    const addPairs = async (what: string, database: TestDatabase, atLeast?: number) => {
      for (const pool of pools) {
        const bar = pool === pools[0] ? atLeast : undefined
        add(`admit and settle, ${what}, ${pool} connections`, await pairs(database, pool), bar)
      }
    }

    const free = await prepare(place)
    await addPairs('no limit', free)
    add('send_message, no limit', await questions(free.sql), 1000)

    const hot = await prepare(place)
    await hot.sql`select howdah.set_budget('tenant', 1e9)`
    await addPairs('one hot budget', hot, 500)
    add('send_message, one hot budget', await questions(hot.sql), 500)

    const many = await prepare(place)
    await many.sql`select howdah.set_budget('user', 1e6)`
    await addPairs(`${users} budgets`, many, 2000)

    const rates = await prepare(place)
    await rates.sql`select howdah.set_rate_limit('user', 1000000000)`
    await addPairs(`${users} rates`, rates)
    return figures
  },
}
