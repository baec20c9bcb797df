/**
 * Works on a few entries at a time, and gives what came of each in their order; the next one is read meanwhile. Those
 * with the same key are worked on one after the other. Once one failed no other is begun, and what is under way ends.
 */
export async function* sideBySide<Entry, Result>(
  entries: AsyncIterable<Entry>,
  most: number,
  keyOf: (entry: Entry) => string,
  work: (entry: Entry) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: { key: string; result: Promise<Result> }[] = []
  try {
    for await (const entry of entries) {
      if (underWay.length >= most) {
        yield await underWay[0]!.result
        underWay.shift()
      }
      const key = keyOf(entry)
      const former = underWay.findLast((one) => one.key === key)?.result
      const result = former ? former.then(() => work(entry)) : work(entry)
      // What goes wrong is thrown when it is its turn.
      result.catch(() => undefined)
      underWay.push({ key, result })
    }
    for (const { result } of underWay) yield await result
  } finally {
    await Promise.allSettled(underWay.map(({ result }) => result))
  }
}
