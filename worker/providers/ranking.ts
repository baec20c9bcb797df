import { shortText } from './chat/answer.ts'
import { reportedUsage, usageIn, type ReportedUsage } from './reported-usage.ts'
import { providerFailure, type Ranked, type RerankRequest } from './types.ts'

/** How a server wants to be asked: as Cohere, Jina and vLLM, or as text-embeddings-inference (TEI). */
export type RerankDialect = 'documents' | 'texts'

/** The body of a request in a dialect. */
export function rerankBody(
  { model, query, documents, top_n }: RerankRequest,
  dialect: RerankDialect,
): Record<string, unknown> {
  // TEI refuses a text that is too long, unless it may cut it.
  if (dialect === 'texts') return { query, texts: documents, truncate: true }
  return { model, query, documents, top_n }
}

type Sent = { index?: unknown; relevance_score?: unknown; score?: unknown }

/** The list in an answer: `results`, `data` at Voyage, or the answer itself at TEI. */
const listIn = (body: unknown): unknown => {
  if (Array.isArray(body)) return body
  const { results, data } = (body ?? {}) as { results?: unknown; data?: unknown }
  return results ?? data
}

/** Whether an answer holds an order, good or not: then it is paid for. */
export const hasRanking = (body: unknown): boolean => Array.isArray(listIn(body))

/**
 * The scores in an answer: of documents that were sent, each once. Throws a failure with code
 * bad_response.
 */
export function readRanking(body: unknown, count: number): Ranked[] {
  const list = listIn(body)
  if (!Array.isArray(list) || list.length === 0) {
    throw providerFailure('bad_response', 'the provider answered without an order')
  }
  const seen = new Set<number>()
  return list.map((item: unknown) => {
    const { index, relevance_score, score = relevance_score } = (item ?? {}) as Sent
    if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= count) {
      throw providerFailure('bad_response', `the order names a document that is none of ${count}`)
    }
    if (typeof score !== 'number' || !Number.isFinite(score)) {
      throw providerFailure('bad_response', 'the order has scores that are not finite numbers')
    }
    if (seen.has(index)) throw providerFailure('bad_response', 'the order names a document twice')
    seen.add(index)
    return { index, score }
  })
}

/** What an answer reports besides: Cohere has what it bills in `meta`. */
export function saidOfRanking(
  body: unknown,
  secrets: string[],
): { usage: ReportedUsage | null; model: string | null } {
  const { meta, model } = (Array.isArray(body) ? {} : (body ?? {})) as Record<string, unknown>
  return {
    usage: usageIn(body, secrets) ?? reportedUsage(meta, secrets),
    model: shortText(model, secrets),
  }
}
