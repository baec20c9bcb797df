import { setTimeout as sleep } from 'node:timers/promises'
import { withDeadline, type Database } from '../database.ts'

/** An answer as `format_answer` writes it, and the status of the message. */
export type Answer = { text: string; status: string }

const ended = new Set(['complete', 'failed', 'cancelled', 'expired'])

/** How often the reason is asked for, and said again where it is still the same, in milliseconds. */
const reasonMs = 2000
const repeatMs = 30_000

/** Whether two reasons differ only in how long it takes. */
const sameReason = (one: string, other: string) =>
  one.replaceAll(/\d+/g, '') === other.replaceAll(/\d+/g, '')

/**
 * Asks in a new conversation and waits on this side until the message has ended, which works on the
 * embedded server too. `say` hears why nothing moves, as soon as that is known and when it changes.
 * Errors carry the SQLSTATE of the database.
 */
export async function askQuestion(
  sql: Database,
  question: string,
  options: { collection: string; model?: string; say?: (line: string) => void },
): Promise<Answer> {
  const [sent] = await withDeadline(
    sql<{ id: string }[]>`select howdah.send_message(
      conversation_id => howdah.start_conversation(
        collection => ${options.collection}, model => ${options.model ?? null}),
      content => ${question}) as id`,
  )
  const id = sent!.id
  const startedAt = Date.now()
  let askedAt = startedAt
  let reason = ''
  let said = ''
  let saidAt = 0
  for (;;) {
    const [message] = await withDeadline(
      sql<{ status: string }[]>`select status from howdah.read_message(message_id => ${id})`,
    )
    if (ended.has(message!.status)) {
      const [row] = await withDeadline(
        sql<{ text: string }[]>`select howdah.format_answer(${id}) as text`,
      )
      return { text: row!.text, status: message!.status }
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
    if (Date.now() - startedAt > 150_000) {
      await withDeadline(sql`select howdah.cancel_message(${id})`)
      const why = reason === '' ? '' : `: ${reason}`
      return { text: `(cancelled: nobody answered within 150 s${why})`, status: 'cancelled' }
    }
    await sleep(50)
  }
}
