import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createRandom, newSeed } from '../support/random.ts'
import { languages } from '../usage/texts/languages.ts'
import { ask, refusal, shared, startTalk, toldOf, type Sent } from './histories.ts'

let db: TestDatabase
let sql: Sql
beforeAll(async () => {
  db = await createDatabase({ template: 'plain', client: { max: 1 } })
  sql = db.sql
  await sql`set howdah.user_id = 'ann'`
  await sql`select howdah.register_model('local', 'small', 'chat', null, 8192)`
  const shots = [
    { role: 'system', content: 'Add.' },
    { role: 'user', content: 'One and one?' },
    { role: 'assistant', content: 'Two.' },
  ]
  await sql`select howdah.activate_prompt('shots',
    howdah.create_prompt_version('shots', ${JSON.stringify(shots)}, form => 'chat'))`
})
afterAll(() => db.drop())

const random = createRandom(newSeed('histories'))
const marks = (texts: string) => texts.match(/m\d+m/g) ?? []

test.each(['answer', 'shots'])(
  'any conversation makes a request that strict servers take: %s',
  async (prompt) => {
    await sql`select howdah.set_setting('context_tokens', '100000')`
    for (let run = 0; run < 6; run += 1) {
      const talk = await startTalk(sql, random, prompt)
      for (let turn = 0; turn < 25; turn += 1) {
        if (random.chance(0.3)) {
          await talk.add(random.pick(['system', 'developer', 'user', 'assistant', 'tool']))
        }
        const { sent, question, branch } = await talk.ask()
        expect(refusal(sent)).toBeNull()
        const instructions = branch.filter(({ role }) => ['system', 'developer'].includes(role))
        expect(marks(sent[0]!.content)).toEqual(instructions.map(({ mark }) => mark))
        expect(sent.slice(1).flatMap(({ content }) => marks(content))).toEqual([
          ...toldOf(branch).map(({ mark }) => mark),
          question,
        ])
      }
    }
  },
)

test('where little fits it is the newest turns, never less than a third of the room', async () => {
  const room = 300
  await sql`select howdah.set_setting('context_tokens', ${String(room)})`
  for (let run = 0; run < 6; run += 1) {
    const talk = await startTalk(sql, random, 'answer')
    for (let turn = 0; turn < 40; turn += 1) {
      const { sent, question, branch } = await talk.ask()
      expect(refusal(sent)).toBeNull()
      const told = toldOf(branch).map(({ mark }) => mark)
      const kept = sent.slice(1).flatMap(({ content }) => marks(content))
      expect(kept.pop()).toBe(question)
      expect(kept).toEqual(told.slice(told.length - kept.length))
      const [row] = await sql`
        select coalesce(sum(howdah.estimate_tokens(m ->> 'content') + 4), 0)::int as tokens
          from jsonb_array_elements(${JSON.stringify(sent.slice(1, -1))}::text::jsonb) as m`
      expect(row!['tokens']).toBeLessThanOrEqual(room)
      // The longest turn here has some 80 tokens.
      if (kept.length < told.length) expect(row!['tokens']).toBeGreaterThan(room / 3 - 80)
    }
  }
})

/** Asks so many questions and reads what is sent for each. */
async function longTalk(questions: number, question: string, answer: string): Promise<Sent[]> {
  await sql`select howdah.set_setting('context_tokens', '6000')`
  const [talk] = await sql`
    select howdah.start_conversation(model => 'local/small', collection => null) as id`
  const all: Sent[] = []
  for (let n = 1; n <= questions; n += 1) {
    const { id, sent } = await ask(sql, talk!['id'], `${n}. ${question}`)
    await sql`
      update howdah.messages set status = 'complete', content = ${`${n}. ${answer}`} where id = ${id}`
    all.push(sent)
  }
  return all
}

const tokensOf = (sent: Sent) =>
  sent.reduce((sum, { content }) => sum + countTokens(content) + 4, 3)

test.each(['english', 'arabic', 'chinese'])(
  'a model of 8,192 tokens answers 200 questions in %s, most of them behind a known beginning',
  async (language) => {
    const text = languages[language]!
    const sent = await longTalk(200, text.slice(0, 100), text.slice(100, 400))
    for (const one of sent) expect(tokensOf(one)).toBeLessThanOrEqual(8192 - 1000)
    const from = sent.findIndex((one, at) => at > 0 && one.length < sent[at - 1]!.length)
    expect(from).toBeGreaterThan(5)
    const shares = sent.slice(from).map((one, at) => shared(sent[from + at - 1]!, one))
    expect(shares.filter((share) => share >= 0.8).length / shares.length).toBeGreaterThanOrEqual(
      0.9,
    )
  },
)

test('so does it where questions and answers are long', async () => {
  const text = languages['chinese']!.repeat(20)
  const sent = await longTalk(30, text.slice(0, 550), text.slice(0, 1500))
  for (const one of sent) expect(tokensOf(one)).toBeLessThanOrEqual(8192 - 1000)
  expect(Math.min(...sent.slice(3).map(({ length }) => length))).toBeGreaterThan(3)
})
