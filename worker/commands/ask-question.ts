import { setTimeout as sleep } from 'node:timers/promises'
import { lostConnection, withDeadline, type Database } from '../database.ts'

/**
 * An answer as `format_answer` writes it, the status of the message, and where to ask on; `rest` is what of the text
 * was not shown yet.
 */
export type Answer = { text: string; rest: string; status: string; conversation: string }

/** Who asks what, where. */
export type Question = {
  collection: string
  model?: string
  /** One that is there; without it a new one is started. */
  conversation?: string
  /** Whose conversation it is; without it that of nobody, as the owner of the schema may have. */
  user?: string
  say?: (line: string) => void
  /** Gets the text of the answer as it comes. */
  show?: (text: string) => void
}

/** What stands between the beginning of an answer that was given up and the answer that begins anew. */
const anew = '\n\n(the answer begins anew)\n\n'

const ended = new Set(['complete', 'failed', 'cancelled', 'expired'])

/** How often the reason is asked for, and said again where it is still the same, in milliseconds. */
const reasonMs = 2000
const repeatMs = 30_000
/** How long nothing may come. */
const patienceMs = 150_000

type Part = { status: string; delta: string; next_offset: number; attempt: number }

/** Whether two reasons differ only in how long it takes. */
const sameReason = (one: string, other: string) =>
  one.replaceAll(/\d+/g, '') === other.replaceAll(/\d+/g, '')

/**
 * Who asks, as the source of a column `me` that is true: whatever looks at it runs as the user. In the same statement,
 * for the identity holds for one transaction, and the driver dies when one in several parts loses its connection.
 */
const asking = (sql: Database, user: string | undefined) =>
  user === undefined ? sql`(select true) as a (me)` : sql`howdah.act_as(${user}) as a (me)`

/** The row of a statement that has one. */
async function rowOf<T>(statement: Promise<T[]>): Promise<T> {
  const [row] = await withDeadline(statement)
  // The driver resolves, with nothing, what it wrote to a connection that was ending.
  if (row === undefined) throw lostConnection()
  return row
}

/**
 * Asks in a conversation and waits on this side until the message has ended, which works on the
 * embedded server too. `say` hears why nothing moves, as soon as that is known and when it changes.
 * Errors carry the SQLSTATE of the database.
 */
export async function askQuestion(
  sql: Database,
  question: string,
  options: Question,
): Promise<Answer> {
  const as = () => asking(sql, options.user)
  const conversation =
    options.conversation ??
    (
      await rowOf(
        sql<{ id: string }[]>`select howdah.start_conversation(
          collection => case when me then ${options.collection}::text end, model => ${options.model ?? null}) as id
          from ${as()}`,
      )
    ).id
  const { id } = await rowOf(
    sql<{ id: string }[]>`select howdah.send_message(
      conversation_id => case when me then ${conversation}::uuid end, content => ${question}) as id from ${as()}`,
  )
  let cameAt = Date.now()
  let askedAt = cameAt
  let reason = ''
  let said = ''
  let saidAt = 0
  let shown = ''
  let offset = 0
  let attempt = 0
  const show = (text: string) => text !== '' && options.show?.(text)
  for (;;) {
    const part = await rowOf(
      sql<Part[]>`select r.status, r.delta, r.next_offset, r.attempt from ${as()},
        lateral howdah.read_message(
          message_id => case when me then ${id}::uuid end, after_chars => ${offset}, after_attempt => ${attempt}) as r`,
    )
    const { status, delta, next_offset } = part
    // In the database's characters, of which some are two here.
    if (shown !== '' && next_offset - [...delta].length < offset) {
      show(anew)
      shown = ''
    }
    show(delta)
    shown += delta
    offset = next_offset
    attempt = part.attempt
    if (delta !== '') askedAt = cameAt = Date.now()
    if (ended.has(status)) {
      const { text } = await rowOf(
        sql<{ text: string }[]>`
          select howdah.format_answer(case when me then ${id}::uuid end) as text from ${as()}`,
      )
      const rest = text.startsWith(shown) ? text.slice(shown.length) : text
      return { text, rest, status, conversation }
    }
    if (Date.now() - askedAt > reasonMs) {
      askedAt = Date.now()
      const [row] = await withDeadline(
        sql<{ reason: string | null }[]>`select howdah.wait_reason() as reason`,
      )
      reason = row?.reason ?? reason
      const isNews = row?.reason && !sameReason(row.reason, said)
      if (row?.reason && (isNews || Date.now() - saidAt > repeatMs)) {
        said = row.reason
        saidAt = Date.now()
        options.say?.(`still waiting: ${row.reason}`)
      }
    }
    if (Date.now() - cameAt > patienceMs) {
      await rowOf(sql`select howdah.cancel_message(case when me then ${id}::uuid end) from ${as()}`)
      const why = reason === '' ? '' : `: ${reason}`
      const text = `(cancelled: nobody answered within 150 s${why})`
      return { text, rest: text, status: 'cancelled', conversation }
    }
    await sleep(50)
  }
}
