import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerChat, answerWell, startStub, type Behaviour } from '../../../stub/provider.ts'
import { until } from '../../../support/command.ts'
import { createDatabase, type TestDatabase } from '../../../support/database.ts'
import { localEmbedding } from '../../../../worker/providers/local-embedding.ts'
import { startTestWorker, useStub } from '../../../worker/in-process.ts'
import { rewritten } from './by-rule.ts'
import { dialogues, type Dialogue } from './dialogues.ts'
import { shop } from './shop.ts'

/** Asked by hand as one that stands alone; as it is, alone; with the questions before it; rewritten. */
type Way = 'alone' | 'raw' | 'previous' | 'rewritten'
type Answer = { sources: string[]; mode: string; question: string | null; calls: number }

let database: TestDatabase
let stub: Awaited<ReturnType<typeof startStub>>
const found = {} as Record<Way, string[][]>
const modes = {} as Record<Way, string[]>
let calls: number[] = []

const hits = (way: Way, kind?: Dialogue['kind']) =>
  dialogues.filter((one, n) => (!kind || one.kind === kind) && found[way][n]!.includes(one.source))
    .length

/** Rewrites where that is asked for, and answers everything else. */
const byRule: Behaviour = (request, response) => {
  if (request.body.model !== 'r') return answerWell()(request, response)
  const { content } = (request.body.messages as { content: string }[]).at(-1)!
  const [, conversation, question] = content.match(
    /<conversation>\n(.*)\n<\/conversation>\n\nLast question: (.*)$/s,
  )!
  return answerChat(request, response, rewritten(conversation!, question!))
}

/** Makes the vector of a text known, as the provider would. */
const know = async (text: string) =>
  void (await database.sql`
    select howdah.store_query_embedding(${text}, ${JSON.stringify(localEmbedding(text, 384))})`)

/** What is found for a question without a conversation. */
async function sourcesOf(question: string): Promise<string[]> {
  await know(question)
  const rows = await database.sql<{ source: string }[]>`
    select source from howdah_internal.find_sources('default', null, array[${question}], null, 'default', 6)`
  return rows.map(({ source }) => source)
}

const idOf = (rows: { id: string }[]) => rows[0]!.id

/** A conversation with the first turn of a dialogue; of a branch that is left again, where it has one. */
async function begin({ kind, first, answer }: Dialogue): Promise<string> {
  const { sql } = database
  const talk = idOf(await sql`select howdah.start_conversation() as id`)
  const add = async (role: string, content: string, parent: string | null = null) =>
    idOf(
      await sql`
      select howdah.add_message(${talk}, ${role}, ${content}, parent_message_id => ${parent}) as id`,
    )
  const hello = await add('assistant', 'How can I help you?')
  await add('user', first)
  const shown = await add('assistant', answer)
  if (kind === 'branch') {
    await add('user', 'How much does the Harbor weigh?', hello)
    await add('assistant', 'It weighs twelve kilograms.')
    await sql`select howdah.switch_branch(${shown})`
  }
  return talk
}

async function answerOf(id: string): Promise<Answer> {
  const [row] = await database.sql<Answer[]>`
    select array(select s.source from howdah.message_sources(m.id) as s order by s.source_number) as sources,
           m.retrieval_mode as mode, m.rewritten_question as question,
           (select count(*)::integer from howdah.message_trace(m.id) as t where t.kind = 'rewrite') as calls
      from howdah.messages as m where m.id = ${id}`
  return row!
}

/** What an application that calls the model itself is given for the second question, without a call for it. */
async function askByCaller(dialogue: Dialogue): Promise<Answer> {
  const { sql } = database
  const talk = await begin(dialogue)
  const id = idOf(
    await sql`select howdah.send_message(${talk}, ${dialogue.second}, run_by => 'caller') as id`,
  )
  const [row] = await sql<{ texts: string[] }[]>`
    select howdah_internal.search_texts(tenant_id, parent_id, id) as texts from howdah.messages where id = ${id}`
  for (const text of row!.texts) await know(text)
  await sql`select howdah.claim_message(${id})`
  return answerOf(id)
}

beforeAll(async () => {
  database = await createDatabase({ client: { max: 8 } })
  stub = await startStub()
  const { sql } = database
  const env = await useStub(database, stub.url)
  await sql`select howdah.register_model('stub', 'r', 'chat')`
  await sql`select howdah.add_document(text, source) from jsonb_to_recordset(${sql.json(
    shop.map(([source, text]) => ({ source, text })),
  )}) as s (source text, text text)`
  const worker = await startTestWorker(database.url, env, { concurrency: 4 })
  await until(
    'the shop is embedded',
    async () => {
      const [row] = await sql`select count(*)::integer as jobs from howdah_internal.jobs`
      return row!['jobs'] === 0
    },
    300,
  )
  found.alone = []
  found.raw = []
  for (const { alone, second } of dialogues) {
    found.alone.push(await sourcesOf(alone))
    found.raw.push(await sourcesOf(second))
  }
  const keep = (way: Way, answers: Answer[]) => {
    found[way] = answers.map(({ sources }) => sources)
    modes[way] = answers.map(({ mode }) => mode)
  }
  const previous: Answer[] = []
  for (const dialogue of dialogues) previous.push(await askByCaller(dialogue))
  keep('previous', previous)
  await sql`select howdah.set_setting('rewrite_model', 'stub/r')`
  await sql`select howdah.set_setting('rewrite_timeout_ms', 60000)`
  stub.always(byRule)
  const ids: string[] = []
  for (const dialogue of dialogues) {
    const talk = await begin(dialogue)
    ids.push(idOf(await sql`select howdah.send_message(${talk}, ${dialogue.second}) as id`))
  }
  await until(
    'all is answered',
    async () => {
      const [row] =
        await sql`select count(*)::integer as jobs from howdah_internal.jobs where state != 'dead'
      and lane != 'caller'`
      return row!['jobs'] === 0
    },
    300,
  )
  const answers = await Promise.all(ids.map(answerOf))
  keep('rewritten', answers)
  calls = answers.map((answer) => answer.calls)
  await worker.end()
  for (const kind of [...new Set(dialogues.map((one) => one.kind)), undefined]) {
    const figures = (Object.keys(found) as Way[]).map((way) => `${way} ${hits(way, kind)}`)
    console.log(`${kind ?? 'all'}: ${figures.join(', ')}`)
  }
}, 600_000)
afterAll(async () => {
  await stub.close()
  await database.drop()
})

it('a rewritten follow-up finds what its question finds when it is written out', () => {
  expect(dialogues).toHaveLength(60)
  expect(hits('alone')).toBeGreaterThanOrEqual(54)
  expect(hits('rewritten')).toBeGreaterThanOrEqual(0.9 * hits('alone'))
})

it('without a model the question together with the one before finds most of it', () => {
  expect(hits('previous')).toBeGreaterThanOrEqual(0.7 * hits('alone'))
  expect(hits('previous')).toBeGreaterThan(hits('raw'))
})

it('another topic is found as well as without what was said before', () => {
  for (const way of ['previous', 'rewritten'] as const)
    expect(hits(way, 'topic')).toBeGreaterThanOrEqual(hits('raw', 'topic'))
})

it('the answer says how its sources were found', () => {
  expect(new Set(modes.previous)).toEqual(new Set(['hybrid', 'hybrid+previous']))
  expect(new Set(modes.rewritten)).toEqual(new Set(['hybrid', 'hybrid+rewritten']))
})

it('a call is made for all that need one and for few that do not', () => {
  const asked = (kind: Dialogue['kind']) =>
    calls.filter((count, n) => count > 0 && dialogues[n]!.kind === kind).length
  expect(Math.max(...calls)).toBe(1)
  for (const kind of ['ellipsis', 'pronoun', 'other', 'branch'] as const)
    expect(asked(kind), kind).toBe(dialogues.filter((one) => one.kind === kind).length)
  expect(asked('topic')).toBeLessThanOrEqual(6)
})
