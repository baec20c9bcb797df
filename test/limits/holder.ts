import { connect } from '../support/database.ts'
import { createRandom } from '../support/random.ts'

/*
 * A process of an application: many connections that ask for calls until they are refused, and settle some at once.
 * It says what it got, settles the rest when it is told to, and may be killed at any time.
 */
const [url, connections, seed] = process.argv.slice(2) as [string, string, string]
const random = createRandom(Number(seed))
const sql = connect(url, { max: Number(connections) })
const held: string[] = []
let refused = 0
let settled = 0

async function settle(id: string): Promise<void> {
  await sql`select howdah.settle(${id}, '{"input_tokens": 7, "output_tokens": 3}')`
  settled += 1
}

async function work(): Promise<void> {
  for (;;) {
    const user = `user ${random.int(1, 4)}`
    const [call] = await sql<{ reservation_id: string | null }[]>`
      select reservation_id from howdah.admit('p/m', 7, 3, user_id => ${user})`
    if (!call?.reservation_id) {
      refused += 1
      return
    }
    if (random.chance(0.3)) await settle(call.reservation_id)
    else held.push(call.reservation_id)
  }
}

process.on('message', () => {
  void Promise.all(held.splice(0).map(settle)).then(async () => {
    await sql.end()
    process.send?.({ refused, settled }, () => process.exit(0))
  })
})
await Promise.all(Array.from({ length: Number(connections) }, work))
process.send?.({ refused, settled })
