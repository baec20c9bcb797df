import { countTokens } from 'gpt-tokenizer/encoding/cl100k_base'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { embeddings } from '../stub/behaviours.ts'
import { startStub, type Stub } from '../stub/provider.ts'
import { takesTexts } from '../stub/refusals.ts'
import { until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { languages } from '../usage/texts/languages.ts'
import { startTestWorker, useStub, type TestWorker } from '../worker/in-process.ts'

const most = 512
let db: TestDatabase
let stub: Stub
let worker: TestWorker
let refused: string[] = []
beforeAll(async () => {
  db = await createDatabase()
  stub = await startStub()
  const env = await useStub(db, stub.url)
  await db.sql`select howdah.register_model('stub', 'mini', 'embedding', 384, max_input_tokens => ${most})`
  await db.sql`select howdah.create_collection('docs', 'stub/mini')`
  await db.sql`select howdah.set_setting('retry_base_seconds', '0.01')`
  stub.always(
    takesTexts(
      most,
      noted,
      embeddings((items) => items),
    ),
  )
  worker = await startTestWorker(db.url, env)
})
beforeEach(() => void (refused = []))
afterAll(async () => {
  await worker.end()
  await stub.close()
  await db.drop()
})

/** Counts, and remembers what is too long. */
function noted(text: string): number {
  const count = countTokens(text)
  if (count > most) refused.push(text)
  return count
}

const burmese = 'ငွေပြန်အမ်းမှုကို ရက်ပေါင်း သုံးဆယ်အတွင်း တောင်းဆိုနိုင်ပါသည်။'
const texts: Record<string, string> = {
  burmese,
  hebrew: languages['hebrew']!,
  persian: languages['persian']!,
  greek: languages['greek']!,
  russian: languages['russian']!,
  georgian: languages['georgian']!,
  tamil: languages['tamil']!,
  chinese: languages['chinese']!,
  english: languages['english']!,
  emoji: '🙃 🧩🎛 ok.',
}
const long = (text: string) =>
  Array.from({ length: 60 }, (_, n) => `${n}. ${text}${n % 7 === 6 ? '\n\n' : ' '}`).join('')
const numbers = `a,b,c\n${Array.from({ length: 600 }, (_, n) => `${n * 7919.37},${n ** 3},0.0${n}`).join('\n')}`

const add = async (source: string, content: string, title: string | null = null) => {
  await db.sql`select howdah.add_document(${content}, ${source}, ${title}, collection => 'docs')`
  const read = async () => {
    const [row] = await db.sql`
      select status, chunk_count::int from howdah.document_status where source = ${source}`
    return row!
  }
  await until('the document has its vectors', async () =>
    /ready|failed/.test((await read())['status']),
  )
  return read()
}
const wordsOf = (text: string) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

const documents = Object.entries(texts).map(([name, text]): [string, string] => [name, long(text)])
test.each([...documents, ['numbers', numbers] as [string, string]])(
  '%s becomes ready, each text is refused once at most, and nothing is lost',
  async (name, content) => {
    const titled = `# ${content.slice(0, 90).replace(/\s+/g, ' ')}\n\n${content}`
    expect(await add(name, titled, content.slice(0, 200))).toMatchObject({ status: 'ready' })
    // Texts in Latin letters are looked for by halves.
    const again = name === 'english' ? 10 : 1
    expect(refused.length).toBeLessThanOrEqual(new Set(refused).size * again)
    const chunks = await db.sql`
      select c.content, c.chunk_index from howdah.chunks as c join howdah.documents as d on d.id = c.document_id
       where d.source = ${name} order by c.chunk_index`
    expect(chunks.map((chunk) => chunk['chunk_index'])).toEqual(chunks.map((_, n) => n))
    const found = new Set(chunks.flatMap((chunk) => wordsOf(chunk['content'])))
    expect(wordsOf(content).filter((word) => !found.has(word))).toEqual([])
  },
)

test('what was refused is remembered, for the text and for copies of it', async () => {
  const calls = stub.calls('embedding').length
  const content = `${long(burmese)}\n\nA new end.`
  await add(
    'burmese',
    `# ${long(burmese).slice(0, 90).replace(/\s+/g, ' ')}\n\n${content}`,
    long(burmese).slice(0, 200),
  )
  expect(refused).toEqual([])
  expect(stub.calls('embedding').length - calls).toBeLessThanOrEqual(2)
  expect(await db.sql`select * from howdah.dead_jobs`).toEqual([])
})

test('chunks of the application are cut, too, and keep page and metadata', async () => {
  const chunks = [
    { content: 'Short.', page: 1 },
    { content: long(texts['greek']!), heading: 'H', page: 2, metadata: { part: 2 } },
    { content: 'End.', page: 3 },
  ]
  const put = () =>
    db.sql`select howdah.add_document_chunks('own', ${db.sql.json(chunks)}, collection => 'docs')`
  const stored = () => db.sql`
    select c.chunk_index, c.heading, c.page, c.metadata, c.id
      from howdah.chunks as c join howdah.documents as d on d.id = c.document_id
     where d.source = 'own' order by c.chunk_index`
  await put()
  await until('it is ready', async () => {
    const [row] = await db.sql`select status from howdah.document_status where source = 'own'`
    return row!['status'] === 'ready'
  })
  const rows = await stored()
  expect(rows.length).toBeGreaterThan(4)
  expect(rows.slice(1, -1).every((row) => row['page'] === 2 && row['metadata']['part'] === 2)).toBe(
    true,
  )
  expect(rows.at(-1)).toMatchObject({ page: 3, chunk_index: rows.length - 1 })
  chunks[0]!.content = 'Changed.'
  refused = []
  await put()
  const after = await stored()
  expect(after.slice(1).map((row) => row['id'])).toEqual(rows.slice(1).map((row) => row['id']))
  expect(refused).toEqual([])
})
