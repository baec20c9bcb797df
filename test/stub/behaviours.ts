import { setTimeout as sleep } from 'node:timers/promises'
import { failWith, goodEmbeddings, noteUsage, sendJson, type Behaviour } from './provider.ts'

/** A 429 with Retry-After, in seconds where nothing else is said. */
export const rateLimited = (seconds: number, retryAfter = String(seconds)) =>
  failWith(429, 'rate_limit_exceeded', 'slow down', { 'retry-after': retryAfter })

/** A 429 with Retry-After as an HTTP date that lies `seconds` ahead. */
export const rateLimitedUntil =
  (seconds: number): Behaviour =>
  (...call) =>
    rateLimited(seconds, new Date(Date.now() + seconds * 1000).toUTCString())(...call)

/** A 401 that echoes the key it got, as a whole and masked. */
export const keyEchoed: Behaviour = (request, response) => {
  const key = (request.headers.authorization ?? '').replace('Bearer ', '')
  const message = `Incorrect API key provided: ${key} (${key.slice(0, 7)}****${key.slice(-4)})`
  sendJson(response, 401, { error: { message, type: 'invalid_request_error', code: key } })
}

/** A 404 as for a model that nobody knows. */
export const unknownModel = failWith(404, 'model_not_found', 'The model does not exist')

/** Takes the request and never answers. */
export const hang: Behaviour = () => {}

/** Sends a header and the beginning of a body, then nothing. */
export const hangInBody: Behaviour = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{"data":')
}

/** Answers well, a little at a time. */
export const drip =
  (everyMs: number): Behaviour =>
  async (request, response) => {
    const answer = goodEmbeddings(request, 384)
    response.writeHead(200, { 'content-type': 'application/json' })
    for (const part of JSON.stringify(answer).match(/[\s\S]{1,200}/g) ?? []) {
      if (response.destroyed) return
      response.write(part)
      await sleep(everyMs)
    }
    noteUsage(response, answer)
    response.end()
  }

/** Answers as `then` does after a while. */
export const after =
  (ms: number, then: Behaviour): Behaviour =>
  async (request, response) => {
    await sleep(ms)
    return then(request, response)
  }

/** A 200 with any body. */
export const body =
  (content: string, type = 'application/json'): Behaviour =>
  (_, response) => {
    response.writeHead(200, { 'content-type': type })
    response.end(content)
  }

export const garbage = body('{"data": [{"index": 0, "embedd')
export const webPage = body('<html><body>Log in to the hotel network</body></html>', 'text/html')

type Item = { index: number; embedding: unknown }

/** Embeddings that `change` has spoilt. */
export const embeddings =
  (change: (items: Item[]) => unknown[], dimensions = 384): Behaviour =>
  (request, response) => {
    const good = goodEmbeddings(request, dimensions)
    sendJson(response, 200, { ...good, data: change(good.data) })
  }

/** Embeddings as a good provider sends them. */
export const good = embeddings((items) => items)

/** Embeddings that hold one value throughout. */
export const filled = (value: unknown) =>
  embeddings((items) =>
    items.map((item) => ({ ...item, embedding: Array.from({ length: 384 }, () => value) })),
  )

export const oneTooFew = embeddings((items) =>
  items.slice(1).map((item, index) => ({ ...item, index })),
)
export const twiceTheFirst = embeddings((items) => items.map((item) => ({ ...item, index: 0 })))
/** In another order, but numbered as they belong: to be put right, not refused. */
export const shuffled = embeddings((items) => items.toReversed())
export const wrongDimension = embeddings((items) => items, 383)
export const nulls = filled(null)
export const zeros = filled(0)
/** JSON has no NaN; some servers write it all the same. */
export const notANumber = body('{"data":[{"index":0,"embedding":[NaN]}]}')
export const notItems = body('{"data":[null]}')

/** A body of that size, which says so or not. */
export const huge =
  (megabytes: number, saysLength = false): Behaviour =>
  async (_, response) => {
    const length = { 'content-length': String(megabytes * 1024 * 1024) }
    const headers = { 'content-type': 'application/json', ...(saysLength ? length : {}) }
    if (!response.headersSent) response.writeHead(200, headers)
    const part = ' '.repeat(1024 * 1024)
    for (let sent = 0; sent < megabytes && !response.destroyed; sent += 1) {
      if (!response.write(part)) await sleep(2)
    }
    response.end()
  }

/** Server-sent events as given; without `isComplete` the connection breaks after the last. */
export const events =
  (chunks: unknown[], { isComplete = true, everyMs = 0 } = {}): Behaviour =>
  async (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const chunk of chunks) {
      if (response.destroyed) return
      noteUsage(response, chunk)
      const data = typeof chunk === 'string' ? chunk : JSON.stringify(chunk)
      response.write(`data: ${data}\n\n`)
      await sleep(everyMs)
    }
    if (isComplete) response.end('data: [DONE]\n\n')
    else response.destroy()
  }

/** A chunk of a streamed answer. */
export const chunk = (content: string, finish: string | null = null) => ({
  id: 'stub',
  model: 'stub-model',
  choices: [{ index: 0, delta: { content }, finish_reason: finish }],
})

/**
 * Lets `size` requests through at once and `perMinute` more each minute, as providers do; what is
 * beyond gets a 429 with the seconds to wait. `now` is in milliseconds.
 */
export function tokenBucket(
  size: number,
  perMinute: number,
  then: Behaviour,
  now: () => number = Date.now,
): Behaviour {
  let left = size
  let at = now()
  return (request, response) => {
    left = Math.min(size, left + ((now() - at) / 60_000) * perMinute)
    at = now()
    const seconds = Math.ceil(((1 - left) / perMinute) * 60)
    if (left < 1) return rateLimited(seconds)(request, response)
    left -= 1
    return then(request, response)
  }
}
