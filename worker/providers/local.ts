import { setTimeout as sleep } from 'node:timers/promises'
import { defaultTimeouts, startDeadline } from './deadline.ts'
import { localAnswer } from './local-answer.ts'
import { localEmbedding } from './local-embedding.ts'
import {
  providerFailure,
  type ChatMessage,
  type Provider,
  type ProviderCall,
  type Ranked,
  type Timeouts,
} from './types.ts'

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

/** What is said in words; images and files it does not see. */
const textOf = (message: ChatMessage | undefined): string =>
  typeof message?.content === 'string'
    ? message.content
    : (message?.content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('\n\n')

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
    rerank: ({ model, query, documents }, call) =>
      inTime(call, defaultTimeouts.rerank, async (goOn) => {
        const wanted = localEmbedding(query, 384)
        const results: Ranked[] = []
        for (const [index, text] of documents.entries()) {
          if (index % 16 === 0) await new Promise((resolve) => setImmediate(resolve))
          goOn()
          const score = localEmbedding(text, 384).reduce((sum, x, at) => sum + x * wanted[at]!, 0)
          results.push({ index, score })
        }
        return { results: results.sort((a, b) => b.score - a.score), usage: null, model }
      }),
    chat: ({ model, messages }, call) =>
      inTime(call, defaultTimeouts.chat, async (goOn) => {
        const startedAt = performance.now()
        const content = localAnswer(textOf(messages.findLast(({ role }) => role === 'user')))
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
