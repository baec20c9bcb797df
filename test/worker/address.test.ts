import { createServer as createHttp } from 'node:http'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { unlessWrongAddress } from '../../worker/address.ts'
import { connect } from '../../worker/database.ts'
import { runCommand, startCommand, until } from '../support/command.ts'
import { serverUrl } from '../support/database.ts'

// DATABASE_URL names a port on which something else listens: said soon, in one line.
const servers: Server[] = []
const sockets = new Set<Socket>()
afterAll(() => {
  for (const socket of sockets) socket.destroy()
  for (const server of servers) server.close()
})

async function listen(server: Server): Promise<string> {
  servers.push(server)
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `postgres://nobody@127.0.0.1:${(server.address() as AddressInfo).port}/none`
}

const never = new Promise<never>(() => {})
const others: [string, () => Server, RegExp][] = [
  ['HTTP', () => createHttp((_, response) => response.end('hello')), /speaks HTTP$/],
  ['nothing', () => createServer(() => {}), /says nothing$/],
  [
    'no more than a greeting',
    () => createServer((s) => s.write('SSH-2.0-x\r\n')),
    /another protocol$/,
  ],
  ['goodbye', () => createServer((s) => s.end()), /closes the connection$/],
]

test.each(others)('a port that says %s is told from PostgreSQL', async (_, server, why) => {
  const sql = connect(await listen(server()), { max: 1 })
  await expect(unlessWrongAddress(sql, never)).rejects.toMatchObject({
    code: 'HOWDAH_ADDRESS',
    message: expect.stringMatching(/^what listens at 127\.0\.0\.1:\d+ is not PostgreSQL: /),
  })
  await expect(unlessWrongAddress(sql, never)).rejects.toThrow(why)
  await sql.end({ timeout: 0 })
})

test('PostgreSQL is no other, however long its answer takes; nor is one that cannot be reached', async () => {
  const late = () => new Promise<string>((resolve) => setTimeout(() => resolve('late'), 1500))
  for (const url of [serverUrl(), 'postgres://nobody@127.0.0.1:1/none']) {
    const sql = connect(url, { max: 1 })
    expect(await unlessWrongAddress(sql, late())).toBe('late')
    await sql.end({ timeout: 0 })
  }
  // A server that is starting, where that is known of it.
  const sql = connect(await listen(createServer(() => {})), { max: 1 })
  const work = new Promise<string>((resolve) => setTimeout(() => resolve('started'), 5000))
  expect(await unlessWrongAddress(sql, work, { mayBeSilent: true })).toBe('started')
  await sql.end({ timeout: 0 })
}, 60_000)

test('commands end with it, a worker waits and says it', async () => {
  const url = await listen(createHttp((_, response) => response.end('hello')))
  const said =
    /^howdah: what listens at \S+ is not PostgreSQL: it speaks HTTP\n  hint: check DATABASE_URL\n$/
  expect(await runCommand(['status'], { DATABASE_URL: url })).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(said),
  })
  const { child, printed, finished } = startCommand(['worker'], {
    DATABASE_URL: url,
    HOWDAH_LOG: 'json',
  })
  await until('it says so', async () =>
    /waiting for the database.*is not PostgreSQL: it speaks HTTP/.test(printed()),
  )
  child.kill('SIGTERM')
  await finished
}, 120_000)
