import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCommand } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { startTestWorker } from './in-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'howdah-evaluate-'))
let db: TestDatabase
let env: Record<string, string>
beforeAll(async () => {
  db = await createDatabase()
  env = { DATABASE_URL: db.url }
  await db.sql`
    select howdah.add_document(d.text, d.source, private => false)
      from (values ('Refunds take five days.', 'refunds.md'), ('Gift cards are valid for two years.', 'gift.md'),
                   ('Shipping to Europe takes three days.', 'shipping.md')) as d (text, source)`
  mkdirSync(join(folder, 'more'))
  writeFileSync(
    join(folder, 'a.jsonl'),
    '{"query": "How long do refunds take?", "sources": ["refunds.md"]}\n\n' +
      '{"query": "How long are gift cards valid?", "sources": {"gift.md": 3, "refunds.md": 0}}\n',
  )
  writeFileSync(
    join(folder, 'more/b.tsv'),
    'Who wrote this?\tgift.md\nshipping to Europe\tshipping.md\t2\n',
  )
  writeFileSync(join(folder, 'notes.txt'), 'no questions')
})
afterAll(async () => {
  await db.drop()
  rmSync(folder, { recursive: true })
})

const evaluate = (...args: string[]) => runCommand(['evaluate', ...args], env)

it('judges search by all questions of a folder, and shows where it fails', async () => {
  const { code, out, err } = await evaluate(folder, '--mode', 'keyword')
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(
    /^4 questions of the set default: nDCG@10 0\.750, recall@10 0\.750, MRR 0\.750\n1 found nothing; p50/,
  )
  expect(out).toMatch(/where it fails:\n {2}0\.000 {2}Who wrote this\? +found nothing\n$/)
})

it('the files are the whole set, and runs are kept', async () => {
  await evaluate(folder, '--mode', 'keyword', '--set', 's', '--note', 'all of them')
  const { out } = await evaluate(
    join(folder, 'a.jsonl'),
    '--mode',
    'keyword',
    '--set',
    's',
    '--json',
  )
  const result = JSON.parse(out) as { query_count: number; ndcg: number; queries: unknown[] }
  expect(result).toMatchObject({ set: 's', query_count: 2, ndcg: 1 })
  expect(result.queries).toHaveLength(2)
  const runs = await db.sql`
    select query_count, note from howdah.evaluations where query_set = 's' order by id`
  expect(runs.map(({ query_count, note }) => [Number(query_count), note as unknown])).toEqual([
    [4, 'all of them'],
    [2, null],
  ])
})

it('waits for the vectors of the questions', async () => {
  const worker = await startTestWorker(db.url, {})
  try {
    const { code, out, err } = await evaluate(folder)
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('0 were searched by keyword alone')
  } finally {
    await worker.end()
  }
})

it('says which source is no document', async () => {
  const file = join(folder, 'lost.tsv')
  writeFileSync(file, 'How long do refunds take?\trefund.md\n')
  const { code, err } = await evaluate(file, '--mode', 'keyword', '--set', 'lost')
  expect([code, err]).toEqual([
    0,
    'howdah: no document of the collection has the source refund.md\n',
  ])
  rmSync(file)
})

it.each([
  ['b.jsonl', '{"query": "How long?"}', 'line 1 of FILE has no "sources"'],
  ['b.jsonl', '{"sources": ["a.md"]}', 'line 1 of FILE has no "query"'],
  ['b.jsonl', '\n{', 'line 2 of FILE is not JSON'],
  [
    'b.jsonl',
    '{"query": "a", "sources": {"b.md": "x"}}',
    'has a grade of "b.md" that is no number',
  ],
  ['b.tsv', 'How long?', 'line 1 of FILE is not a query, a tab and a source'],
  ['b.tsv', 'How long?\ta.md\tmuch', 'line 1 of FILE has a grade that is no number'],
  ['b.tsv', 'How long?\ta.md\t101', 'a value of the judgement is out of range'],
])('names the file and the line of what is no question: %s %j', async (name, text, said) => {
  const file = join(folder, 'more', `broken-${name}`)
  writeFileSync(file, text)
  const { code, err } = await evaluate(file)
  rmSync(file)
  expect(code).toBe(1)
  expect(err).toContain(said.replace('FILE', file))
  expect(err).toContain('hint: ')
})

it('refuses what is no path, mode or number', async () => {
  for (const args of [
    [],
    [folder, '--mode', 'best'],
    [folder, '--k', '0'],
    [join(folder, 'notes.txt')],
  ]) {
    const { code, err } = await evaluate(...args)
    expect([code, err]).toEqual([2, expect.stringContaining('howdah evaluate --help')])
  }
  expect((await evaluate(join(folder, 'none'))).code).toBe(1)
})
