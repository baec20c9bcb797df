import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { install } from '../../worker/install/index.ts'
import { readSources } from '../../worker/install/sources.ts'
import type { TestDatabase } from '../support/database.ts'
import { emptyDatabase, psql } from './world.ts'

/** What was laid first, with prices that have turned out wrong since. */
let old: TestDatabase
const usage = '{"prompt_tokens": 1000000, "completion_tokens": 0}'
const mine = '[{"input": 77, "output": 7}]'
const record = async (model: string, at: string) => {
  const [row] = await old.sql<{ cents: string | null }[]>`
    select trim_scale(howdah.record_usage(
             ${model}, ${usage}::text::jsonb, started_at => ${at}::text::timestamptz))::text as cents`
  return row!.cents
}

beforeAll(async () => {
  old = await emptyDatabase('owner')
  const frozen = readFileSync(join(import.meta.dirname, 'frozen.sql.gz'))
  psql(old.url, { text: gunzipSync(frozen).toString() })
  // On a date that the old list has, on one that the new list has, and on one that neither has.
  for (const [model, date] of [
    ['gpt-5', '2025-11-13'],
    ['gpt-5-mini', '2025-08-07'],
    ['gpt-5.6-sol', '2026-08-01'],
  ] as const) {
    // The old function did not let anybody set a price on a date of the list.
    const at = model === 'gpt-5' ? `${date} 00:00:01Z` : `${date} 00:00Z`
    await old.sql`select howdah.set_price('openai', ${model}, ${at}::text::timestamptz, ${mine}::text::jsonb)`
  }
  // As everywhere today.
  expect(await record('anthropic/claude-sonnet-5', '2026-09-10')).toBe('300')
  await install(old.url)
})
afterAll(() => old.drop())

it('an upgrade brings the prices that are right', async () => {
  expect(await record('anthropic/claude-sonnet-5', '2026-09-10')).toBe('200')
  expect(await record('openai/gpt-5-nano', '2025-10-01')).toBe('5')
  expect(await record('openai/gpt-6-luna', '2026-10-01')).toBe('20')
  const [prices] = await old.sql`
    select count(*) filter (where withdrawn_at is null and not is_list)::integer as own,
           count(*) filter (where withdrawn_at is not null and not is_list)::integer as own_withdrawn,
           count(*) filter (where withdrawn_at is not null)::integer > 0 as has_withdrawn
      from howdah.model_prices`
  expect(prices).toEqual({ own: 3, own_withdrawn: 0, has_withdrawn: true })
})

it('what somebody set stays, also where the list is newer', async () => {
  expect(await record('openai/gpt-5', '2026-10-01')).toBe('77')
  expect(await record('openai/gpt-5', '2025-10-01')).toBe('125')
  expect(await record('openai/gpt-5-mini', '2026-10-01')).toBe('77')
  expect(await record('openai/gpt-5.6-sol', '2026-10-01')).toBe('77')
  expect(await record('openai/gpt-5.6-sol', '2026-07-20')).toBe('1000')
})

it('an install again, and an edition with other prices', async () => {
  const state = () => old.sql`
    select provider, model, effective_from, service_class, from_input_tokens, is_list, withdrawn_at
      from howdah.model_prices order by id`
  const before = await state()
  await install(old.url)
  expect(await state()).toEqual(before)
  const sources = readSources()
  await install(old.url, {
    sources: {
      ...sources,
      functionsHash: 'another edition',
      functions: sources.functions.map(({ file, sql }) => ({
        file,
        sql: file.endsWith('prices/others.sql')
          ? sql
              .replace('| 6/-/-/-/-', '| 7/-/-/-/-')
              .replace(/^embed-v4.*$/m, 'x | 2026-01-01 | | 1 | 2026-02-02')
          : sql,
      })),
    },
  })
  expect(await record('voyageai/voyage-3.5', '2026-10-01')).toBe('7')
  expect(await record('cohere/embed-v4.0', '2026-10-01')).toBe(null)
})

it('doctor() says which calls were priced wrong, until they are priced anew', async () => {
  const findings = () => old.sql<{ subject: string; advice: string }[]>`
    select subject, advice from howdah_internal.findings() where code = 'corrected_price'`
  const found = await findings()
  // The last edition has another price for the second.
  expect(found.map(({ subject }) => subject).sort()).toEqual([
    'model anthropic/claude-sonnet-5',
    'model voyageai/voyage-3.5',
  ])
  for (const { advice } of found) await old.sql.unsafe(advice)
  expect(await findings()).toEqual([])
  const [calls] = await old.sql`
    select count(*)::integer as count, min(trim_scale(cost_cents))::text as low,
           max(trim_scale(cost_cents))::text as high
      from howdah.llm_usage where model = 'claude-sonnet-5'`
  expect(calls).toEqual({ count: 2, low: '200', high: '200' })
})
