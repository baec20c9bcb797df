import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded } from '../../worker/embedded/index.ts'

const script = new URL('./server-process.ts', import.meta.url).pathname
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'howdah-embedded-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const started: ChildProcess[] = []
// A test that fails half-way leaves no process behind.
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

function start(): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  return child
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

  it('lets at most one of four in that come together to a stale lock', async () => {
    const dead = start()
    await firstLine(dead)
    const died = once(dead, 'exit')
    dead.kill('SIGKILL')
    await died
    const children = Array.from({ length: 4 }, start)
    const outcomes = await Promise.all(
      children.map((child) =>
        Promise.race([
          once(child.stdout!, 'data').then(() => 'in'),
          once(child, 'exit').then(() => 'refused'),
        ]),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'in').length).toBeLessThanOrEqual(1)
    const running = children.filter((child) => child.exitCode === null)
    await Promise.all(running.map((child) => (child.kill('SIGKILL'), once(child, 'exit'))))
  })

  it('takes over the lock of a process that is gone', async () => {
    const child = start()
    await firstLine(child)
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    const locks = () => readdirSync(join(folder, 'lock'))
    expect(locks().map((name) => name.split('-')[0])).toEqual([String(child.pid)])
    const server = await startEmbedded({ folder, port: 0 })
    expect(locks().map((name) => name.split('-')[0])).toEqual([String(process.pid)])
    await server.close()
    expect(locks()).toEqual([])
  })

  it('says which port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await expect(startEmbedded({ folder: null, port })).rejects.toThrow(`port ${port} is taken`)
    other.close()
  })
})
