import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createRandom, newSeed, type Random } from '../support/random.ts'

const classes = ['standard', 'batch', 'flex', 'priority'] as const
const spans = ['cache_write', 'cache_write_1h', 'cache_write_12h'] as const
type Tier = {
  service_class: (typeof classes)[number]
  from_input_tokens: number
  unknown: string[]
} & { [name in 'input' | 'cached_input' | 'output' | (typeof spans)[number]]?: number }
type Price = { day: number; isList: boolean; tiers: Tier[] }
type Call = {
  day: number
  service_class: (typeof classes)[number]
  input: number
  cached: number
  writes: Record<(typeof spans)[number], number>
  output: number
}

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

const iso = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)

function randomTier(random: Random, service_class: Tier['service_class'], from: number): Tier {
  const tier: Tier = { service_class, from_input_tokens: from, unknown: [] }
  if (random.chance(0.1)) tier.unknown.push('input')
  else tier.input = random.int(0, 5000) / 10
  for (const name of ['cached_input', ...spans, 'output'] as const) {
    if (random.chance(0.7)) tier[name] = random.int(0, 9000) / 10
    else if (name in { cached_input: 1, cache_write: 1 } && random.chance(0.3))
      tier.unknown.push(name)
  }
  return tier
}

function randomPrice(random: Random): Price {
  const tiers = classes
    .filter((name) => name === 'standard' || random.chance(0.4))
    .flatMap((name) =>
      [0, 1000, 2000]
        .filter((from) => from === 0 || random.chance(0.5))
        .map((from) => randomTier(random, name, from)),
    )
  return { day: random.int(0, 30), isList: random.chance(0.5), tiers }
}

/** Cents of a call as the documentation says it; null where something is not known. */
function costOf(prices: Price[], call: Call): number | null {
  const [price] = prices
    .filter(({ day }) => day <= call.day)
    .sort((a, b) => Number(a.isList) - Number(b.isList) || b.day - a.day)
  const [tier] = (price?.tiers ?? [])
    .filter(
      (one) => one.service_class === call.service_class && one.from_input_tokens <= call.input,
    )
    .sort((a, b) => b.from_input_tokens - a.from_input_tokens)
  if (tier?.input === undefined) return null
  const asInput = (name: string) => (tier.unknown.includes(name) ? undefined : tier.input)
  const write = tier.cache_write === undefined ? asInput('cache_write') : undefined
  const { cache_write, cache_write_1h, cache_write_12h } = call.writes
  const rest = call.input - call.cached - cache_write - cache_write_1h - cache_write_12h
  const parts: [number, number | undefined][] = [
    [rest, tier.input],
    [call.cached, tier.cached_input ?? asInput('cached_input')],
    ...spans.map((span): [number, number | undefined] => [call.writes[span], tier[span] ?? write]),
    [call.output, tier.output],
  ]
  const used = parts.filter(([count]) => count > 0)
  if (used.some(([, cents]) => cents === undefined)) return null
  return used.reduce((sum, [count, cents]) => sum + count * cents!, 0) / 1e6
}

it('calls of any day, class, length and span cost what the prices of the day say', async () => {
  const random = createRandom(newSeed('prices'))
  const { sql } = database
  let known = 0
  for (let n = 0; n < 40; n++) {
    const model = `m${n}`
    const prices = Array.from({ length: random.int(1, 4) }, () => randomPrice(random)).filter(
      ({ day, isList }, i, all) =>
        all.findIndex((one) => one.day === day && one.isList === isList) === i,
    )
    for (const { day, isList, tiers } of prices) {
      const rows = JSON.stringify(tiers)
      if (isList)
        // As lay_prices writes them; it takes all of a provider at once.
        await sql`
          insert into howdah.model_prices (
            provider, model, effective_from, is_list, service_class, from_input_tokens, input_cents_per_mtok,
            cached_input_cents_per_mtok, cache_write_cents_per_mtok, cache_write_1h_cents_per_mtok,
            cache_write_12h_cents_per_mtok, output_cents_per_mtok, unknown_parts)
          select 'maker', ${model}, ${iso(day)}::text::timestamptz, true, p.service_class, p.from_input_tokens,
                 p.input_cents_per_mtok, p.cached_input_cents_per_mtok, p.cache_write_cents_per_mtok,
                 p.cache_write_1h_cents_per_mtok, p.cache_write_12h_cents_per_mtok, p.output_cents_per_mtok,
                 p.unknown_parts
            from howdah_internal.price_rows(${rows}::text::jsonb) as p`
      else
        await sql`select howdah.set_price('maker', ${model}, ${iso(day)}::text::timestamptz, ${rows}::text::jsonb)`
    }
    for (let c = 0; c < 25; c++) {
      const part = () => (random.chance(0.5) ? 0 : random.int(1, 200))
      const call: Call = {
        day: random.int(-2, 35),
        service_class: random.pick(classes),
        input: random.pick([900, 999, 1000, 1001, 1999, 2000, 5000]),
        cached: part(),
        writes: { cache_write: part(), cache_write_1h: part(), cache_write_12h: part() },
        output: part(),
      }
      const { cache_write, cache_write_1h, cache_write_12h } = call.writes
      const [row] = await sql<{ cents: number | null }[]>`
        select c.cost_cents::float8 as cents
          from howdah_internal.call_cost('maker', ${model}, ${iso(call.day)}::text::timestamptz, ${call.input},
            ${call.cached}, ${cache_write + cache_write_1h + cache_write_12h}, ${call.output}, 0, ${call.service_class},
            ${cache_write_1h}, null, ${cache_write_12h}) as c`
      const wanted = costOf(prices, call)
      if (wanted === null) expect(row!.cents, JSON.stringify({ prices, call })).toBe(null)
      else expect(row!.cents, JSON.stringify({ prices, call })).toBeCloseTo(wanted, 9)
      if (wanted !== null) known++
    }
  }
  expect(known).toBeGreaterThan(50)
})
