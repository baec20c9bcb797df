// What servers answer to /rerank, each in its own shape.
import { localEmbedding } from '../../worker/providers/local-embedding.ts'
import type { SeenRequest } from './provider.ts'

/** Whose shape: Cohere's, Jina's, vLLM's, or that of text-embeddings-inference. */
export type Dialect = 'cohere' | 'jina' | 'vllm' | 'tei'

const tokensOf = (text: string) => Math.ceil(text.length / 4)

/** The documents of a request by how like the query they are, best first. */
export function ordered({ body }: SeenRequest): { index: number; score: number }[] {
  const documents = (body['documents'] ?? body['texts']) as string[]
  const query = localEmbedding(body['query'] as string, 384)
  return documents
    .map((text, index) => ({
      index,
      score: localEmbedding(text, 384).reduce((sum, x, at) => sum + x * query[at]!, 0),
    }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
}

/** What a good server would answer. */
export function goodRanking(request: SeenRequest, dialect: Dialect): unknown {
  const { body } = request
  const best = ordered(request)
  if (dialect === 'tei') return best
  const results = best
    .slice(0, body['top_n'] as number)
    .map(({ index, score }) => ({ index, relevance_score: score }))
  const documents = body['documents'] as string[]
  const total = documents.reduce((sum, text) => sum + tokensOf(text + (body['query'] as string)), 0)
  return {
    cohere: {
      id: 'stub',
      results,
      meta: { api_version: { version: '2' }, billed_units: { search_units: 1 } },
    },
    jina: { model: body['model'], object: 'list', usage: { total_tokens: total }, results },
    vllm: {
      id: 'rerank-stub',
      model: body['model'],
      usage: { total_tokens: total, prompt_tokens: total },
      results: results.map((one) => ({ ...one, document: { text: documents[one.index] } })),
    },
  }[dialect]
}
