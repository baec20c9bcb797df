import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * What happens to bytes: `pass` forwards; `stall` swallows both ways and keeps the sockets open;
 * `oneway` forwards only to the server, which commits what the client never hears of; `cut` closes
 * everything and refuses new connections.
 */
export type Mode = 'pass' | 'stall' | 'oneway' | 'cut'

/** A TCP proxy on a free local port. */
export type Proxy = Awaited<ReturnType<typeof startProxy>>

/** Nothing that a worker sends at once is as large, but vectors. */
export const vectorBytes = 1500

type Pair = { client: Socket; server: Socket; isFrozen: boolean }

/** Starts a proxy in front of host and port. */
export async function startProxy(host: string, port: number) {
  const pairs = new Set<Pair>()
  let mode: Mode = 'pass'
  let ms = 0
  let left = Infinity
  let large = Infinity
  let whenLarge: Mode = 'pass'
  let swallowed = 0

  const end = (pair: Pair) => {
    pairs.delete(pair)
    pair.client.destroy()
    pair.server.destroy()
  }
  const send = (to: Socket, data: Buffer) => {
    if (ms === 0) to.write(data)
    else setTimeout(() => to.destroyed || to.write(data), ms)
  }
  const toServer = (pair: Pair, data: Buffer) => {
    if (data.length >= large) mode = whenLarge
    if (mode !== 'stall' && !pair.isFrozen) return send(pair.server, data)
    swallowed += data.length
  }
  const toClient = (pair: Pair, data: Buffer) => {
    if (mode === 'stall' || mode === 'oneway' || pair.isFrozen) return
    if (left === Infinity) return send(pair.client, data)
    const part = data.subarray(0, left)
    left -= part.length
    if (left > 0) return send(pair.client, part)
    left = Infinity
    pair.client.end(part, () => end(pair))
  }

  const listener = createServer((client) => {
    if (mode === 'cut') return void client.destroy()
    const pair = { client, server: connect(port, host), isFrozen: false }
    pairs.add(pair)
    client.on('data', (data: Buffer) => toServer(pair, data))
    pair.server.on('data', (data: Buffer) => toClient(pair, data))
    for (const socket of [client, pair.server]) {
      socket.on('error', () => end(pair))
      socket.on('close', () => end(pair))
    }
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))

  return {
    /** The same address through the proxy. */
    url(original: string) {
      const url = new URL(original)
      url.hostname = '127.0.0.1'
      url.port = String((listener.address() as AddressInfo).port)
      return url.href
    },
    set(next: Mode) {
      mode = next
      swallowed = 0
      large = Infinity
      if (mode === 'pass') ms = 0
      if (mode === 'cut') for (const pair of pairs) end(pair)
    },
    /** Half-open: the connections of now are silent for good, new ones pass. */
    freeze() {
      swallowed = 0
      for (const pair of pairs) pair.isFrozen = true
    },
    /** Resets every connection once; new ones pass as the mode says. */
    reset() {
      for (const pair of pairs) {
        pairs.delete(pair)
        pair.client.resetAndDestroy()
        pair.server.resetAndDestroy()
      }
    },
    /** Holds everything back by so many milliseconds, in order. */
    delay: (milliseconds: number) => void (ms = milliseconds),
    /** Cuts the next reply of the server after so many bytes, and its connection with it. */
    trickle: (bytes: number) => void (left = bytes),
    /** Sets the mode as soon as a client sends so many bytes at once, for these bytes too. */
    setAt(bytes: number, next: Mode) {
      large = bytes
      whenLarge = next
    },
    /** Bytes of clients that were swallowed since the mode was set. */
    swallowed: () => swallowed,
    close: () =>
      new Promise<void>((resolve) => {
        listener.close(() => resolve())
        for (const pair of pairs) end(pair)
      }),
  }
}
