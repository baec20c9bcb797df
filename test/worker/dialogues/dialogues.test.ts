import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { createRandom, newSeed } from '../../support/random.ts'
import { startStub, type Behaviour, type Stub } from '../../stub/provider.ts'
import { startTestWorker, useStub, type TestWorker } from '../in-process.ts'
import { dialects, type Meant } from './dialects.ts'

const dialogues = 200
const readers = 4
const prices = { input: 100n, cached: 10n, output: 1000n }
const random = createRandom(newSeed('dialogues'))
const words = [
  'Refunds',
  'take',
  '30',
  'days',
  '[1].',
  'Žluťoučký',
  '返金',
  '👍',
  'a&b',
  '<b>',
  '\n',
]

let database: TestDatabase
let stub: Stub
let worker: TestWorker
beforeAll(async () => {
  database = await createDatabase({ client: { max: readers + 1 } })
  stub = await startStub()
  const env = await useStub(database, stub.url)
  await database.sql`select howdah.set_setting('retry_base_seconds', '0.01')`
  await database.sql`
    select howdah.set_price('stub', 'c', '2020-01-01', '[{"input": 100, "cached_input": 10, "output": 1000}]')`
  worker = await startTestWorker(database.url, env, { isListening: true, concurrency: 4 })
})
afterAll(async () => {
  await worker.end()
  await stub.close()
  await database.drop()
})

const say = () =>
  `So ${Array.from({ length: random.int(1, 30) }, () => random.pick(words)).join(' ')}.`

/** What tokens cost, in cents to the last digit: prices are for a million. */
const centsOf = ({ input, cached, output }: Meant) => {
  const millionths =
    BigInt(input - cached) * prices.input +
    BigInt(cached) * prices.cached +
    BigInt(output) * prices.output
  return `${millionths / 1_000_000n}.${String(millionths % 1_000_000n).padStart(6, '0')}`
}

/** A question, how its answer is said, and what is meant by it. */
function plan(number: number) {
  const input = random.int(1, 50_000)
  const meant = {
    content: say(),
    input,
    cached: random.int(0, input),
    output: random.int(1, 4000),
  }
  const names = Object.keys(dialects)
  // Each comes up, whatever the seed.
  const dialect = number < names.length ? names[number]! : random.pick(names)
  const { behaviour, cents } = dialects[dialect]!(meant, random)
  const question = `Question ${number}: ${say()}`
  return { question, dialect, meant, behaviour, cents: cents ?? centsOf(meant) }
}

/** Asks and reads along as the documentation says; what a reader ends up with. */
async function read(conversation: string, question: string) {
  const { sql } = database
  const [asked] = await sql<{ id: string }[]>`
    select howdah.send_message(${conversation}, ${question}) as id from howdah.act_as('ann')`
  let shown = ''
  let at = { next_offset: 0, attempt: 0, status: 'pending' }
  while (at.status === 'pending' || at.status === 'streaming') {
    const [row] = await sql<
      { delta: string; next_offset: number; attempt: number; status: string }[]
    >`
      select r.* from howdah.act_as('ann') as me,
        lateral howdah.read_message(${asked!.id}, ${at.next_offset}, ${at.attempt}) as r`
    shown = row!.attempt === at.attempt ? shown + row!.delta : row!.delta
    at = row!
  }
  return { id: asked!.id, shown, status: at.status }
}

it('shows and bills in every dialect what the provider means', async () => {
  const { sql } = database
  const plans = Array.from({ length: dialogues }, () => random.int(1, 3)).map((turns, dialogue) =>
    Array.from({ length: turns }, (_, turn) => plan(dialogue + turn * dialogues)),
  )
  const behaviours = new Map<string, Behaviour>(
    plans.flat().map(({ question, behaviour }) => [question, behaviour]),
  )
  stub.always((request, response) => {
    const { content } = (request.body.messages as { content: string }[]).at(-1)!
    return behaviours.get(content)!(request, response)
  })
  const left = [...plans]
  const reader = async () => {
    for (let turns = left.pop(); turns; turns = left.pop()) {
      const [started] = await sql<{ id: string }[]>`
        select howdah.start_conversation(collection => null) as id from howdah.act_as('ann')`
      for (const { question, dialect, meant, cents } of turns) {
        const { id, shown, status } = await read(started!.id, question)
        const usage = await sql`
          select u.input_tokens as input, u.cached_input_tokens as cached, u.output_tokens as output,
                 u.is_estimated, u.cost_cents = ${cents}::numeric as is_right, u.cost_cents
            from howdah.llm_usage as u
           where u.call_id = ${id} and u.status = 'ok'`
        const [message] = await sql`select content from howdah.messages where id = ${id}`
        expect({ dialect, shown, status, usage: [...usage], stored: message!['content'] }).toEqual({
          dialect,
          shown: meant.content,
          status: 'complete',
          usage: [
            {
              input: meant.input,
              cached: meant.cached,
              output: meant.output,
              is_estimated: false,
              is_right: true,
              cost_cents: expect.any(String) as string,
            },
          ],
          stored: meant.content,
        })
      }
    }
  }
  await Promise.all(Array.from({ length: readers }, reader))
  const cut = plans.flat().filter(({ dialect }) => dialect === 'cut off first').length
  expect(stub.calls('chat')).toHaveLength(plans.flat().length + cut)
}, 240_000)
