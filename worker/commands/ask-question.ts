import { setTimeout as sleep } from 'node:timers/promises'
import { withDeadline, type Database } from '../database.ts'

/** An answer as `format_answer` writes it, the status of the message, and where to ask on. */
export type Answer = { text: string; status: string; conversation: string }

/** Who asks what, where. */
export type Question = {
  collection: string
  model?: string
  /** One that is there; without it a new one is started. */
  conversation?: string
  /** Whose conversation it is; without it that of nobody, as the owner of the schema may have. */
  user?: string
  say?: (line: string) => void
}

const ended = new Set(['complete', 'failed', 'cancelled', 'expired'])

/** How often the reason is asked for, and said again where it is still the same, in milliseconds. */
const reasonMs = 2000
const repeatMs = 30_000

/** Whether two reasons differ only in how long it takes. */
const sameReason = (one: string, other: string) =>
  one.replaceAll(/\d+/g, '') === other.replaceAll(/\d+/g, '')

/** Runs statements as a user: the identity holds for one transaction. */
const asking =
  (sql: Database, user: string | undefined) =>
  <T>(statement: (sql: Database) => Promise<T>): Promise<T> =>
    user === undefined
      ? statement(sql)
      : (sql.begin(async (tx) => {
          await tx`select howdah.act_as(${user})`
          return statement(tx as unknown as Database)
        }) as Promise<T>)

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
  const as = asking(sql, options.user)
  const conversation =
    options.conversation ??
    (
      await as((tx) =>
        withDeadline(
          tx<{ id: string }[]>`select howdah.start_conversation(
            collection => ${options.collection}, model => ${options.model ?? null}) as id`,
        ),
      )
    )[0]!.id
  const [sent] = await as((tx) =>
    withDeadline(
      tx<{ id: string }[]>`select howdah.send_message(
        conversation_id => ${conversation}, content => ${question}) as id`,
    ),
  )
  const id = sent!.id
  const startedAt = Date.now()
  let askedAt = startedAt
  let reason = ''
  let said = ''
  let saidAt = 0
  for (;;) {
    const [message] = await as((tx) =>
      withDeadline(
        tx<{ status: string }[]>`select status from howdah.read_message(message_id => ${id})`,
      ),
    )
    if (ended.has(message!.status)) {
      const [row] = await as((tx) =>
        withDeadline(tx<{ text: string }[]>`select howdah.format_answer(${id}) as text`),
      )
      return { text: row!.text, status: message!.status, conversation }
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
      await as((tx) => withDeadline(tx`select howdah.cancel_message(${id})`))
      const why = reason === '' ? '' : `: ${reason}`
      const text = `(cancelled: nobody answered within 150 s${why})`
      return { text, status: 'cancelled', conversation }
    }
    await sleep(50)
  }
}
