import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What was posted. */
export type Received = {
  id: string
  headers: IncomingHttpHeaders
  event: { type: string; subject: string; text: string; data: Record<string, unknown> }
}

/** A receiver on a port of its own, which it has again when it is restarted. */
export type Receiver = {
  url: string
  got: Received[]
  stop(): Promise<void>
  start(): Promise<void>
}

/**
 * Starts a receiver. What `answer` is given and does not answer with true is as if it had not come; without it all is
 * received.
 */
export async function startReceiver(
  answer: (response: ServerResponse, received: Received) => boolean = (response) => {
    response.writeHead(204).end()
    return true
  },
): Promise<Receiver> {
  const got: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => (body += part))
    request.on('end', () => {
      const event = JSON.parse(body) as Received['event']
      const received = {
        id: String(request.headers['webhook-id']),
        headers: request.headers,
        event,
      }
      if (answer(response, received)) got.push(received)
    })
  })
  let port = 0
  const start = () =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  await start()
  port = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${port}/hook`,
    got,
    start,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
