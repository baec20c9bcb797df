import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerWell, startStub, type Behaviour, type Stub } from '../stub/provider.ts'
import { until } from '../support/command.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { gave, openLogins, tryReadme } from '../support/readme.ts'
import { startTestWorker, type TestWorker } from '../worker/in-process.ts'

const page = 'functions/conversations/SUPPORT-BOT.md'

/** Rewrites by rule, sees what it is sent, and answers everything else from its first source. */
const model: Behaviour = (request, response) => {
  const text = JSON.stringify(request.body)
  const isRewriting = request.body['model'] === 'gpt-4o-mini' && !text.includes('<sources>')
  const answer = isRewriting ? 'How much does the Typhoon weigh?' : 'It is as the manual says [1].'
  return answerWell({ dimensions: 1536, answer })(request, response)
}

let database: TestDatabase
let stub: Stub
let worker: TestWorker
let logins: Awaited<ReturnType<typeof openLogins>>
beforeAll(async () => {
  database = await createDatabase({ template: 'plain' })
  logins = await openLogins(database)
  stub = await startStub()
  stub.always(model)
  worker = await startTestWorker(database.url, {
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: `${stub.url}/v1`,
  })
})
afterAll(async () => {
  await worker.end()
  await stub.close()
  await logins.close()
  await database.drop()
})

it('the page about a support bot builds one, word for word', async () => {
  const names = new Map<string, string>()
  const run = async (from: string, to?: string) => {
    const tried = await tryReadme(logins.as, page, from, to, {}, names)
    await until('everything is embedded and answered', async () => {
      const [row] = await database.sql`select count(*)::integer as jobs from howdah_internal.jobs`
      return row!['jobs'] === 0
    })
    return tried
  }
  await run('## Models', '## What it knows')
  await run('## What it knows', '## A conversation')
  await run('## A conversation', 'The browser shows')
  const read = await run('The browser shows', '## A follow-up')
  expect(gave(read, 'read_message')).toEqual([['complete']])
  expect(gave(read, 'message_sources')[0]).not.toHaveLength(0)
  await run('## A follow-up', 'Its trace shows')
  const trace = await run('Its trace shows', '## A photo')
  expect(gave(trace, 'message_trace')).toEqual([['rewrite', 'embed', 'answer']])
  expect(gave(trace, 'rewritten_question')).toEqual([['How much does the Typhoon weigh?']])
  // Neither another product nor what is for the staff.
  expect(gave(trace, 'source from howdah.message_sources')).toEqual([['typhoon.md']])
  await run('## A photo', '## What customers think')
  const photo = stub.calls('chat').find(({ body }) => JSON.stringify(body).includes('part.jpg'))
  expect(JSON.stringify(photo!.body['messages'])).toContain('https://example.com/part.jpg')
  const [cited] = await database.sql`
    select string_agg(distinct s.source, ' ') as sources from howdah_internal.message_citations as s
     where s.message_id = ${names.get('other')!}`
  expect(cited).toEqual({ sources: 'breeze.md' })
  const end = await run('## What customers think')
  expect(gave(end, 'answers_to_review')[0]).toHaveLength(1)
  expect(gave(end, 'llm_usage')[0]).toContain('rewrite')
  const [left] = await database.sql`select count(*)::integer as messages from howdah.messages`
  expect(left).toEqual({ messages: 0 })
})
