import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEngine } from '../../worker/embedded/engine.ts'
import { startEmbedded, type Embedded } from '../../worker/embedded/index.ts'
import { message, query, sync } from '../../worker/embedded/messages.ts'
import { createRandom, newSeed } from '../support/random.ts'
import { dial, ready, startup } from './wire.ts'

let server: Embedded
const log: string[] = []
const open = () => postgres(server.url, { max: 1, onnotice: () => undefined })
const login = async () => {
  const client = await dial(server.port)
  client.send(startup())
  await client.until(ready('I'))
  return client
}
const stillServes = async () => {
  const sql = open()
  expect((await sql`select 1 as n`)[0]!.n).toBe(1)
  await sql.end()
}

beforeAll(async () => {
  server = await startEmbedded({
    folder: null,
    port: 0,
    maxConnections: 5,
    idleInTransactionMs: 300,
    log: (line) => log.push(line),
  })
})
afterAll(() => server.close())

describe('the embedded server, ill-treated', () => {
  it('ends a transaction that is idle for too long and says so', async () => {
    const other = open()
    await other`create table idled (n integer)`
    const idler = await login()
    idler.send(query('begin; insert into idled values (1)'))
    await idler.until(ready('T'))
    expect((await other`select count(*)::int as c from idled`)[0]!.c).toBe(0)
    await idler.closed
    expect(idler.received()).toContain('C25P03')
    expect(log.at(-1)).toContain('idle')
    await other.end()
  })

  it('ends an extended query that is never finished', async () => {
    const idler = await login()
    idler.send(message('P', 'half', 'select 1', Buffer.alloc(2)), message('H'))
    await idler.closed
    expect(idler.received()).toContain('C25P03')
    await stillServes()
  })

  it('does not wait for a client in a transaction that never reads its answer', async () => {
    const client = await login()
    client.socket.pause()
    client.send(query("begin; select repeat('x', 1000) from generate_series(1, 30000)"))
    await stillServes()
    client.socket.resume()
    await client.closed
  })

  it('runs what a client sent before it left, and rolls back what it left open', async () => {
    const sql = open()
    await sql`create table farewell (n integer)`
    const polite = await login()
    polite.send(query('insert into farewell values (1)'), message('X'))
    await polite.closed
    const rude = await login()
    rude.send(query('begin; insert into farewell values (2)'))
    await rude.until(ready('T'))
    rude.send(message('P', 'x', 'insert into farewell values (3)', Buffer.alloc(2)))
    rude.socket.resetAndDestroy()
    expect(await sql`select n from farewell`).toEqual([{ n: 1 }])
    await sql.end()
  })

  it('refuses the connection above the limit, and takes one when another has gone', async () => {
    const clients = await Promise.all(Array.from({ length: 5 }, login))
    const late = await dial(server.port)
    late.send(startup())
    await late.closed
    expect(late.received()).toContain('C53300')
    for (const client of clients) client.send(message('X'))
    await Promise.all(clients.map((client) => client.closed))
    await stillServes()
  })

  const bodies: [string, Buffer, string][] = [
    ['another protocol', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), 'C08P01'],
    ['an old protocol', Buffer.from([0, 0, 0, 8, 0, 2, 0, 0]), 'C08P01'],
    ['a cancel request', Buffer.from('000000100' + '4d2162e'.padEnd(23, '0'), 'hex'), ''],
  ]
  it.each(bodies)('closes on %s in place of a startup', async (_, bytes, code) => {
    const client = await dial(server.port)
    client.send(bytes)
    client.socket.end()
    await client.closed
    expect(client.received()).toContain(code)
    await stillServes()
  })

  const length = (n: number) => {
    const bytes = Buffer.from('Q\0\0\0\0')
    bytes.writeInt32BE(n, 1)
    return bytes
  }
  const broken: [string, Buffer][] = [
    ['a length of zero', length(0)],
    ['a negative length', length(-5)],
    ['a length of 1 GB', length(1024 ** 3)],
    ['a type that nobody knows', message('z', 'hello')],
    ['a query without an end', message('Q', Buffer.from('select 1'))],
    ['a bind without a name', message('B', Buffer.from('x'))],
    ['an empty close', Buffer.concat([message('C'), sync])],
  ]
  it.each(broken)('dismisses a client that sends %s', async (_, bytes) => {
    const client = await login()
    client.send(query('begin'), bytes)
    await client.closed
    expect(client.received()).toContain('C08P01')
    await stillServes()
  })

  it('passes on what the backend says of a message that is wrong inside', async () => {
    const client = await login()
    client.send(message('P', '', 'select 1', Buffer.from([0x7f, 0xff])), sync)
    await client.until('C08P01')
    client.send(message('B', 'a', 'b', Buffer.from([0xff, 0xff, 0xff])), sync)
    await client.until('C26000')
    client.send(query('select 42'))
    await client.until('42')
    client.send(message('X'))
    await client.closed
  })

  it('survives random bytes', async () => {
    const random = createRandom(newSeed('random bytes', 42))
    for (let round = 0; round < 60; round += 1) {
      const client = await login()
      const type = random.pick([...'QPBEDCSH'])
      const body = Buffer.from(Array.from({ length: random.int(0, 39) }, () => random.int(0, 255)))
      client.send(message(type, body), sync, message('X'))
      await client.closed
    }
    await stillServes()
  })
})

describe('the embedded server, as it starts and stops', () => {
  it('lets clients wait that come while it starts', async () => {
    // A port that was free a moment ago.
    const probe = createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as AddressInfo
    await new Promise((resolve) => probe.close(resolve))
    const starting = startEmbedded({ folder: null, port })
    const early = postgres(`postgres://postgres@127.0.0.1:${port}/postgres`, { max: 1 })
    expect((await early`select 1 as n`)[0]!.n).toBe(1)
    await early.end()
    await (await starting).close()
  })

  it('says that PostgreSQL broke down, again and again, and can be closed', async () => {
    const lines: string[] = []
    const engine = await startEngine(null, (line) => lines.push(line))
    // What no client gets through the gateway: PGlite does not survive it.
    await engine.exec(query('create table t (n integer)'))
    const copy = engine.exec(query('copy t from stdin'))
    await expect(copy).rejects.toMatchObject({ code: '57P01' })
    await expect(engine.exec(query('select 1'))).rejects.toMatchObject({ code: '57P01' })
    expect(lines.join()).toContain('has stopped')
    await engine.close(1000)
  })

  it('closes within seconds while a client holds a transaction, and twice', async () => {
    const closing = await startEmbedded({ folder: null, port: 0 })
    const client = await dial(closing.port)
    client.send(startup(), query('begin'))
    await client.until(ready('T'))
    await Promise.all([closing.close(), closing.close()])
    await client.closed
  })
})
