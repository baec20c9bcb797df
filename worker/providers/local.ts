import { setTimeout as sleep } from 'node:timers/promises'
import { defaultTimeouts, startDeadline } from './deadline.ts'
import { localAnswer } from './local-answer.ts'
import { localEmbedding } from './local-embedding.ts'
import { providerFailure, type Provider, type ProviderCall, type Timeouts } from './types.ts'

/** Runs `work` under the deadline of a call; `goOn` throws once that has come. */
async function inTime<T>(
  { signal, timeouts }: ProviderCall,
  usual: Timeouts,
  work: (goOn: () => void) => Promise<T>,
): Promise<T> {
  const deadline = startDeadline(signal, timeouts ?? usual)
  const goOn = () => {
    const failure = deadline.failure()
    if (failure) throw failure
    deadline.beat()
  }
  try {
    goOn()
    return await work(goOn)
  } finally {
    deadline.end()
  }
}

/**
 * The provider without a key, a network or a model; it says what it is in every answer. `wordMs` are
 * the milliseconds it takes for a word of its answer: a model takes its time, and readers see it stream.
 */
export function localProvider({ wordMs = 0 }: { wordMs?: number } = {}): Provider {
  return {
    alias: 'local',
    embed: ({ model, texts, dimensions }, call) =>
      inTime(call, defaultTimeouts.embed, async (goOn) => {
        if (!Number.isInteger(dimensions) || dimensions < 1) {
          throw providerFailure('bad_request', 'local embeddings need at least one dimension')
        }
        const embeddings: number[][] = []
        for (const text of texts) {
          // Lets sockets be served between texts: the work is on this thread.
          if (embeddings.length % 16 === 0) await new Promise((resolve) => setImmediate(resolve))
          goOn()
          embeddings.push(localEmbedding(text, dimensions))
        }
        // It has no tokens: SQL estimates them, as where a provider does not count.
        return { embeddings, usage: null, model }
      }),
    chat: ({ model, messages }, call) =>
      inTime(call, defaultTimeouts.chat, async (goOn) => {
        const startedAt = performance.now()
        const question = messages.findLast(({ role }) => role === 'user')?.content ?? ''
        const content = localAnswer(question)
        const firstTokenMs = performance.now() - startedAt
        for (const word of wordMs === 0 ? [content] : (content.match(/\s*\S+\s*/g) ?? [])) {
          call.onDelta?.(word)
          if (wordMs > 0) await sleep(wordMs)
          goOn()
        }
        return {
          content,
          reasoningChars: 0,
          parts: [],
          toolCalls: [],
          isRefusal: false,
          finishReason: 'stop',
          usage: null,
          serviceTier: null,
          firstTokenMs,
          model,
          responseId: null,
        }
      }),
  }
}
