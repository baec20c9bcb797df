import type { Call, Kind } from './provider.ts'
import type { World } from './world.ts'

/** One call as it is in the usage. */
type Row = { kind: Kind; status: string; is_estimated: boolean; input_tokens: number | null }

/** The calls of one kind for one answer; '' are those for documents. */
type Group = { of: string; kind: Kind; calls: Call[]; rows: Row[] }

/** Calls by what they were made for: every question is like no other, so that its text names it. */
async function groups({ sql, provider }: World): Promise<Group[]> {
  const questions = await sql<{ id: string; text: string }[]>`
    select a.id, q.content as text
      from howdah.messages as a join howdah.messages as q on q.tenant_id = a.tenant_id and q.id = a.parent_id
     where a.role = 'assistant'`
  const rows = await sql<(Row & { of: string })[]>`
    select coalesce(message_id::text, '') as of, kind, status, is_estimated, input_tokens
      from howdah.llm_usage where not cached order by created_at, attempt`
  const askedBy = ({ body }: Call) => questions.find(({ text }) => body.includes(text))?.id ?? ''
  const calls = provider.calls.map((call) => ({ call, of: askedBy(call) }))
  return ['', ...questions.map(({ id }) => id)].flatMap((of) =>
    (['embedding', 'chat'] as const).map((kind) => ({
      of,
      kind,
      calls: calls.filter((one) => one.of === of && one.call.kind === kind).map(({ call }) => call),
      rows: rows.filter((row) => row.of === of && row.kind === kind),
    })),
  )
}

/** What rows say that a provider reported, and no answer of these calls said. */
function unsaid({ calls, rows }: Group): Row[] {
  const said = calls.map(({ usage }) => usage?.prompt_tokens)
  return rows.filter((row) => {
    if (row.status !== 'ok' || row.is_estimated) return false
    const at = said.indexOf(row.input_tokens ?? -1)
    if (at >= 0) said.splice(at, 1)
    return at < 0
  })
}

const isOk = ({ status }: Row) => status === 'ok'
const isAnswered = ({ isGood, isAnswered }: Call) => isGood && isAnswered

/**
 * Every call that the provider got is in the usage, once: as its answer said, or as an estimate where a fault kept that
 * from everybody. What is there beyond them was begun and never came.
 */
export async function lostMoney(world: World): Promise<string[]> {
  const all = await groups(world)
  const found = all.flatMap((group) => {
    const { of, kind, calls, rows } = group
    const about = `${kind} calls for ${of || 'documents'}, ${JSON.stringify(rows)}`
    const answered = calls.filter(isAnswered).length
    const ok = rows.filter(isOk).length
    return [
      ...(rows.length < calls.length
        ? [`money: ${calls.length - rows.length} of ${calls.length} have no usage: ${about}`]
        : []),
      ...(ok > answered
        ? [`money: ${ok - answered} more are recorded than answered: ${about}`]
        : []),
      ...unsaid(group).map((row) => `money: nobody said ${row.input_tokens} tokens: ${about}`),
    ]
  })
  // Whoever lost a lease stops the calls; the answer of one may be on its way, its usage says cancelled.
  const stopped = all.flatMap(({ rows }) => rows).filter(({ status }) => status === 'cancelled')
  const lost = all.reduce(
    (sum, { calls, rows }) => sum + calls.filter(isAnswered).length - rows.filter(isOk).length,
    0,
  )
  if (lost > world.unheard + stopped.length) {
    found.push(
      `money: ${lost} answers were not heard, ${world.unheard} may, ${stopped.length} were stopped`,
    )
  }
  return found
}
