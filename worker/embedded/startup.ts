import type { Socket } from 'node:net'
import { errorResponse, message } from './messages.ts'

const sslRequest = 80877103
const gssRequest = 80877104
const cancelRequest = 80877102
const protocol3 = 3

/** Parameters a client sends first, such as user and database. */
export type StartupParameters = Record<string, string>

function readParameters(body: Buffer): StartupParameters {
  const words = body.toString('utf8').split('\0')
  const parameters: StartupParameters = {}
  for (let i = 0; i + 1 < words.length && words[i]; i += 2) parameters[words[i]!] = words[i + 1]!
  return parameters
}

/**
 * Reads a client's startup: encryption is declined, cancel requests are closed. Resolves null for a
 * connection that is none.
 */
export function readStartup(socket: Socket): Promise<StartupParameters | null> {
  return new Promise((resolve) => {
    let buffer = Buffer.alloc(0)
    const done = (parameters: StartupParameters | null) => {
      socket.off('data', onData)
      socket.off('close', onClose)
      if (!parameters) socket.destroy()
      resolve(parameters)
    }
    const onClose = () => done(null)
    const onData = (chunk: Buffer) => {
      buffer = Buffer.concat([buffer, chunk])
      while (buffer.length >= 8) {
        const length = buffer.readInt32BE(0)
        if (length < 8 || length > 10_000) return done(null)
        if (buffer.length < length) return
        const code = buffer.readInt32BE(4)
        const body = buffer.subarray(8, length)
        buffer = buffer.subarray(length)
        if (code === sslRequest || code === gssRequest) {
          socket.write('N')
          continue
        }
        if (code === cancelRequest) return done(null)
        if (code >> 16 !== protocol3) {
          socket.write(errorResponse('FATAL', '08P01', 'only protocol 3 is spoken here'))
          return done(null)
        }
        socket.pause()
        if (buffer.length > 0) socket.unshift(buffer)
        return done(readParameters(body))
      }
    }
    socket.on('data', onData)
    socket.on('close', onClose)
  })
}

/** Says hello to a client: authenticated, the server's parameters, ready. */
export function greeting(id: number, serverVersion: string, parameters: StartupParameters): Buffer {
  const status: Record<string, string> = {
    server_version: serverVersion,
    server_encoding: 'UTF8',
    client_encoding: 'UTF8',
    application_name: parameters.application_name ?? '',
    is_superuser: 'on',
    session_authorization: 'postgres',
    DateStyle: 'ISO, MDY',
    IntervalStyle: 'postgres',
    TimeZone: 'GMT',
    integer_datetimes: 'on',
    standard_conforming_strings: 'on',
    in_hot_standby: 'off',
    default_transaction_read_only: 'off',
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
