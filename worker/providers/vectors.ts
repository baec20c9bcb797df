import { providerFailure } from './types.ts'

/** What halfvec can hold: beyond the largest it refuses the row, below the smallest it stores 0. */
const largest = 65_504
const smallest = 6e-8

/**
 * Checks vectors that came back: one a text, of the right dimension, finite and storable as halfvec,
 * not all zero. Throws a failure with code bad_response, or wrong_dimensions when all have another one.
 */
export function checkVectors(embeddings: unknown[], count: number, dimensions: number): number[][] {
  if (embeddings.length !== count) {
    throw providerFailure('bad_response', `${embeddings.length} embeddings for ${count} texts`)
  }
  const sizes = new Set(embeddings.map((one) => (Array.isArray(one) ? one.length : 0)))
  const [size = 0] = sizes
  // All alike: it is the model that is registered wrongly, and no repetition helps.
  if (sizes.size === 1 && size > 0 && size !== dimensions) {
    throw providerFailure(
      'wrong_dimensions',
      `embeddings have ${size} dimensions, not ${dimensions}`,
    )
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
    const size = vector.reduce<number>((max, x) => Math.max(max, Math.abs(x as number)), 0)
    if (size > largest) {
      throw providerFailure('bad_response', `an embedding has values above ${largest}`)
    }
    if (size < smallest) {
      throw providerFailure('bad_response', 'an embedding is all zero')
    }
    return vector as number[]
  })
}

/**
 * The embeddings of an answer by their index, which must run from 0 without gaps. Throws a failure
 * with code bad_response.
 */
export function inOrder(data: unknown): unknown[] {
  if (!Array.isArray(data)) {
    throw providerFailure('bad_response', 'the provider answered without embeddings')
  }
  const items = data.map(
    (item: unknown) => (item ?? {}) as { index?: unknown; embedding?: unknown },
  )
  const byIndex = new Map(items.map(({ index, embedding }) => [index, embedding]))
  return items.map((_, index) => {
    if (byIndex.has(index)) return byIndex.get(index)
    throw providerFailure('bad_response', 'the embeddings are not numbered from 0 without gaps')
  })
}
