import type { World } from './world.ts'

/** Sentences for what must not be, once everything has come to rest. */
const forbidden: Record<string, string> = {
  'a job is left': `select id from howdah_internal.jobs where state != 'dead'`,
  'a message has not ended': `select id from howdah.messages where status in ('pending', 'streaming')`,
  'a call is still under way': `
    select message_id, seq from howdah_internal.message_steps where status = 'calling'`,
  'an ended call is not billed': `
    select message_id, seq from howdah_internal.message_steps where status != 'refused' and not is_billed`,
  'something is still held': `select id from howdah_internal.reservations where status = 'held'`,
  'a budget holds something': `
    select budget_id from howdah_internal.budget_windows where reserved_cents != 0`,
  'a rate holds something': `
    select rate_limit_id from howdah_internal.rate_state where reserved != 0`,
  'spent is not the sum of the calls': `
    select w.budget_id, w.spent_cents, u.cents
      from howdah_internal.budget_windows as w
     cross join (select sum(cost_cents) as cents from howdah.llm_usage) as u
     where w.spent_cents != u.cents`,
  'a step was bought twice after it was stored': `
    select message_id, kind from howdah_internal.message_steps
     where status = 'done' and kind in ('embed', 'rerank', 'answer', 'repair')
     group by message_id, kind having count(*) > 1`,
  'a message does not show what it cost': `
    select m.id, m.cost_cents, sum(u.cost_cents)
      from howdah.messages as m join howdah.llm_usage as u on u.message_id = m.id
     group by m.tenant_id, m.id having m.cost_cents is distinct from sum(u.cost_cents)`,
}

/** Everything that is wrong with a world at rest. */
export async function violations(world: World): Promise<string[]> {
  const { sql } = world
  const found: string[] = []
  for (const [what, query] of Object.entries(forbidden)) {
    const rows = await sql.unsafe(query)
    if (rows.length > 0) found.push(`${what}: ${JSON.stringify(rows.slice(0, 3))}`)
  }
  const usage = await sql<
    { message: string; seq: number; input: number; is_estimated: boolean; rows: number }[]
  >`select call_id as message, attempt as seq, max(input_tokens) as input, bool_or(is_estimated) as is_estimated,
           count(*)::integer as rows
      from howdah.llm_usage where not cached group by 1, 2`
  const byCall = new Map(usage.map((row) => [`${row.message}/${row.seq}`, row]))
  for (const call of world.calls) {
    const name = `${call.message}/${call.seq}`
    const row = byCall.get(name)
    if (row?.rows !== 1) found.push(`${name} (${call.kind}) is ${row?.rows ?? 0} rows of usage`)
    else if (call.told && (row.is_estimated || row.input !== call.input)) {
      found.push(`${name} (${call.kind}) used ${call.input}, but ${JSON.stringify(row)} is written`)
    }
  }
  return found
}
