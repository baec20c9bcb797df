import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCommand } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let folder = ''
let env: Record<string, string> = {}
const today = new Date().toISOString().slice(0, 10)
beforeAll(async () => {
  database = await createDatabase()
  env = { DATABASE_URL: database.url }
  folder = await mkdtemp(join(tmpdir(), 'howdah-prices-'))
  await database.sql`
    select howdah.register_model('openai', 'gpt-6-astra', 'chat'),
           howdah.register_model('openai', 'gpt-6-sol', 'chat'), howdah.register_model('maker', 'm', 'chat')`
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

const load = async (prices: unknown) => {
  const file = join(folder, 'prices.json')
  await writeFile(file, typeof prices === 'string' ? prices : JSON.stringify(prices))
  return runCommand(['prices', '--load', file], env)
}

it('shows what is known of the models that are registered', async () => {
  const { code, out, err } = await runCommand(['prices'], env)
  expect([code, err]).toEqual([0, ''])
  // It grows old while this test stays as it is.
  expect(out.replaceAll('  old: ', '  known: ')).toContain(
    [
      'openai/gpt-6-astra  known: since 2026-09-03, read 2026-11-23 (vendor, 2 sources)',
      '    standard: input 1000, cached input 100, cache write 1250, output 5000',
      '    standard: from 272,001 tokens: input 2000, cached input 200, cache write 2500, output 7500',
    ].join('\n'),
  )
  expect(out).toContain(
    'openai/gpt-6-sol  disputed: since 2026-09-22, read 2026-11-23 (2 sources); cache second hand',
  )
  expect(out).toContain('maker/m  no price is known')
  const json = await runCommand(['prices', '--json'], env)
  expect(JSON.parse(json.out)).toContainEqual(
    expect.objectContaining({ model: 'm', state: 'missing', input: null }),
  )
})

it('takes a file of prices in one call, says what changed, and takes it again', async () => {
  const prices = {
    source: 'the vendor',
    source_date: today,
    prices: [
      { provider: 'maker', model: 'm', tiers: [{ input: 5, output: 7.5 }] },
      {
        provider: 'openai',
        model: 'gpt-6-sol',
        effective_from: '2026-11-01',
        tiers: [{ input: 190, output: 900 }],
      },
    ],
  }
  const first = await load(prices)
  expect(first.err).toBe('')
  expect(first.out.split('\n')).toEqual([
    `maker/m  new from ${today} on`,
    '  + standard: input 5, output 7.5',
    'openai/gpt-6-sol  changed from 2026-11-01 on',
    '  - standard: input 200, cached input 20, cache write 250, output 1000',
    '  - standard: from 272,001 tokens: input 400, cached input 40, cache write 500, output 1500',
    '  + standard: input 190, output 900',
    '',
  ])
  expect((await load(prices)).out).toBe(
    `maker/m  unchanged from ${today} on\nopenai/gpt-6-sol  unchanged from 2026-11-01 on\n`,
  )
  expect((await runCommand(['prices'], env)).out).toContain(
    `maker/m  known: since ${today}, read ${today} (the vendor, set here)\n    standard: input 5, output 7.5\n`,
  )
})

it('names what is bad, and then sets nothing', async () => {
  const bad = await load([
    { provider: 'maker', model: 'fine', tiers: [{ input: 5 }] },
    { provider: 'maker', model: 'bad', tiers: [{ inptu: 5 }] },
  ])
  expect(bad.code).toBe(1)
  expect(bad.err).toContain(
    'price 2 (maker/bad): tiers is not an array of objects with an input price',
  )
  const [row] =
    await database.sql`select count(*)::integer as n from howdah.model_prices where model = 'fine'`
  expect(row).toEqual({ n: 0 })
  const text = await load('prices: 5')
  expect([text.code, text.err]).toEqual([2, expect.stringContaining('is not JSON')])
  const missing = await runCommand(['prices', '--load', join(folder, 'none.json')], env)
  expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('none.json')])
})
