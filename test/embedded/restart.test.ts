import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded } from '../../worker/embedded/index.ts'

const script = new URL('./server-process.ts', import.meta.url).pathname
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'howdah-embedded-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', script, folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

const firstLine = async (child: ChildProcess) => {
  const [chunk] = (await once(child.stdout!, 'data')) as [Buffer]
  return chunk.toString().trim()
}

describe('the embedded server on a folder', () => {
  it('loses no acknowledged row in five kill -9', async () => {
    const acknowledged: number[] = []
    let n = 0
    for (let round = 0; round < 5; round += 1) {
      const child = start()
      const sql = postgres(await firstLine(child), { max: 1, onnotice: () => undefined })
      await sql`create table if not exists survivors (n integer primary key)`
      // Killed in the middle of the work: after a number of rows, while the next are on their way.
      const target = acknowledged.length + 40
      while (acknowledged.length < target) {
        n += 1
        await sql`insert into survivors values (${n})`
        acknowledged.push(n)
      }
      const underway = Array.from({ length: 5 }, () => {
        const mine = (n += 1)
        return sql`insert into survivors values (${mine})`.then(
          () => acknowledged.push(mine),
          () => undefined,
        )
      })
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      await sql.end({ timeout: 0 })
      await Promise.all(underway)
    }
    const server = await startEmbedded({ folder, port: 0 })
    const sql = postgres(server.url, { max: 1 })
    const rows = await sql<{ n: number }[]>`select n from survivors`
    const there = new Set(rows.map((row) => row.n))
    expect(acknowledged.filter((row) => !there.has(row))).toEqual([])
    await sql.end()
    await server.close()
  })

  it('refuses a second server on the same folder and names the first', async () => {
    const server = await startEmbedded({ folder, port: 0 })
    const second = start()
    const [text] = (await once(second.stderr!, 'data')) as [Buffer]
    const [code] = (await once(second, 'exit')) as [number]
    expect(text.toString()).toContain(`another howdah (process ${process.pid})`)
    expect(code).toBe(1)
    await server.close()
  })

  it('takes over the lock of a process that is gone', async () => {
    const child = start()
    await firstLine(child)
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    expect(readFileSync(join(folder, 'howdah.lock'), 'utf8')).toContain(`${child.pid} `)
    const server = await startEmbedded({ folder, port: 0 })
    await server.close()
  })

  it('says which port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await expect(startEmbedded({ folder: null, port })).rejects.toThrow(`port ${port} is taken`)
    other.close()
  })
})
