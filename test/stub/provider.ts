// A server that speaks the OpenAI HTTP API over a real socket, with scripted faults.
// Faults to script it with stand in behaviours.ts. As a program: tsx test/stub/provider.ts --port 8080
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { localEmbedding } from '../../worker/providers/local-embedding.ts'

/** A request as the stub saw it; `at` is milliseconds since the epoch. */
export type SeenRequest = {
  path: string
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
  at: number
}

/** What to do with one request; undefined answers as a good provider would. */
export type Behaviour = (request: SeenRequest, response: ServerResponse) => Promise<void> | void

export type Stub = {
  url: string
  requests: SeenRequest[]
  /** Scripts the next requests, first come first served. */
  next(...behaviours: (Behaviour | undefined)[]): void
  /** Takes every request from now on; undefined ends it. */
  always(behaviour: Behaviour | undefined): void
  close(): Promise<void>
}

const readBody = async (request: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  return text ? (JSON.parse(text) as Record<string, unknown>) : {}
}

/** Sends JSON with a status. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
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

/** The answer a good provider would send, streamed where that is asked for. */
export function answerChat(request: SeenRequest, response: ServerResponse, answer: string): void {
  const messages = request.body.messages as { content: string }[]
  const prompt = messages.reduce((sum, message) => sum + tokensOf(message.content), 0)
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

/** Starts the stub on a free port, or on `port`. `dimensions` is what its embeddings have. */
export async function startStub(
  options: { port?: number; dimensions?: number; answer?: string } = {},
): Promise<Stub> {
  const requests: SeenRequest[] = []
  const scripted: (Behaviour | undefined)[] = []
  let standing: Behaviour | undefined
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = {
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: await readBody(incoming),
      at: Date.now(),
    }
    requests.push(request)
    const behaviour = scripted.shift() ?? standing
    if (behaviour) return behaviour(request, response)
    if (request.path.endsWith('/embeddings')) {
      return sendJson(response, 200, goodEmbeddings(request, options.dimensions ?? 384))
    }
    if (request.path.endsWith('/chat/completions')) {
      return answerChat(request, response, options.answer ?? 'The stub has read it all [1].')
    }
    if (request.path.endsWith('/models')) {
      const data = ['stub-embedding', 'stub-chat'].map((id) => ({ id, object: 'model' }))
      return sendJson(response, 200, { object: 'list', data })
    }
    return failWith(404, 'not_found')(request, response)
  }
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    next: (...behaviours) => void scripted.push(...behaviours),
    always: (behaviour) => (standing = behaviour),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

if (process.argv[1]?.endsWith('stub/provider.ts')) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
  console.log((await startStub({ port: Number(values.port) })).url)
}
