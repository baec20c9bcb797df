import { afterAll, beforeAll, expect, it } from 'vitest'
import { createClient } from '../../../client/index.ts'
import { createRandom, newSeed } from '../../support/random.ts'
import { ask, claim, letTimePass, next, openWorld, type World } from './world.ts'

const seed = newSeed('reading along')
const random = createRandom(seed)
let world: World
beforeAll(async () => {
  world = await openWorld(random, 6)
})
afterAll(() => world.drop())

const words = ['one ', 'zwei ', 'trois 🐘 ', '四', 'fünf. ', '{"a": 1}', '\n']
const text = () => Array.from({ length: random.int(1, 30) }, () => random.pick(words)).join('')

/** Waits for a moment that the seed chooses, so that the two are never in step. */
const pause = () => new Promise((resolve) => setTimeout(resolve, random.int(0, 6)))

/** Answers with texts that are cut, refused, no JSON or fine, each written in parts of its own size. */
async function write(message: string): Promise<void> {
  const { sql } = world
  for (;;) {
    await letTimePass(sql)
    const claimed = await claim(world)
    if (!claimed) {
      const [job] = await sql`select 1 from howdah_internal.jobs where message_id = ${message}`
      if (!job) return
      continue
    }
    let step = await next(sql, claimed, null)
    while (step) {
      if (step.call !== 'chat') {
        step = await next(sql, claimed, {
          ref: step.ref,
          failure: { code: 'timeout', message: 'no' },
        })
        continue
      }
      const content = random.chance(0.4) ? '{"days": 5}' : text()
      const letters = [...content]
      for (let from = 0; from < letters.length;) {
        const part = letters.slice(from, from + random.int(1, 12)).join('')
        await sql`select howdah.append_partial(
          ${claimed.jobId}, ${claimed.token}, ${from}, ${part}, ${step.ref.seq})`
        from += [...part].length
        await pause()
        if (random.chance(0.05)) break
      }
      const isCut = random.chance(0.4)
      const end = isCut
        ? { failure: { code: random.pick(['connection', 'rate_limited']), message: 'no' } }
        : { result: { content, finish_reason: 'stop' } }
      step = await next(sql, claimed, { ref: step.ref, ...end, facts: {} })
    }
  }
}

it(
  'what was shown is what is stored, however often an answer begins anew',
  { timeout: 300_000 },
  async () => {
    const client = createClient(world.sql, { user: 'ann' })
    let begunAnew = 0
    for (let n = 0; n < 60; n += 1) {
      const message = await ask(world)
      const writing = write(message)
      let shown = ''
      let attempt = 0
      for await (const part of client.streamMessage(message, random.int(0, 10))) {
        if (part.attempt !== attempt) {
          if (shown !== '') begunAnew += 1
          shown = ''
        }
        attempt = part.attempt
        shown += part.delta
      }
      await writing
      const [stored] = await world.sql<{ content: string }[]>`
      select content from howdah.messages where id = ${message}`
      expect(shown, `seed ${seed}, answer ${n}`).toBe(stored!.content)
    }
    expect(begunAnew, 'readers that saw an answer begin anew').toBeGreaterThan(5)
  },
)
