import { afterAll, beforeAll, expect, it } from 'vitest'
import { failWith, startStub, type Behaviour, type Stub } from '../../stub/provider.ts'
import { until } from '../../support/command.ts'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { startTestWorker, useStub, type TestWorker } from '../../worker/in-process.ts'
import { probeRoom, prefaceStep } from './own-room.ts'

let database: TestDatabase
let stub: Stub
let env: Record<string, string>
const workers: TestWorker[] = []
beforeAll(async () => {
  database = await createDatabase()
  stub = await startStub()
  env = await useStub(database, stub.url)
  const { sql } = database
  await sql`select howdah.set_price('stub', 'c', '2020-01-01Z', '[{"input": 1000, "output": 5000}]')`
  await sql`select howdah.set_price('stub', 'm', '2020-01-01Z', '[{"input": 100}]')`
  await sql`select howdah.set_setting('retry_base_seconds', '0.3')`
  // One file a kind and one line in its table: what follows changes nothing else.
  await sql.unsafe(probeRoom)
  await sql.unsafe(prefaceStep)
})
afterAll(async () => {
  for (const worker of workers) await worker.end()
  await stub.close()
  await database.drop()
})

const startWorker = async () => {
  const worker = await startTestWorker(database.url, env)
  workers.push(worker)
  return worker
}

const contents = () =>
  stub.calls('chat').map(({ body }) => (body['messages'] as { content: string }[]).at(-1)!.content)

const addProbe = async (text: string) => {
  const [row] = await database.sql<{ id: string }[]>`
    select howdah_internal.add_job('probe', jsonb_build_object('text', ${text}::text),
      howdah_internal.model_lane(howdah_internal.find_model('stub/c', 'chat'), 'bulk')) as id`
  return row!.id
}

const outcomeOf = async (id: string) => {
  let outcome: string | undefined
  await until(`job ${id} ends`, async () => {
    const [row] = await database.sql`select outcome from howdah_internal.jobs_done where id = ${id}`
    outcome = row?.['outcome']
    return outcome !== undefined
  })
  return outcome
}

it('a kind of job of another folder is worked on in steps, fails, crashes and ends as it says', async () => {
  const { sql } = database
  await expect(sql`select howdah.enqueue('probe')`).rejects.toMatchObject({ code: '22023' })
  const crashed = await addProbe('crashed')
  const [claimed] = await sql<Record<string, string>[]>`
    select job_id, token, content from howdah.claim_jobs('dies', '{stub/c/bulk}')`
  expect(claimed).toMatchObject({ job_id: crashed, content: 'crashed' })
  await sql`select howdah.next_step(${claimed!['job_id']!}, ${claimed!['token']!})`
  await sql`update howdah_internal.jobs set lease_until = howdah.clock() - interval '1 second'`
  const empty = await addProbe('')
  const worker = await startWorker()
  expect(await outcomeOf(empty)).toBe('stale')
  expect(await outcomeOf(crashed)).toBe('done')

  stub.script('chat', failWith(500, 'server_error'))
  const stumbling = await addProbe('stumbling')
  expect(await outcomeOf(stumbling)).toBe('done')
  stub.script('chat', failWith(500, 'server_error'), failWith(500, 'server_error'))
  const failing = await addProbe('failing')
  expect(await outcomeOf(failing)).toBe('failed')

  const ends = await sql<{ job: string; outcomes: string[] }[]>`
    select e.job_id as job, array_agg(e.outcome order by e.ctid) as outcomes from public.probe_ends as e group by 1`
  expect(Object.fromEntries(ends.map(({ job, outcomes }) => [job, outcomes]))).toEqual({
    [crashed]: ['crashed', 'back'],
    [stumbling]: ['back'],
    [failing]: ['back', 'failed'],
  })
  expect(contents()).toEqual([
    'Probe 2: crashed',
    'Probe 3: crashed',
    'Probe 1: stumbling',
    'Probe 2: stumbling',
    'Probe 3: stumbling',
    'Probe 1: failing',
    'Probe 2: failing',
  ])
  const usage = await sql`
    select status, count(*)::integer as calls, bool_and(cost_cents > 0) as paid
      from howdah.llm_usage where feature = 'probe' group by status order by status desc`
  expect(usage).toEqual([
    { status: 'ok', calls: 4, paid: true },
    { status: 'failed', calls: 3, paid: false },
  ])
  expect(worker.log()).not.toContain('"level":"error"')
})

it('a kind of step of another folder makes its call in its place, is paid for, and may fail', async () => {
  const { sql } = database
  await sql`select howdah.add_document('Refunds take five days.', 'refunds.md')`
  await sql`select howdah.set_budget('tenant', 100)`
  if (workers.length === 0) await startWorker()
  // Else its embedding might be among the calls of a question.
  await until('the document is embedded', async () => {
    const [row] = await sql`select count(*)::integer as jobs from howdah_internal.jobs`
    return row!['jobs'] === 0
  })
  const [talk] = await sql<{ id: string }[]>`select howdah.start_conversation() as id`
  const ask = async (question: string, ...behaviours: Behaviour[]) => {
    stub.reset()
    stub.script('chat', ...behaviours)
    const [sent] = await sql<
      { id: string }[]
    >`select howdah.send_message(${talk!.id}, ${question}) as id`
    await until('it is answered', async () => {
      const [row] = await sql`select status from howdah.messages where id = ${sent!.id}`
      return row!['status'] === 'complete'
    })
    const trace = await sql`
      select array_agg(kind || ' ' || status order by seq) as steps, bool_and(cost_cents > 0) as paid,
             sum(cost_cents) = (select cost_cents from howdah.messages where id = ${sent!.id}) as is_whole
        from howdah.message_trace(${sent!.id})`
    return { id: sent!.id, ...trace[0] } as Record<string, unknown> & { id: string }
  }
  expect(await ask('How long do refunds take?')).toMatchObject({
    steps: ['embed done', 'answer done'],
  })
  const second = await ask('And to Norway?')
  expect(second).toMatchObject({
    steps: ['preface done', 'embed done', 'answer done'],
    paid: true,
    is_whole: true,
  })
  expect(stub.requests.map(({ path }) => path)).toEqual([
    '/v1/chat/completions',
    '/v1/embeddings',
    '/v1/chat/completions',
  ])
  expect(contents()[0]).toBe('Preface: And to Norway?')
  const [kept] = await sql`select content from public.prefaces where message_id = ${second.id}`
  expect(kept).toEqual({ content: 'The stub has read it all [1].' })
  // Nobody read the preface as if it were the answer.
  const [read] = await sql`select attempt, delta from howdah.read_message(${second.id})`
  expect(read).toEqual({ attempt: 1, delta: 'The stub has read it all [1].' })

  expect(await ask('And to Chile?', failWith(500, 'server_error'))).toMatchObject({
    steps: ['preface failed', 'embed done', 'answer done'],
  })
  await sql`delete from howdah_internal.step_kinds where kind = 'preface'`
  expect(await ask('And to Peru?')).toMatchObject({ steps: ['embed done', 'answer done'] })
  const [left] = await sql`
    select (select count(*)::integer from howdah_internal.reservations where status = 'held') as held,
           (select sum(reserved_cents)::float8 from howdah_internal.budget_windows) as cents,
           (select count(*)::integer from howdah_internal.jobs) as jobs`
  expect(left).toEqual({ held: 0, cents: 0, jobs: 0 })
})
