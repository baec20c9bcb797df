import type { Database } from '../database.ts'
import type { Show } from './show.ts'

type Line = {
  model: string
  calls: string
  input_tokens: string
  output_tokens: string | null
  cents: string | null
}

const prices = [
  `select howdah.set_price('local', 'local-chat', '2025-01-01', '[{"input": 50, "output": 200}]');`,
  `select howdah.set_price('local', 'local-embedding', '2025-01-01', '[{"input": 2}]');`,
]

const bill = `select model, calls, input_tokens, output_tokens, trim_scale(round(cost_cents, 6)) as cents
  from howdah.cost_by_model;`

/** Gives the local model a price, in cents for a million tokens, so that the bill shows something. */
export async function setDemoPrices(sql: Database): Promise<void> {
  for (const price of prices) await sql.unsafe(price)
}

/** What all of it cost, by model. */
export async function showBill(sql: Database, show: Show, isLocal: boolean): Promise<void> {
  show.step('Every call is on the bill')
  show.code(bill)
  const lines = await sql.unsafe<Line[]>(bill)
  for (const { model, calls, input_tokens, output_tokens, cents } of lines) {
    const tokens = `${input_tokens} tokens in, ${output_tokens ?? 0} out`
    show.result(
      `${model}: ${calls} ${calls === '1' ? 'call' : 'calls'}, ${tokens}, ${cents ?? 'unknown'} cents`,
    )
  }
  const total = lines.reduce((sum, { cents }) => sum + Number(cents), 0)
  show.result(`together ${Number(total.toFixed(6))} cents`)
  if (!isLocal) return
  show.result(
    'The local model costs nothing: for this bill it got a demo price, in cents per million',
  )
  show.result('tokens, at the start. Real models have their list price, or yours:')
  show.code(prices.join('\n'))
}
