import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRandom, newSeed } from '../../support/random.ts'
import { answerChat, startStub, type Stub } from '../../stub/provider.ts'
import { until } from '../../support/command.ts'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { startTestWorker, useStub, type TestWorker } from '../../worker/in-process.ts'

/*
 * Experiments as they are run: users ask, a worker calls a provider that answers one version's prompt better than the
 * other's, users score what they get.
 */
const users = Array.from({ length: 100 }, (_, n) => `user-${n}`)
const goodAnswers = { Plain: 0.3, Friendly: 0.85 }
const random = createRandom(newSeed('running experiments'))
let database: TestDatabase
let stub: Stub
let worker: TestWorker
beforeAll(async () => {
  database = await createDatabase({ client: { max: 8 } })
  stub = await startStub()
  stub.always((request, response) => {
    const [system] = request.body.messages as { content: string }[]
    const share = goodAnswers[system!.content as keyof typeof goodAnswers]
    answerChat(request, response, random.chance(share) ? 'That helps.' : 'Who knows.')
  })
  const env = await useStub(database, stub.url)
  worker = await startTestWorker(database.url, env, { concurrency: 8 })
})
afterAll(async () => {
  await worker.end()
  await stub.close()
  await database.drop()
})

type Answer = { user: string; id: string }

/** Starts an even split of a prompt of two versions; a given salt makes the split the same in each run. */
async function start(prompt: string): Promise<void> {
  const { sql } = database
  for (const content of Object.keys(goodAnswers)) {
    await sql`select howdah.create_prompt_version(${prompt}, ${content})`
  }
  await sql`select howdah.activate_prompt(${prompt}, 1)`
  await sql`select howdah.start_experiment(${prompt}, '{"1": 50, "2": 50}')`
  await sql`update howdah.experiments set salt = 'given' where prompt = ${prompt}`
}

/** Every user asks once. */
const ask = (prompt: string): Promise<Answer[]> =>
  Promise.all(
    users.map((user) =>
      database.sql.begin(async (own) => {
        await own`select howdah.act_as(${user})`
        const [row] = await own<{ id: string }[]>`
          select howdah.send_message(
            howdah.start_conversation(prompt => ${prompt}, collection => null), 'What now?') as id`
        return { user, id: row!.id }
      }),
    ),
  )

const ended = () =>
  until('every answer has ended', async () => {
    const [row] = await database.sql<{ waiting: number }[]>`
      select count(*)::int as waiting from howdah.messages where status in ('pending', 'streaming')`
    return row!.waiting === 0
  })

type Result = {
  version: number
  n: number
  exposures: number
  answers: number
  rate: number
  p_value: number | null
  sample_ratio_p: number
  has_ratio_mismatch: boolean
}
const results = (prompt: string) => database.sql<Result[]>`
  select version, n::int, exposures::int, answers::int, positive_rate as rate, p_value, sample_ratio_p,
         has_ratio_mismatch
    from howdah.experiment_results where prompt = ${prompt} order by version`

it(
  'finds the better of two versions from what users say, and activates it',
  { timeout: 120_000 },
  async () => {
    const { sql } = database
    await start('helper')
    const answers = await ask('helper')
    await ended()
    for (const { user, id } of answers) {
      await sql.begin(async (own) => {
        await own`select howdah.act_as(${user})`
        await own`
        select howdah.give_feedback(m.id, case m.content when 'That helps.' then 1 else -1 end)
          from howdah.messages as m where m.id = ${id}`
      })
    }
    const [plain, friendly] = await results('helper')
    console.log(plain, friendly)
    expect(plain!.n + friendly!.n).toBe(users.length)
    expect(plain).toMatchObject({
      exposures: plain!.n,
      answers: plain!.n,
      has_ratio_mismatch: false,
      p_value: null,
    })
    expect(friendly).toMatchObject({
      exposures: friendly!.n,
      answers: friendly!.n,
      has_ratio_mismatch: false,
    })
    expect(friendly!.rate).toBeGreaterThan(plain!.rate)
    expect(friendly!.p_value).toBeLessThan(0.01)
    const strayed = await sql`
    select u.message_id from howdah.llm_usage as u join howdah.messages as m on m.id = u.message_id
     where u.prompt_version != howdah.assign_prompt_version('helper', m.user_id) or u.experiment_id is null`
    expect(strayed).toEqual([])

    const [row] = await sql`
    select howdah.stop_experiment('helper', winner => (
      select version from howdah.experiment_results where prompt = 'helper' order by positive_rate desc limit 1
    )) as winner`
    expect(row).toEqual({ winner: 2 })
    expect(await sql`select version from howdah.active_prompt('helper')`).toMatchObject([
      { version: 2 },
    ])
    expect(await sql`select * from howdah.verify()`).toEqual([])
  },
)

it('says so when one version loses its users on the way', { timeout: 120_000 }, async () => {
  const { sql } = database
  await start('leaky')
  // As if a client broke down on the second version: four of five give up before anything is sent.
  await sql`select howdah.pause_lane('stub/c/interactive', howdah.clock() + interval '1 hour')`
  const answers = await ask('leaky')
  for (const [index, { user, id }] of answers.entries()) {
    if (index % 5 === 0) continue
    await sql.begin(async (own) => {
      await own`select howdah.act_as(${user})`
      await own`
        select howdah.cancel_message(${id}) where howdah.assign_prompt_version('leaky', ${user}) = 2`
    })
  }
  await sql`select howdah.resume_lane('stub/c/interactive')`
  await ended()
  const [whole, leaking] = await results('leaky')
  console.log(whole, leaking)
  expect(whole!.exposures).toBeGreaterThan(3 * leaking!.exposures)
  expect(whole!.sample_ratio_p).toBeLessThan(0.001)
  expect([whole!.has_ratio_mismatch, leaking!.has_ratio_mismatch]).toEqual([true, true])
})
