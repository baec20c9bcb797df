import postgres from 'postgres'
import { expect, it } from 'vitest'
import { startEmbedded } from '../../worker/embedded/index.ts'

const megabyte = 1024 * 1024

it('keeps nothing of what it has answered', { timeout: 300_000 }, async () => {
  const server = await startEmbedded({ folder: null, port: 0 })
  const sql = postgres(server.url, { max: 1, onnotice: () => {} })
  try {
    const ask = async (times: number) => {
      for (let n = 0; n < times; n += 1)
        await sql`select repeat('kept? ', 10000) as text, n from generate_series(1, 20) as n`
    }
    await ask(50)
    const before = process.memoryUsage().rss
    // Half a gigabyte of answers.
    await ask(400)
    const grown = (process.memoryUsage().rss - before) / megabyte
    console.log(`grown by ${Math.round(grown)} MB`)
    expect(grown).toBeLessThan(200)
  } finally {
    await sql.end()
    await server.close()
  }
})
