/** Limits of one embedding request: providers refuse more texts or more tokens at once. */
export const maxTexts = 96
const maxTokens = 200_000

/** Splits a claim into requests by count and estimated tokens, in order; each has at least one item. */
export function pack<T extends { estimated_tokens: number }>(items: T[]): T[][] {
  const batches: T[][] = []
  let tokens = 0
  for (const item of items) {
    const batch = batches.at(-1)
    if (batch && batch.length < maxTexts && tokens + item.estimated_tokens <= maxTokens) {
      batch.push(item)
      tokens += item.estimated_tokens
    } else {
      batches.push([item])
      tokens = item.estimated_tokens
    }
  }
  return batches
}
