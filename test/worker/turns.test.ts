import { describe, expect, it } from 'vitest'
import { turns } from '../../worker/loop/turns.ts'

describe('turns', () => {
  it('let at most so many run at once, first come first served, also after one that fails', async () => {
    const turn = turns(2)
    const begun: number[] = []
    const ends: (() => void)[] = []
    let running = 0
    let most = 0
    const calls = Array.from({ length: 6 }, (_, n) =>
      turn(async () => {
        begun.push(n)
        running += 1
        most = Math.max(most, running)
        await new Promise<void>((resolve) => ends.push(resolve))
        running -= 1
        if (n === 1) throw new Error('a call that fails')
      }).catch((error: Error) => error.message),
    )
    for (let n = 0; n < 6; n += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      ends[n]!()
    }
    expect((await Promise.all(calls)).filter(Boolean)).toEqual(['a call that fails'])
    expect(begun).toEqual([0, 1, 2, 3, 4, 5])
    expect(most).toBe(2)
  })
})
