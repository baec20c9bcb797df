import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { parseArguments, usageError } from '../arguments.ts'
import type { Command } from '../command.ts'
import { withDeadline, type Database } from '../database.ts'
import { fit } from '../status/text.ts'
import { help } from './help.ts'
import { withDatabase } from './open.ts'

/** The columns of a tier that are prices. */
const parts = [
  'input',
  'cached_input',
  'cache_write',
  'cache_write_1h',
  'cache_write_12h',
  'output',
] as const

type Tier = { service_class?: string; from_input_tokens?: number } & {
  [part in (typeof parts)[number]]?: number | null
}

/** A row of `howdah.known_prices()`. */
type Known = Tier & {
  provider: string
  model: string
  state: string
  effective_from: string | null
  source_date: string | null
  source: string | null
  note: string | null
  is_list: boolean | null
}

/** A row of `howdah.set_prices()`. */
type Change = {
  provider: string
  model: string
  effective_from: string
  change: 'new' | 'changed' | 'unchanged'
  before: Tier[] | null
  after: Tier[]
}

const day = (iso: string | null) => iso?.slice(0, 10) ?? '-'

function tierText(tier: Tier): string {
  const from = tier.from_input_tokens ?? 0
  const prices = parts.flatMap((part) =>
    tier[part] === null || tier[part] === undefined
      ? []
      : [`${part.replaceAll('_', ' ')} ${tier[part]}`],
  )
  return [
    tier.service_class ?? 'standard',
    ...(from > 0 ? [`from ${from.toLocaleString('en-US')} tokens`] : []),
    prices.join(', ') || 'not known',
  ].join(': ')
}

function layoutKnown(rows: Known[]): string[] {
  let last = ''
  return rows.flatMap((row) => {
    const { provider, model, state, note } = row
    if (row.effective_from === null)
      return [`${fit(`${provider}/${model}`, 60)}  no price is known`]
    const source = `${row.source}${row.is_list ? '' : ', set here'}`
    const head =
      `${fit(`${provider}/${model}`, 60)}  ${state}: since ${day(row.effective_from)}, ` +
      `read ${day(row.source_date)} (${source})${note === null ? '' : `; ${note}`}`
    const lines = head === last ? [] : [head]
    last = head
    return [...lines, `    ${tierText(row)}`]
  })
}

function layoutChanges(changes: Change[]): string[] {
  return changes.flatMap(({ provider, model, effective_from, change, before, after }) => [
    `${provider}/${model}  ${change} from ${day(effective_from)} on`,
    ...(change === 'unchanged'
      ? []
      : [
          ...(before ?? []).map((tier) => `  - ${tierText(tier)}`),
          ...after.map((tier) => `  + ${tierText(tier)}`),
        ]),
  ])
}

async function load(sql: Database, file: string): Promise<Change[]> {
  const prices = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8')
  try {
    JSON.parse(prices)
  } catch {
    throw usageError(`${file} is not JSON`, 'an array of prices is expected.')
  }
  // All of it as JSON: the driver would make dates of the time zone of this process.
  const [row] = await withDeadline(
    sql<{ changes: Change[] }[]>`
      select coalesce(jsonb_agg(to_jsonb(p) || jsonb_build_object(
               'effective_from', to_jsonb(p.effective_from at time zone 'UTC'))), '[]') as changes
        from howdah.set_prices(${prices}::text::jsonb) as p`,
  )
  return row!.changes
}

async function readKnown(sql: Database): Promise<Known[]> {
  const [row] = await withDeadline(
    sql<{ known: Known[] }[]>`
      select coalesce(jsonb_agg(to_jsonb(p) || jsonb_build_object(
               'effective_from', to_jsonb(p.effective_from at time zone 'UTC'))), '[]') as known
        from howdah.known_prices() as p`,
  )
  return row!.known
}

/** `howdah prices`, as help.ts describes it. */
export const prices: Command = async (args, env) => {
  const { values } = parseArguments(args, help.prices.options)
  return withDatabase(env, async (sql) => {
    const shown = values.load === undefined ? await readKnown(sql) : await load(sql, values.load)
    if (values.json) console.log(JSON.stringify(shown, null, 2))
    else if (values.load === undefined) console.log(layoutKnown(shown as Known[]).join('\n'))
    else console.log(layoutChanges(shown as Change[]).join('\n'))
    return 0
  })
}
