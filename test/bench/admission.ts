import type { Sql } from 'postgres'
import type { Bench, Figure, Place } from './bench.ts'

const clients = 16
const seconds = 5
const users = 200

/** How often all clients together do it in a second; the first second does not count. */
async function rate(step: (client: number) => Promise<unknown>): Promise<number> {
  const began = performance.now() + 1000
  let done = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() - began < seconds * 1000) {
        await step(client)
        if (performance.now() > began) done += 1
      }
    }),
  )
  return (done * 1000) / (performance.now() - began)
}

async function prepare({ database }: Place): Promise<Sql> {
  const { sql } = await database()
  await sql`select howdah.register_model('p', 'm', 'chat')`
  await sql`select howdah.set_price('p', 'm', '2026-01-01Z', '[{"input": 15, "output": 60}]')`
  await sql`select howdah.set_setting('default_chat_model', 'p/m')`
  return sql
}

/** Admits a call of the user and settles it: two round trips. */
function calls(sql: Sql, user: (client: number) => string): (client: number) => Promise<unknown> {
  return async (client) => {
    const [call] = await sql<{ reservation_id: string | null }[]>`
      select reservation_id from howdah.admit('p/m', 900, 300, user_id => ${user(client)})`
    if (!call?.reservation_id) throw new Error('a call was refused')
    await sql`select howdah.settle(${call.reservation_id}, '{"input_tokens": 800, "output_tokens": 200}')`
  }
}

/** Asks, each time in another of many conversations. */
async function questions(sql: Sql): Promise<() => Promise<unknown>> {
  const conversations = await sql<{ id: string }[]>`
    select howdah.start_conversation() as id from generate_series(1, 2000)`
  // As autovacuum does within a minute: without statistics of messages the planner takes the wrong index of them.
  await sql`select howdah.send_message(id, 'Who are you?') from howdah.conversations`
  await sql`analyze howdah.conversations, howdah.messages, howdah.jobs`
  let next = 0
  return () => {
    next = (next + 1) % conversations.length
    return sql`select howdah.send_message(${conversations[next]!.id}, 'How do refunds work?')`
  }
}

const someone = () => `user ${Math.floor(Math.random() * users)}`
const each = (client: number) => `user ${client}`

/** What limits and budgets cost those who call, on one row that all share and on rows of their own. */
export const admission: Bench = {
  name: 'admission',
  about: `admit and settle, and send_message, ${clients} clients`,
  async run(place) {
    const figures: Figure[] = []
    const add = (what: string, value: number, atLeast?: number) =>
      figures.push({ what, value, unit: '/s', ...(atLeast === undefined ? {} : { atLeast }) })

    const free = await prepare(place)
    add('admit and settle, no limit', await rate(calls(free, someone)))
    add('send_message, no limit', await rate(await questions(free)), 1000)

    const hot = await prepare(place)
    await hot`select howdah.set_budget('tenant', 1e9)`
    add('admit and settle, one hot budget', await rate(calls(hot, each)), 500)
    add('send_message, one hot budget', await rate(await questions(hot)), 500)

    const many = await prepare(place)
    await many`select howdah.set_budget('user', 1e6)`
    add(`admit and settle, ${users} budgets`, await rate(calls(many, someone)), 2000)

    const rates = await prepare(place)
    await rates`select howdah.set_rate_limit('user', 1000000000)`
    add(`admit and settle, ${users} rates`, await rate(calls(rates, someone)))
    return figures
  },
}
