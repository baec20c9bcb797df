import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect as connectSocket } from 'node:net'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded, type Embedded } from '../../worker/embedded/index.ts'

const seconds = Number(process.env.HOWDAH_EMBEDDED_SECONDS ?? 3)
let server: Embedded
const open = (max = 1, options: postgres.Options<Record<string, postgres.PostgresType>> = {}) =>
  postgres(server.url, { max, onnotice: () => undefined, ...options })

beforeAll(async () => {
  server = await startEmbedded({
    folder: null,
    port: 0,
    maxConnections: 20,
    idleInTransactionMs: 300,
  })
})
afterAll(() => server.close())

describe('the embedded server', () => {
  it('keeps every acknowledged row of three pools and psql at once', async () => {
    const admin = open()
    await admin`create table busy (pool integer, n integer, primary key (pool, n))`
    const pools = [open(4), open(4, { prepare: false }), open(4)]
    const until = Date.now() + seconds * 1000
    const acknowledged = new Set<string>()
    const writer = async (sql: postgres.Sql, pool: number, lane: number) => {
      for (let n = lane; Date.now() < until; n += 4) {
        if (n % 3 === 0) await sql`insert into busy values (${pool}, ${n})`
        else {
          await sql.begin(async (tx) => {
            const [row] = await tx`select count(*)::int as c from busy where pool = ${pool}`
            expect(row!.c).toBeGreaterThanOrEqual(0)
            await tx`insert into busy values (${pool}, ${n})`
          })
        }
        acknowledged.add(`${pool}/${n}`)
      }
    }
    let psqlRuns = 0
    const hasPsql = (() => {
      try {
        execFileSync('psql', ['--version'])
        return true
      } catch {
        return false
      }
    })()
    const loop = hasPsql
      ? (async () => {
          while (Date.now() < until) {
            const code = await new Promise((resolve) => {
              spawn('psql', [server.url, '-XAtc', 'begin; select count(*) from busy; commit'], {
                stdio: 'ignore',
              }).on('close', resolve)
            })
            expect(code).toBe(0)
            psqlRuns += 1
          }
        })()
      : Promise.resolve()
    await Promise.all([
      loop,
      ...pools.flatMap((sql, pool) => [0, 1, 2, 3].map((lane) => writer(sql, pool, lane))),
    ])
    const rows = await admin`select pool, n from busy`
    const there = new Set(rows.map((row) => `${row.pool as number}/${row.n as number}`))
    expect([...acknowledged].filter((key) => !there.has(key))).toEqual([])
    expect(there.size).toBe(acknowledged.size)
    expect(acknowledged.size).toBeGreaterThan(50)
    if (hasPsql) expect(psqlRuns).toBeGreaterThan(0)
    await Promise.all([admin, ...pools].map((sql) => sql.end()))
  })

  it('rolls back a client that goes away inside a transaction', async () => {
    const sql = open()
    await sql`create table left_behind (n integer)`
    const leaver = open()
    const reserved = await leaver.reserve()
    await reserved`begin`
    await reserved`insert into left_behind values (1)`
    const waiting = sql`select count(*)::int as c from left_behind`.execute()
    await leaver.end({ timeout: 0 })
    expect((await waiting)[0]!.c).toBe(0)
    await sql.end()
  })

  it('shows no setting of one client to another', async () => {
    const [a, b] = [open(), open()]
    await a`set work_mem = '7MB'`
    await a`set session authorization default`
    const [row] = await b`show work_mem`
    expect(row!.work_mem).not.toBe('7MB')
    await Promise.all([a.end(), b.end()])
  })

  it('keeps prepared statements of the same name apart', async () => {
    const [a, b] = [open(), open()]
    for (let round = 0; round < 3; round += 1) {
      const [x, y] = await Promise.all([a`select ${'a'}::text as v`, b`select ${2}::int as v`])
      expect([x[0]!.v, y[0]!.v]).toEqual(['a', 2])
    }
    await Promise.all([a.end(), b.end()])
  })

  it('refuses COPY FROM STDIN and LISTEN and lives on', async () => {
    const sql = open()
    await sql`create table copied (t text)`
    await expect(sql.unsafe('copy copied from stdin').simple()).rejects.toMatchObject({
      code: '0A000',
    })
    await expect(sql.unsafe('-- a comment\ncopy copied from stdin')).rejects.toMatchObject({
      code: '0A000',
    })
    await expect(sql.unsafe('listen x').simple()).rejects.toMatchObject({ code: '0A000' })
    await sql.unsafe(`insert into copied values ('copy copied from stdin; listen x')`).simple()
    expect((await sql`select t from copied`).length).toBe(1)
    await sql.end()
  })

  it('ends a transaction that is idle for too long', async () => {
    let close: () => void = () => undefined
    const closed = new Promise<void>((resolve) => (close = resolve))
    const [idler, other] = [open(1, { onclose: () => close() }), open()]
    await other`create table idled (n integer)`
    const reserved = await idler.reserve()
    await reserved`begin`
    await reserved`insert into idled values (1)`
    expect((await other`select count(*)::int as c from idled`)[0]!.c).toBe(0)
    await closed
    await Promise.all([idler.end({ timeout: 0 }), other.end()])
  })

  it('carries large parameters and large results', async () => {
    const sql = open()
    const text = 'x'.repeat(10 * 1024 * 1024)
    const [row] = await sql`select length(${text}) as n, repeat('y', 20000000) as big`
    expect(row!.n).toBe(text.length)
    expect((row!.big as string).length).toBe(20_000_000)
    await sql.end()
  })

  it('reports an error inside a transaction as a server does', async () => {
    const sql = open()
    await expect(
      sql.begin(async (tx) => {
        await tx`select 1/0`
      }),
    ).rejects.toMatchObject({ code: '22012' })
    expect((await sql`select 1 as n`)[0]!.n).toBe(1)
    await sql.end()
  })

  it('refuses the connection above the limit with an error', async () => {
    const body = Buffer.concat([Buffer.from([0, 3, 0, 0]), Buffer.from('user\0postgres\0\0')])
    const startup = Buffer.concat([Buffer.alloc(4), body])
    startup.writeInt32BE(startup.length, 0)
    const sockets = Array.from({ length: 25 }, () => connectSocket(server.port, '127.0.0.1'))
    const closed = sockets.map((socket) => once(socket, 'close'))
    const replies = await Promise.all(
      sockets.map(async (socket) => {
        socket.on('error', () => undefined)
        socket.write(startup)
        const [reply] = (await once(socket, 'data')) as [Buffer]
        return reply.toString('latin1')
      }),
    )
    expect(replies.filter((reply) => reply.startsWith('R')).length).toBeGreaterThan(10)
    const refused = replies.filter((reply) => reply.startsWith('E'))
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]).toContain('C53300')
    for (const socket of sockets) socket.destroy()
    await Promise.all(closed)
  })

  it('drops a client that does not speak the protocol and serves the others', async () => {
    const socket = connectSocket(server.port, '127.0.0.1')
    socket.on('error', () => undefined)
    const closed = new Promise((resolve) => socket.on('close', resolve))
    socket.write(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))
    await closed
    const sql = open()
    expect((await sql`select 1 as n`)[0]!.n).toBe(1)
    await sql.end()
  })
})
