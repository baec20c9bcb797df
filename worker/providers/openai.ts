import OpenAI from 'openai'
import type { ProviderConfig } from '../config.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { toFailure } from './openai-failure.ts'
import { providerFailure, type ChatResult, type Provider } from './types.ts'
import { checkVectors } from './vectors.ts'

/** Milliseconds until an answer must be complete, and the longest silence within a stream. */
const timeoutMs = 120_000
const silenceMs = 60_000

/** Whatever speaks the OpenAI API. Retries are SQL's: the SDK makes exactly one request a call. */
export function openaiProvider(config: ProviderConfig, secrets: string[]): Provider {
  const client = new OpenAI({
    // Null would make the SDK read the environment; servers without keys ignore this one.
    apiKey: config.key ?? 'none',
    baseURL: config.url ?? undefined,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: boundedFetch,
    logLevel: 'off',
  })

  return {
    alias: config.alias,

    async embed({ model, texts, dimensions }, signal) {
      try {
        const response = await client.embeddings.create(
          {
            model,
            input: texts,
            encoding_format: 'float',
            // Only these models take it; others refuse the whole request.
            ...(model.startsWith('text-embedding-3') ? { dimensions } : {}),
          },
          { signal },
        )
        if (!Array.isArray(response?.data)) {
          throw providerFailure('bad_response', 'the provider answered without embeddings')
        }
        const ordered = [...response.data].sort((a, b) => a.index - b.index)
        if (!ordered.every((item, index) => item.index === index)) {
          throw providerFailure('bad_response', 'the embeddings are not numbered 0 to n')
        }
        return {
          embeddings: checkVectors(
            ordered.map((item) => item.embedding),
            texts.length,
            dimensions,
          ),
          inputTokens: response.usage?.prompt_tokens ?? null,
        }
      } catch (error) {
        throw toFailure(error, secrets)
      }
    },

    async chat({ model, messages, params }, onDelta, signal) {
      const startedAt = performance.now()
      const result: ChatResult = {
        content: '',
        finishReason: null,
        inputTokens: null,
        outputTokens: null,
        cachedTokens: null,
        reasoningTokens: null,
        firstTokenMs: null,
      }
      const silent = new AbortController()
      let silence = setTimeout(() => silent.abort(), silenceMs)
      try {
        const stream = await client.chat.completions.create(
          {
            ...params,
            model,
            messages: messages as OpenAI.ChatCompletionMessageParam[],
            stream: true,
            stream_options: { include_usage: true },
          },
          { signal: AbortSignal.any([signal, silent.signal]) },
        )
        for await (const chunk of stream) {
          clearTimeout(silence)
          silence = setTimeout(() => silent.abort(), silenceMs)
          const choice = chunk.choices?.[0]
          const text = choice?.delta?.content
          if (text) {
            result.firstTokenMs ??= performance.now() - startedAt
            result.content += text
            onDelta(text)
          }
          result.finishReason = choice?.finish_reason ?? result.finishReason
          if (chunk.usage) {
            result.inputTokens = chunk.usage.prompt_tokens ?? null
            result.outputTokens = chunk.usage.completion_tokens ?? null
            result.cachedTokens = chunk.usage.prompt_tokens_details?.cached_tokens ?? null
            result.reasoningTokens = chunk.usage.completion_tokens_details?.reasoning_tokens ?? null
          }
        }
        // The SDK ends a stopped or cut stream without an error.
        if (silent.signal.aborted) throw providerFailure('timeout', 'the provider fell silent')
        if (signal.aborted) throw providerFailure('aborted', 'the call was stopped')
        if (result.finishReason === null) {
          throw providerFailure('connection', 'the provider cut the answer off')
        }
        return result
      } catch (error) {
        throw toFailure(error, secrets, { partial: result })
      } finally {
        clearTimeout(silence)
      }
    },
  }
}
