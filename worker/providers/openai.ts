import OpenAI from 'openai'
import type { ProviderConfig } from '../config.ts'
import { boundedFetch, through } from './bounded-fetch.ts'
import { shortText } from './chat/answer.ts'
import { streamedAnswer } from './chat/stream.ts'
import { defaultTimeouts, longestTimer, startDeadline, type Deadline } from './deadline.ts'
import { errorIn } from './error-body.ts'
import { answerFailure, toFailure } from './openai-failure.ts'
import {
  hasRanking,
  readRanking,
  rerankBody,
  saidOfRanking,
  type RerankDialect,
} from './ranking.ts'
import { usageIn } from './reported-usage.ts'
import type {
  ChatRequest,
  Failure,
  Provider,
  ProviderCall,
  ProviderFailure,
  RerankRequest,
  RerankResult,
} from './types.ts'
import { checkVectors, inOrder, readVector } from './vectors.ts'

/** Only these models take `dimensions`, also behind a gateway; others refuse the whole request. */
const takesDimensions = /(^|\/)text-embedding-3-/

/** Whether a server refuses to be asked for its usage, which OpenAI's own leaves out unasked. */
const refusesUsage = ({ code, status, param, partial }: Failure) =>
  /^(stream_options|include_usage)\b/.test(param ?? '') &&
  (code === 'bad_request' || (code === 'provider_error' && status === null)) &&
  (partial?.content ?? '') === ''

/** Whatever speaks the OpenAI API. Retries are SQL's: the SDK makes exactly one request a call. */
export function openaiProvider(config: ProviderConfig, secrets: string[]): Provider {
  const client = new OpenAI({
    // What is left out the SDK reads from the environment; servers without keys ignore this one.
    apiKey: config.key ?? 'none',
    adminAPIKey: null,
    baseURL: config.url ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    ...(config.headers ? { defaultHeaders: config.headers } : {}),
    maxRetries: 0,
    timeout: longestTimer,
    fetch: boundedFetch,
    logLevel: 'off',
  })
  const optionsFor = (deadline: Deadline) => ({
    signal: deadline.signal,
    ...through({
      onBytes: () => deadline.beat(),
      onRefusal: ({ text, ...answer }) => answerFailure({ ...answer, body: text }, secrets),
    }),
  })

  // Fewer bytes and nothing to parse; servers other than OpenAI's own may not know it.
  const encoding = config.encoding ?? (config.url === null ? 'base64' : 'float')

  /** Models whose server refused to be asked for usage, and then answered. */
  const withoutUsage = new Set<string>()

  async function chatOnce(
    { model, messages, params }: ChatRequest,
    { signal, timeouts = defaultTimeouts.chat, onDelta }: ProviderCall,
    asksUsage: boolean,
  ) {
    const deadline = startDeadline(signal, timeouts)
    const body = {
      ...params,
      model,
      messages: messages as OpenAI.ChatCompletionMessageParam[],
      stream: true as const,
      ...(asksUsage ? { stream_options: { include_usage: true } } : {}),
    }
    try {
      const ask = () => client.chat.completions.create(body, optionsFor(deadline)).asResponse()
      return await streamedAnswer(ask, deadline, onDelta, secrets)
    } finally {
      deadline.end()
    }
  }

  /** How this server wants to be asked for an order, as its refusal said. */
  let dialect: RerankDialect = 'documents'

  async function rerankOnce(request: RerankRequest, deadline: Deadline): Promise<RerankResult> {
    let paid: Failure['said']
    try {
      const response = await client
        .post('/rerank', { body: rerankBody(request, dialect), ...optionsFor(deadline) })
        .asResponse()
      const body = JSON.parse(await response.text()) as unknown
      const said = saidOfRanking(body, secrets)
      if (hasRanking(body)) paid = said
      const error = hasRanking(body) ? undefined : errorIn(body, { isBody: true })
      if (error !== undefined) {
        throw answerFailure({ status: undefined, headers: response.headers, body: error }, secrets)
      }
      return { results: readRanking(body, request.documents.length), ...said }
    } catch (error) {
      const facts = paid ? { said: paid } : {}
      throw deadline.failure(facts) ?? toFailure(error, secrets, facts)
    }
  }

  return {
    alias: config.alias,

    async embed({ model, texts, dimensions }, { signal, timeouts = defaultTimeouts.embed }) {
      const deadline = startDeadline(signal, timeouts)
      let paid: Failure['said']
      try {
        const response = await client.embeddings
          .create(
            {
              model,
              input: texts,
              encoding_format: encoding,
              ...(takesDimensions.test(model) ? { dimensions } : {}),
            },
            optionsFor(deadline),
          )
          .asResponse()
        const sent = JSON.parse(await response.text()) as unknown
        const body = (Array.isArray(sent) ? sent[0] : sent) as Record<string, unknown> | null
        const said = { usage: usageIn(body, secrets), model: shortText(body?.model, secrets) }
        if (Array.isArray(body?.data)) paid = said
        const error = errorIn(body, { isBody: true })
        if (error !== undefined) {
          const { headers } = response
          throw answerFailure({ status: undefined, headers, body: error }, secrets)
        }
        return {
          embeddings: checkVectors(inOrder(body?.data).map(readVector), texts.length, dimensions),
          ...said,
        }
      } catch (error) {
        const facts = paid ? { said: paid } : {}
        throw deadline.failure(facts) ?? toFailure(error, secrets, facts)
      } finally {
        deadline.end()
      }
    },

    async rerank(request, { signal, timeouts = defaultTimeouts.rerank }) {
      const deadline = startDeadline(signal, timeouts)
      try {
        return await rerankOnce(request, deadline)
      } catch (error) {
        if (dialect === 'texts' || (error as ProviderFailure).failure.param !== 'texts') throw error
        dialect = 'texts'
        return await rerankOnce(request, deadline)
      } finally {
        deadline.end()
      }
    },

    async chat(request, call) {
      const startedAt = performance.now()
      const asksUsage = !withoutUsage.has(request.model)
      try {
        return await chatOnce(request, call, asksUsage)
      } catch (error) {
        if (!asksUsage || !refusesUsage((error as ProviderFailure).failure)) throw error
        const { signal, timeouts = defaultTimeouts.chat, onDelta } = call
        const took = performance.now() - startedAt
        const total_ms = timeouts.total_ms && Math.max(1, timeouts.total_ms - took)
        const rest = { signal, timeouts: { ...timeouts, total_ms }, ...(onDelta && { onDelta }) }
        const result = await chatOnce(request, rest, false)
        withoutUsage.add(request.model)
        return result
      }
    },
  }
}
