// A server that speaks the OpenAI HTTP API over a real socket, with scripted faults.
// Faults to script it with stand in behaviours.ts, refusals.ts and stream.ts.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { localEmbedding } from '../../worker/providers/local-embedding.ts'
import { goodRanking } from './ranking.ts'

/** A request as the stub saw it; `at` is milliseconds since the epoch. */
export type SeenRequest = {
  path: string
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
  at: number
  /** What the answer said of its tokens, the last where it said so more than once. */
  usage?: unknown
}

/** What a request is for. */
export type Kind = 'embedding' | 'chat' | 'rerank' | 'other'

/** What to do with one request; undefined answers as a good provider would. */
export type Behaviour = (request: SeenRequest, response: ServerResponse) => Promise<void> | void

export type Stub = Awaited<ReturnType<typeof startStub>>

const readBody = async (request: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  return text ? (JSON.parse(text) as Record<string, unknown>) : {}
}

const kindOf = ({ path }: Pick<SeenRequest, 'path'>): Kind => {
  if (path.endsWith('/embeddings')) return 'embedding'
  if (path.endsWith('/rerank')) return 'rerank'
  return path.endsWith('/chat/completions') ? 'chat' : 'other'
}

/** The request that a response belongs to, for what is reported in it. */
const requestOf = new WeakMap<ServerResponse, SeenRequest>()

/** Notes the usage that an answer, or a frame of it, has told its caller. */
export function noteUsage(response: ServerResponse, sent: unknown): void {
  const { usage } = (sent ?? {}) as { usage?: unknown }
  const request = requestOf.get(response)
  if (request && usage) request.usage = usage
}

/** Sends JSON with a status. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  noteUsage(response, body)
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

/** A behaviour that answers with an error as OpenAI words it. */
export const failWith =
  (status: number, code: string, message = code, headers: Record<string, string> = {}): Behaviour =>
  (_, response) =>
    sendJson(response, status, { error: { message, type: 'error', code } }, headers)

const tokensOf = (text: string) => Math.ceil(text.length / 4)

/** A vector as the request wants it: numbers, or their 32-bit floats in base64. */
export const encoded = (
  vector: number[],
  { body }: Pick<SeenRequest, 'body'>,
): number[] | string =>
  body.encoding_format === 'base64'
    ? Buffer.from(new Float32Array(vector).buffer).toString('base64')
    : vector

/** The embeddings a good provider would send. */
export function goodEmbeddings(request: SeenRequest, dimensions: number) {
  const texts = request.body.input as string[]
  const size = (request.body.dimensions as number | undefined) ?? dimensions
  const total = texts.reduce((sum, text) => sum + tokensOf(text), 0)
  return {
    object: 'list',
    model: request.body.model,
    data: texts.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: encoded(localEmbedding(text, size), request),
    })),
    usage: { prompt_tokens: total, total_tokens: total },
  }
}

const textOf = (content: unknown) =>
  typeof content === 'string' ? content : JSON.stringify(content)

/** The answer a good provider would send, streamed where that is asked for. */
export function answerChat(request: SeenRequest, response: ServerResponse, answer: string): void {
  const messages = request.body.messages as { content: unknown }[]
  const prompt = messages.reduce((sum, { content }) => sum + tokensOf(textOf(content)), 0)
  const base = { id: 'stub', created: 0, model: request.body.model }
  const usage = {
    prompt_tokens: prompt,
    completion_tokens: tokensOf(answer),
    total_tokens: prompt + tokensOf(answer),
    prompt_tokens_details: { cached_tokens: 0 },
  }
  if (!request.body.stream) {
    const message = { role: 'assistant', content: answer }
    const choices = [{ index: 0, message, finish_reason: 'stop' }]
    return sendJson(response, 200, { ...base, object: 'chat.completion', choices, usage })
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = (part: object) => {
    noteUsage(response, part)
    const data = { ...base, object: 'chat.completion.chunk', ...part }
    response.write(`data: ${JSON.stringify(data)}\n\n`)
  }
  for (const word of answer.split(/(?<= )/)) {
    send({ choices: [{ index: 0, delta: { content: word }, finish_reason: null }] })
  }
  send({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
  const options = request.body.stream_options as { include_usage?: boolean } | undefined
  if (options?.include_usage) send({ choices: [], usage })
  response.end('data: [DONE]\n\n')
}

/** Answers every request as a good provider would. */
export const answerWell =
  ({ dimensions = 384, answer = 'The stub has read it all [1].' } = {}): Behaviour =>
  (request, response) => {
    const kind = kindOf(request)
    if (kind === 'embedding') return sendJson(response, 200, goodEmbeddings(request, dimensions))
    if (kind === 'chat') return answerChat(request, response, answer)
    if (kind === 'rerank') return sendJson(response, 200, goodRanking(request, 'vllm'))
    if (request.path.endsWith('/models')) {
      const data = ['stub-embedding', 'stub-chat'].map((id) => ({ id, object: 'model' }))
      return sendJson(response, 200, { object: 'list', data })
    }
    return failWith(404, 'not_found')(request, response)
  }

/** Starts the stub on a free port. `dimensions` is what its embeddings have. */
export async function startStub(options: { dimensions?: number; answer?: string } = {}) {
  const requests: SeenRequest[] = []
  const scripted: { kind: Kind | undefined; behaviour: Behaviour | undefined }[] = []
  let standing: Behaviour | undefined
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request: SeenRequest = {
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: await readBody(incoming),
      at: Date.now(),
    }
    requests.push(request)
    requestOf.set(response, request)
    const kind = kindOf(request)
    const place = scripted.findIndex((one) => one.kind === undefined || one.kind === kind)
    const [next] = place < 0 ? [] : scripted.splice(place, 1)
    return (next?.behaviour ?? standing ?? answerWell(options))(request, response)
  }
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    /** Scripts the next requests, first come first served. */
    next: (...behaviours: (Behaviour | undefined)[]) =>
      void scripted.push(...behaviours.map((behaviour) => ({ kind: undefined, behaviour }))),
    /** Scripts the next requests of one kind: `script('chat', rateLimited(0), cutOff, undefined)`. */
    script: (kind: Kind, ...behaviours: (Behaviour | undefined)[]) =>
      void scripted.push(...behaviours.map((behaviour) => ({ kind, behaviour }))),
    /** How many of the scripted requests have not come. */
    pending: () => scripted.length,
    /** The requests of one kind, in the order in which they came. */
    calls: (kind: Kind) => requests.filter((request) => kindOf(request) === kind),
    /** Forgets what was scripted and what has come. */
    reset: () => {
      standing = undefined
      scripted.splice(0)
      requests.splice(0)
    },
    /** Takes every request from now on; undefined ends it. */
    always: (behaviour: Behaviour | undefined) => void (standing = behaviour),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
