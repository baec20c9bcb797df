import { providerFailure } from './types.ts'

/**
 * Checks vectors that came back: one a text, of the right dimension, finite, not all zero. Throws a
 * failure with code bad_response.
 */
export function checkVectors(embeddings: unknown[], count: number, dimensions: number): number[][] {
  if (embeddings.length !== count) {
    throw providerFailure('bad_response', `${embeddings.length} embeddings for ${count} texts`)
  }
  return embeddings.map((embedding) => {
    if (!Array.isArray(embedding) || embedding.length !== dimensions) {
      const got = Array.isArray(embedding) ? String(embedding.length) : 'no'
      throw providerFailure('bad_response', `an embedding has ${got} dimensions, not ${dimensions}`)
    }
    const vector = embedding as unknown[]
    if (!vector.every((x) => typeof x === 'number' && Number.isFinite(x))) {
      throw providerFailure('bad_response', 'an embedding has values that are not finite numbers')
    }
    if (vector.every((x) => x === 0)) {
      throw providerFailure('bad_response', 'an embedding is all zero')
    }
    return vector as number[]
  })
}
