import OpenAI from 'openai'
import type { ProviderConfig } from '../config.ts'
import { boundedFetch, boundedStreamFetch } from './bounded-fetch.ts'
import { startDeadline, type Deadline, type Limits } from './deadline.ts'
import { addChunk, emptyResult, shortText } from './openai-chat.ts'
import { toFailure } from './openai-failure.ts'
import { reportedUsage } from './reported-usage.ts'
import { providerFailure, type Failure, type Provider } from './types.ts'
import { checkVectors, inOrder, readVector } from './vectors.ts'

/** Time for embeddings, and for a streamed answer. */
export type OpenaiLimits = { embed: Limits; chat: Limits }

const defaults: OpenaiLimits = {
  embed: { totalMs: 120_000, silenceMs: 120_000 },
  chat: { totalMs: 600_000, silenceMs: 60_000 },
}

/** Only these models take `dimensions`, also behind a gateway; others refuse the whole request. */
const takesDimensions = /(^|\/)text-embedding-3-/

/** Whatever speaks the OpenAI API. Retries are SQL's: the SDK makes exactly one request a call. */
export function openaiProvider(
  config: ProviderConfig,
  secrets: string[],
  limits: OpenaiLimits = defaults,
): Provider {
  const client = new OpenAI({
    // What is left out the SDK reads from the environment; servers without keys ignore this one.
    apiKey: config.key ?? 'none',
    adminAPIKey: null,
    baseURL: config.url ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: Math.max(limits.embed.totalMs, limits.chat.totalMs),
    fetch: boundedFetch,
    logLevel: 'off',
  })
  const streaming = client.withOptions({ fetch: boundedStreamFetch })

  // Fewer bytes and nothing to parse; servers other than OpenAI's own may not know it.
  const encoding = config.encoding ?? (config.url === null ? 'base64' : 'float')

  const failureOf = (error: unknown, deadline: Deadline, facts: Partial<Failure> = {}) => {
    if (deadline.isLate()) {
      return providerFailure('timeout', 'the provider did not answer in time', facts)
    }
    if (deadline.signal.aborted) return providerFailure('aborted', 'the call was stopped', facts)
    return toFailure(error, secrets, facts)
  }

  return {
    alias: config.alias,

    async embed({ model, texts, dimensions }, signal) {
      const deadline = startDeadline(signal, limits.embed)
      let answer: Failure['answer']
      try {
        const response = await client.embeddings.create(
          {
            model,
            input: texts,
            encoding_format: encoding,
            ...(takesDimensions.test(model) ? { dimensions } : {}),
          },
          { signal: deadline.signal },
        )
        const said = {
          usage: reportedUsage(response?.usage, secrets),
          model: shortText(response?.model, secrets),
        }
        if (Array.isArray(response?.data)) answer = said
        return {
          embeddings: checkVectors(
            inOrder(response?.data).map(readVector),
            texts.length,
            dimensions,
          ),
          ...said,
        }
      } catch (error) {
        throw failureOf(error, deadline, answer ? { answer } : {})
      } finally {
        deadline.end()
      }
    },

    async chat({ model, messages, params }, onDelta, signal) {
      const deadline = startDeadline(signal, limits.chat)
      const startedAt = performance.now()
      const result = emptyResult()
      let chunks = 0
      try {
        const stream = await streaming.chat.completions.create(
          {
            ...params,
            model,
            messages: messages as OpenAI.ChatCompletionMessageParam[],
            stream: true,
            stream_options: { include_usage: true },
          },
          { signal: deadline.signal },
        )
        for await (const chunk of stream) {
          chunks += 1
          deadline.beat()
          const delta = addChunk(result, chunk, secrets)
          if (delta === '') continue
          result.firstTokenMs ??= performance.now() - startedAt
          onDelta(delta)
        }
        // The SDK ends a stopped or cut stream without an error.
        deadline.signal.throwIfAborted()
        if (chunks === 0) {
          throw providerFailure('bad_response', 'the provider answered with something else')
        }
        if (result.finishReason === null) {
          throw providerFailure('connection', 'the provider cut the answer off')
        }
        return result
      } catch (error) {
        throw failureOf(error, deadline, { partial: result })
      } finally {
        deadline.end()
      }
    },
  }
}
