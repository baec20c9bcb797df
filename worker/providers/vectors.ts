import { providerFailure, type Vector } from './types.ts'

/** What halfvec can hold: beyond the largest it refuses the row, below the smallest it stores 0. */
const largest = 65_504
const smallest = 6e-8

/** A vector as a provider sends it: numbers, or their 32-bit floats (little-endian) in base64. */
export function readVector(sent: unknown): unknown {
  if (typeof sent !== 'string') return sent
  const bytes = Buffer.from(sent, 'base64')
  // Half a float is no vector.
  if (bytes.length % 4 !== 0) return undefined
  // Buffers begin at a multiple of eight.
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
}

const isVector = (one: unknown): one is unknown[] | Float32Array =>
  Array.isArray(one) || one instanceof Float32Array

/**
 * Checks vectors that came back: one a text, of the right dimension, finite and storable as halfvec,
 * not all zero. Throws a failure with code bad_response, or wrong_dimensions when all have another one.
 */
export function checkVectors(embeddings: unknown[], count: number, dimensions: number): Vector[] {
  if (embeddings.length !== count) {
    throw providerFailure('bad_response', `${embeddings.length} embeddings for ${count} texts`)
  }
  const sizes = new Set(embeddings.map((one) => (isVector(one) ? one.length : 0)))
  const [size = 0] = sizes
  // All alike: it is the model that is registered wrongly, and no repetition helps.
  if (sizes.size === 1 && size > 0 && size !== dimensions) {
    throw providerFailure(
      'wrong_dimensions',
      `embeddings have ${size} dimensions, not ${dimensions}`,
    )
  }
  return embeddings.map((embedding) => {
    if (!isVector(embedding) || embedding.length !== dimensions) {
      const got = isVector(embedding) ? String(embedding.length) : 'no'
      throw providerFailure('bad_response', `an embedding has ${got} dimensions, not ${dimensions}`)
    }
    let size = 0
    // By index: an iterator makes it five times as dear.
    for (let index = 0; index < dimensions; index += 1) {
      const x: unknown = embedding[index]
      if (typeof x !== 'number' || !Number.isFinite(x)) {
        throw providerFailure('bad_response', 'an embedding has values that are not finite numbers')
      }
      size = Math.max(size, Math.abs(x))
    }
    if (size > largest) {
      throw providerFailure('bad_response', `an embedding has values above ${largest}`)
    }
    if (size < smallest) {
      throw providerFailure('bad_response', 'an embedding is all zero')
    }
    return embedding as Vector
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
