import { localAnswer } from './local-answer.ts'
import { localEmbedding } from './local-embedding.ts'
import { providerFailure, type Provider } from './types.ts'

/** Estimated tokens: four characters each, rounded up. */
const tokens = (text: string) => Math.ceil(text.length / 4)

function refuseWhenAborted(signal: AbortSignal): void {
  if (signal.aborted) throw providerFailure('aborted', 'the call was stopped')
}

/** The provider without a key, a network or a model; it says what it is in every answer. */
export function localProvider(): Provider {
  return {
    alias: 'local',
    embed: async ({ model, texts, dimensions }, signal) => {
      if (!Number.isInteger(dimensions) || dimensions < 1) {
        throw providerFailure('bad_request', 'local embeddings need at least one dimension')
      }
      const embeddings: number[][] = []
      for (const text of texts) {
        // Lets sockets be served between texts: the work is on this thread.
        if (embeddings.length % 16 === 0) await new Promise((resolve) => setImmediate(resolve))
        refuseWhenAborted(signal)
        embeddings.push(localEmbedding(text, dimensions))
      }
      const prompt_tokens = texts.reduce((sum, text) => sum + tokens(text), 0)
      return { embeddings, usage: { prompt_tokens }, model }
    },
    chat: async ({ model, messages }, onDelta, signal) => {
      refuseWhenAborted(signal)
      const startedAt = performance.now()
      const content = localAnswer(messages.findLast(({ role }) => role === 'user')?.content ?? '')
      const firstTokenMs = performance.now() - startedAt
      onDelta(content)
      return {
        content,
        finishReason: 'stop',
        usage: {
          prompt_tokens: messages.reduce((sum, message) => sum + tokens(message.content), 0),
          completion_tokens: tokens(content),
        },
        serviceTier: null,
        firstTokenMs,
        model,
        responseId: null,
      }
    },
  }
}
