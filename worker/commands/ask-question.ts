import { setTimeout as sleep } from 'node:timers/promises'
import { withDeadline, type Database } from '../database.ts'

/** An answer as `format_answer` writes it, and the status of the message. */
export type Answer = { text: string; status: string }

const ended = new Set(['complete', 'failed', 'cancelled', 'expired'])

/**
 * Asks in a new conversation and waits on this side until the message has ended, which works on the
 * embedded server too. `say` hears once why nothing moves. Errors carry the SQLSTATE of the database.
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
  let said = false
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
    if (!said && Date.now() - startedAt > 3000) {
      said = true
      const [row] = await withDeadline(
        sql<{ reason: string | null }[]>`select howdah.wait_reason() as reason`,
      )
      if (row?.reason) options.say?.(`still waiting: ${row.reason}`)
    }
    if (Date.now() - startedAt > 150_000) {
      await withDeadline(sql`select howdah.cancel_message(${id})`)
      return { text: '(cancelled: nobody answered within 150 s)', status: 'cancelled' }
    }
    await sleep(50)
  }
}
