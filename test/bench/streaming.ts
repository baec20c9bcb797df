import { setTimeout as sleep } from 'node:timers/promises'
import { chunk } from '../stub/behaviours.ts'
import type { Behaviour } from '../stub/provider.ts'
import type { TestDatabase } from '../support/database.ts'
import { inUnit, ms, percentile, type Bench } from './bench.ts'
import { useStub } from '../worker/in-process.ts'
import { startWorker } from './worker.ts'

const questions = 40
const warmUps = 3
const tokenEveryMs = 20
const word = 'Somewhere in these sixty letters stands a part of an answer. '
const words = 150

/** Sends a token every 20 ms after a while; `firstAt` is when the latest answer began. */
function steady(): { behaviour: Behaviour; firstAt(): number } {
  let firstAt = 0
  return {
    firstAt: () => firstAt,
    async behaviour(_, response) {
      const send = (data: object) => response.write(`data: ${JSON.stringify(data)}\n\n`)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      await sleep(100)
      firstAt = performance.now()
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
    await worker.stop()
    const kB = inUnit('kB')
    return [
      ms('first text seen after the provider sent it, p95', percentile(lags, 0.95), {
        atMost: 250,
      }),
      kB('WAL of a question and its answer, median', percentile(wal, 0.5), { atMost: 100 }),
      kB('WAL of a question and its answer, most', Math.max(...wal)),
    ]
  },
}
