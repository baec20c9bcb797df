import type { Database } from '../database.ts'
import { until, type Show } from './show.ts'

type Read = { status: string; delta: string; next_offset: number; attempt: number }

const question = 'How long does a refund take?'

const statements = `select howdah.send_message(
  conversation_id => howdah.start_conversation(), content => '${question}') as message \\gset
select status, delta, next_offset, attempt from howdah.read_message(:'message', 0, 0);  -- again, from there on
select howdah.format_answer(:'message');                                    -- the whole, with its sources`

/** How many answers came from the cache. */
async function cachedAnswers(sql: Database): Promise<number> {
  const [row] = await sql<{ calls: number }[]>`
    select coalesce(sum(cached_calls), 0)::integer as calls from howdah.cost_by_model`
  return row!.calls
}

/** An answer that streams while it is written, then its sources, tokens and cost. */
export async function showAnswer(sql: Database, show: Show): Promise<void> {
  show.step('A question is answered from the documents; the answer streams, with its sources')
  show.code(statements)
  const cachedBefore = await cachedAnswers(sql)
  const [sent] = await sql<{ id: string }[]>`
    select howdah.send_message(conversation_id => howdah.start_conversation(), content => ${question}) as id`
  const { id } = sent!
  let answer = ''
  let offset = 0
  let attempt = 0
  const status = await until('the answer', async () => {
    const [read] = await sql<Read[]>`
      select status, delta, next_offset, attempt
        from howdah.read_message(message_id => ${id}, after_chars => ${offset}, after_attempt => ${attempt})`
    if (read!.attempt !== attempt && answer !== '') {
      // A call failed half-way, and the answer begins anew.
      show.endStream()
      answer = ''
    }
    if (read!.delta !== '') show.stream(read!.delta)
    answer += read!.delta
    offset = read!.next_offset
    attempt = read!.attempt
    return ['complete', 'failed', 'cancelled', 'expired'].includes(read!.status) && read!.status
  })
  const [row] = await sql<{ text: string }[]>`select howdah.format_answer(${id}) as text`
  if (status !== 'complete') throw new Error(`the question was not answered ${row!.text}`)
  // What follows the answer: its sources, and what it cost.
  show.stream(row!.text.slice(answer.length))
  show.endStream()
  if ((await cachedAnswers(sql)) > cachedBefore)
    show.result('(asked before: this came from the cache and cost nothing)')
  show.result(`first answer ${process.uptime().toFixed(1)} s after the start`)
}
