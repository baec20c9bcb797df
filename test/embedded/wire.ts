import { once } from 'node:events'
import { connect } from 'node:net'
import { message } from '../../worker/embedded/messages.ts'

/** A startup packet for a user. */
export function startup(user = 'postgres', parameters: Record<string, string> = {}): Buffer {
  const words = ['user', user, ...Object.entries(parameters).flat()]
  const body = Buffer.concat([Buffer.from([0, 3, 0, 0]), Buffer.from(`${words.join('\0')}\0\0`)])
  const head = Buffer.alloc(4)
  head.writeInt32BE(body.length + 4, 0)
  return Buffer.concat([head, body])
}

/** A raw connection, for what no driver would send. `received` is all that came, as latin1. */
export async function dial(port: number) {
  const socket = connect(port, '127.0.0.1')
  let received = ''
  socket.on('error', () => undefined)
  socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')))
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  await once(socket, 'connect')
  return {
    socket,
    closed,
    received: () => received,
    send: (...parts: Buffer[]) => socket.write(Buffer.concat(parts)),
    /** Resolves when a text has come. */
    async until(text: string) {
      while (!received.includes(text)) await once(socket, 'data')
    },
  }
}

/** A ReadyForQuery with a status, as latin1. */
export const ready = (status: 'I' | 'T' | 'E') =>
  message('Z', Buffer.from(status)).toString('latin1')
