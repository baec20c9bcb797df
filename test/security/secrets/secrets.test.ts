import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../server/cluster.ts'
import * as does from '../../stub/behaviours.ts'
import {
  answerChat,
  goodEmbeddings,
  sendJson,
  startStub,
  type Behaviour,
  type Stub,
} from '../../stub/provider.ts'
import { runCommand, startCommand, until } from '../../support/command.ts'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { addText, sendQuestion, useStub } from '../../worker/in-process.ts'
import { echoes } from './echoes.ts'
import { formsOf, searchTables, serverLog } from './search.ts'

const key = `sk-planted-${randomBytes(12).toString('hex')}`
const password = `planted~${randomBytes(12).toString('hex')}`
const forms = [...formsOf(key), ...formsOf(password)]
let database: TestDatabase
let stub: Stub

beforeAll(async () => {
  // A superuser, so that the server can be made to log every statement with its parameters.
  database = await createDatabase({ as: 'superuser' })
  stub = await startStub()
  const { sql, name } = database
  await sql.unsafe(`alter database ${name} set log_statement = 'all'`)
  await sql.unsafe(`alter database ${name} set log_parameter_max_length_on_error = -1`)
  await sql`select howdah.set_setting('retry_base_seconds', '0.01')`
})
afterAll(async () => {
  await stub.close()
  await database.drop()
})

const good: Behaviour = (request, response) =>
  request.path.endsWith('/embeddings')
    ? sendJson(response, 200, goodEmbeddings(request, 384))
    : answerChat(request, response, 'The stub has read it all [1].')

/** Gives the next call of a kind that behaviour; resolves when it has come and nothing is running. */
async function meets(kind: '/embeddings' | '/completions', behaviour: Behaviour, name: string) {
  const { sql } = database
  let has = false
  stub.always((request, response) => {
    if (has || !request.path.endsWith(kind)) return good(request, response)
    has = true
    return behaviour(request, response)
  })
  if (kind === '/embeddings') await addText(database, `Of ${name}`)
  else await sendQuestion(database, `What of ${name}?`)
  await until(`a call to ${kind} meets ${name}`, async () => has)
  await until('the call is settled', async () => {
    await sql`select howdah.resume_lane(name) from howdah.lanes where pause_reason is not null`
    const left = await sql`select from howdah_internal.jobs where state = 'running'`
    return left.length === 0
  })
}

it('keys and passwords stand nowhere in the database, on no page, in no log, whatever the provider says', async () => {
  const { sql } = database
  const url = new URL(database.url)
  url.password = password
  const port = String(await freePort())
  const env = {
    ...(await useStub(database, stub.url)),
    DATABASE_URL: url.href,
    HOWDAH_PROVIDER_STUB_KEY: key,
    OPENAI_API_KEY: key,
    HOWDAH_PORT: port,
    HOWDAH_DEBUG: '1',
    HOWDAH_LOG: 'json',
  }
  const pages: string[] = []
  const page = async (path: string) =>
    pages.push(await (await fetch(`http://127.0.0.1:${port}${path}`)).text())
  const worker = startCommand(['worker'], env)
  await until('the worker is there', async () => {
    const seen = await sql`select from howdah_internal.workers`
    return seen.length > 0
  })
  for (const [name, behaviour] of Object.entries(echoes)) {
    await meets('/embeddings', behaviour, name)
    await meets('/completions', behaviour, name)
    await page('/healthz')
  }
  // One call never ends: the question's deadline and then the end of the worker cut it off.
  const requests = stub.requests.length
  stub.always((request, response) =>
    request.path.endsWith('/completions') ? does.hang(request, response) : good(request, response),
  )
  await sql`select howdah.send_message(howdah.start_conversation(), 'Who waits?',
    deadline => now() + interval '30 seconds')`
  await until('the call hangs', async () => stub.requests.length > requests + 1)
  await page('/metrics')
  const [said] = await sql`
    select coalesce(string_agg(query, ' '), '') as queries from pg_stat_activity where datname = current_database()`
  const shown = [
    await runCommand(['status', '--json'], env),
    await runCommand(['status'], env),
    await runCommand(['doctor', '--json'], env),
    await runCommand(['doctor'], env),
    await runCommand(['ask', 'What is granite?'], {
      ...env,
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x',
    }),
  ]
  worker.child.kill('SIGTERM')
  worker.child.kill('SIGINT')
  shown.push(await worker.finished)

  // The search works: what must be there is found, and the key has reached the provider each time.
  expect(stub.requests.every(({ headers }) => headers.authorization === `Bearer ${key}`)).toBe(true)
  const known = await searchTables(database, ['What of a good answer?'])
  expect(known.found).toContain('howdah.messages')
  const log = await serverLog(database)
  expect(log?.includes('The stub has read it all')).not.toBe(false)

  const texts: Record<string, string> = {
    pg_stat_activity: said!['queries'] as string,
    'the log of the server': log ?? '',
    pages: pages.join('\n'),
    'the commands': shown.map(({ out, err }) => `${out}\n${err}`).join('\n'),
  }
  const hits = Object.entries(texts).flatMap(([place, text]) =>
    forms
      .filter((form) => text.includes(form))
      .map(
        (form) => `${place}: ...${text.slice(Math.max(0, text.indexOf(form) - 200)).slice(0, 300)}`,
      ),
  )
  const { searched, found } = await searchTables(database, forms)
  console.log(
    `${stub.requests.length} calls, ${searched} tables searched for ${forms.length} texts`,
  )
  expect(pages.every((text) => text.length > 20)).toBe(true)
  expect(hits).toEqual([])
  expect(found).toEqual([])
}, 120_000)

it('an address with a key in it is refused, and not shown', async () => {
  for (const address of [
    `https://user:${key}@api.example.org/v1`,
    `https://${key}@api.example.org/v1`,
    `https://api.example.org/v1?key=${key}`,
    `https://api.example.org/v1#${key}`,
    `api.example.org/${key}`,
  ]) {
    const { code, out, err } = await runCommand(['worker'], {
      DATABASE_URL: database.url,
      HOWDAH_PROVIDER_X_URL: address,
    })
    expect(code).toBe(1)
    expect(err).toContain('HOWDAH_PROVIDER_X_URL: ')
    expect(out + err).not.toContain('planted')
  }
})
