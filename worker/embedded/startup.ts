import type { Socket } from 'node:net'
import { errorResponse, message } from './messages.ts'
import type { Settings } from './settings.ts'

const sslRequest = 80877103
const gssRequest = 80877104
const cancelRequest = 80877102
const protocol3 = 3
const startupMs = 10_000

/** Parameters a client sends first, such as user and database. */
export type StartupParameters = Record<string, string>

function readParameters(body: Buffer): StartupParameters {
  const words = body.toString('utf8').split('\0')
  const parameters: StartupParameters = {}
  for (let i = 0; i + 1 < words.length && words[i]; i += 2) parameters[words[i]!] = words[i + 1]!
  return parameters
}

/** Says that of protocol 3 only version 3.0 is spoken, and none of its optional parameters. */
function negotiation(minor: number, parameters: StartupParameters): Buffer {
  const options = Object.keys(parameters).filter((name) => name.startsWith('_pq_.'))
  if (minor === 0 && options.length === 0) return Buffer.alloc(0)
  const numbers = Buffer.alloc(8)
  numbers.writeInt32BE(protocol3 << 16, 0)
  numbers.writeInt32BE(options.length, 4)
  return message('v', numbers, ...options)
}

/**
 * Reads a client's startup: encryption is declined, cancel requests are closed. Resolves null for a
 * connection that is none, or that says nothing for ten seconds.
 */
export function readStartup(socket: Socket): Promise<StartupParameters | null> {
  return new Promise((resolve) => {
    let buffer = Buffer.alloc(0)
    const done = (parameters: StartupParameters | null) => {
      clearTimeout(late)
      socket.off('data', onData)
      socket.off('close', onClose)
      if (!parameters) socket.destroySoon()
      resolve(parameters)
    }
    const late = setTimeout(() => done(null), startupMs)
    const onClose = () => done(null)
    const refuse = (text: string) => {
      socket.write(errorResponse('FATAL', '08P01', text))
      done(null)
    }
    const onData = (chunk: Buffer) => {
      buffer = Buffer.concat([buffer, chunk])
      while (buffer.length >= 8) {
        const length = buffer.readInt32BE(0)
        if (length < 8 || length > 10_000) return refuse('the startup packet has no valid length')
        if (buffer.length < length) return
        const code = buffer.readInt32BE(4)
        const body = buffer.subarray(8, length)
        buffer = buffer.subarray(length)
        if (code === sslRequest || code === gssRequest) {
          socket.write('N')
          continue
        }
        if (code === cancelRequest) return done(null)
        if (code >> 16 !== protocol3) return refuse('only protocol 3 is spoken here')
        const parameters = readParameters(body)
        socket.write(negotiation(code & 0xffff, parameters))
        socket.pause()
        if (buffer.length > 0) socket.unshift(buffer)
        return done(parameters)
      }
    }
    socket.on('data', onData)
    socket.on('close', onClose)
  })
}

const option = /(?:-c\s*|--)([\w.-]+)=((?:\\[\s\S]|[^\s\\])*)/g

/**
 * The settings a session starts with; `isCertain` is false when the backend must be asked whether
 * they are right.
 */
export function initialSettings(parameters: StartupParameters): Settings & { isCertain: boolean } {
  const { user = 'postgres', database: _, replication: __, options = '', ...others } = parameters
  const values = Object.entries(others).filter(([name]) => !name.startsWith('_pq_.'))
  for (const [, name, value] of options.matchAll(option))
    values.unshift([name!.replaceAll('-', '_'), value!.replace(/\\([\s\S])/g, '$1')])
  const isKnown = ([name, value]: [string, string]) =>
    name === 'application_name' || (name === 'client_encoding' && /^utf-?8$/i.test(value))
  return { values, user, role: 'none', isCertain: user === 'postgres' && values.every(isKnown) }
}

/** Says hello to a client: authenticated, the server's parameters under its own ones, ready. */
export function greeting(
  id: number,
  server: Record<string, string>,
  { values, user }: Settings,
): Buffer {
  const status: Record<string, string> = {
    ...server,
    session_authorization: user,
    is_superuser: user === 'postgres' ? 'on' : 'off',
  }
  for (const [name, value] of values) {
    const reported = Object.keys(status).find((key) => key.toLowerCase() === name.toLowerCase())
    if (reported) status[reported] = value
  }
  const key = Buffer.alloc(8)
  key.writeInt32BE(id, 0)
  return Buffer.concat([
    message('R', Buffer.alloc(4)),
    ...Object.entries(status).map(([name, value]) => message('S', name, value)),
    message('K', key),
    message('Z', Buffer.from('I')),
  ])
}
