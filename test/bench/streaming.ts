import { setTimeout as sleep } from 'node:timers/promises'
import { chunk } from '../stub/behaviours.ts'
import { answerChat, answerWell, type Behaviour } from '../stub/provider.ts'
import type { TestDatabase } from '../support/database.ts'
import { inUnit, ms, percentile, type Bench } from './bench.ts'
import { useStub } from '../worker/in-process.ts'
import { startWorker } from './worker.ts'

const questions = 40
const warmUps = 3
const tokenEveryMs = 20
const rewriteMs = 100
const word = 'Somewhere in these sixty letters stands a part of an answer. '
const words = 150

/**
 * Sends a token every 20 ms after a while; `firstAt` is when the latest answer began, `ownMs` what the calls since the
 * last look took until they gave something. The model named rewriter gives all at once.
 */
function steady(): { behaviour: Behaviour; firstAt(): number; ownMs(): number } {
  let firstAt = 0
  let ownMs = 0
  return {
    firstAt: () => firstAt,
    ownMs() {
      const spent = ownMs
      ownMs = 0
      return spent
    },
    async behaviour(request, response) {
      const began = performance.now()
      if (request.path.endsWith('/embeddings')) return answerWell()(request, response)
      if (request.body.model === 'rewriter') {
        await sleep(rewriteMs)
        ownMs += performance.now() - began
        return answerChat(request, response, 'How much does the Typhoon weigh?')
      }
      const send = (data: object) => response.write(`data: ${JSON.stringify(data)}\n\n`)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      await sleep(100)
      firstAt = performance.now()
      ownMs += firstAt - began
      for (let sent = 0; sent < words && !response.destroyed; sent += 1) {
        send(chunk(word))
        await sleep(tokenEveryMs)
      }
      send(chunk('', 'stop'))
      response.end('data: [DONE]\n\n')
    },
  }
}

/** Asks once and reads as a client does, every 10 ms; returns when the first text was seen. */
async function ask({ sql }: TestDatabase, question: string): Promise<number> {
  const [row] = await sql<{ id: string }[]>`
    select howdah.send_message(howdah.start_conversation(collection => null), ${question}) as id`
  let seenAt = 0
  for (;;) {
    const [message] = await sql<{ status: string; next_offset: number }[]>`
      select status, next_offset from howdah.read_message(${row!.id}, 0)`
    if (seenAt === 0 && message!.next_offset > 0) seenAt = performance.now()
    if (message!.status === 'complete') return seenAt
    if (!['pending', 'streaming'].includes(message!.status)) throw new Error(message!.status)
    await sleep(10)
  }
}

/** Asks a follow-up, which is rewritten first; milliseconds until its text was seen beyond what its calls took. */
async function askAfter(
  { sql }: TestDatabase,
  question: string,
  ownMs: () => number,
): Promise<number> {
  const [talk] = await sql<{ id: string }[]>`select howdah.start_conversation() as id`
  await sql`select howdah.add_message(${talk!.id}, 'user', 'What is the warranty of the Typhoon?')`
  await sql`select howdah.add_message(${talk!.id}, 'assistant', 'Three years.')`
  ownMs()
  const began = performance.now()
  const [row] = await sql<{ id: string }[]>`
    select howdah.send_message(${talk!.id}, ${question}) as id`
  for (;;) {
    const [message] = await sql<{ status: string; next_offset: number }[]>`
      select status, next_offset from howdah.read_message(${row!.id}, 0)`
    if (message!.next_offset > 0) {
      const ms = performance.now() - began - ownMs()
      await sql`select howdah.cancel_message(${row!.id})`
      return ms
    }
    if (!['pending', 'streaming'].includes(message!.status)) throw new Error(message!.status)
    await sleep(10)
  }
}

const walPosition = async ({ sql }: TestDatabase): Promise<number> =>
  Number((await sql`select pg_current_wal_insert_lsn() - '0/0' as at`)[0]!['at'])

/** What streaming through the database costs in time and in WAL. */
export const bench: Bench = {
  about: `answers of ${words * word.length} characters, a token every ${tokenEveryMs} ms, read every 10 ms`,
  async run({ database, stub: newStub }) {
    const place = await database()
    const stub = await newStub()
    const provider = steady()
    stub.always(provider.behaviour)
    const worker = await startWorker(place, await useStub(place, stub.url))
    const lags: number[] = []
    const wal: number[] = []
    for (let n = 0; n < questions + warmUps; n += 1) {
      const before = await walPosition(place)
      const seenAt = await ask(place, `Question ${n}?`)
      if (n < warmUps) continue
      lags.push(seenAt - provider.firstAt())
      wal.push(((await walPosition(place)) - before) / 1024)
    }
    await place.sql`select howdah.register_model('stub', 'rewriter', 'chat')`
    await place.sql`select howdah.set_setting('rewrite_model', 'stub/rewriter')`
    await place.sql`select howdah.add_document('The Typhoon weighs three kilograms.', 'typhoon.md')`
    const rewritten: number[] = []
    for (let n = 0; n < questions + warmUps; n += 1) {
      const ms = await askAfter(place, `And how much does it weigh, no. ${n}?`, provider.ownMs)
      if (n >= warmUps) rewritten.push(ms)
    }
    const [calls] = await place.sql`
      select count(*)::integer as made from howdah_internal.message_steps where kind = 'rewrite' and status = 'done'`
    if (calls!['made'] !== questions + warmUps) throw new Error(`rewritten: ${calls!['made']}`)
    await worker.stop()
    const kB = inUnit('kB')
    return [
      ms('first text seen after the provider sent it, p95', percentile(lags, 0.95), {
        atMost: 250,
      }),
      ms(
        'first text of a rewritten follow-up, beyond both calls, p95',
        percentile(rewritten, 0.95),
        {
          atMost: 150,
        },
      ),
      kB('WAL of a question and its answer, median', percentile(wal, 0.5), { atMost: 100 }),
      kB('WAL of a question and its answer, most', Math.max(...wal)),
    ]
  },
}
