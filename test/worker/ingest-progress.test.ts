import { describe, expect, it } from 'vitest'
import { createProgress, renderProgress } from '../../worker/ingest/progress.ts'

describe('progress', () => {
  const bar = (done: number, total: number | null, elapsedMs: number) =>
    renderProgress({ label: 'chunks', done, total, elapsedMs })

  it('has a bar, a rate and the time left', () => {
    expect(bar(6, 24, 2000)).toBe('chunks  [######..................] 6/24  3.0/s  6 s left')
    expect(bar(24, 24, 2000)).toBe('chunks  [########################] 24/24  12/s')
    expect(bar(0, 24, 0)).toBe('chunks  [........................] 0/24  0.0/s')
  })

  it('has no bar without a total', () => {
    expect(bar(7, null, 500)).toBe('chunks  7  14/s')
    expect(bar(0, 0, 500)).toBe('chunks  0  0.0/s')
  })

  it.each([
    [59_500, '1 min 0 s'],
    [119_500, '2 min 0 s'],
    [3_600_000, '1 h 0 min'],
    [5_400_000, '1 h 30 min'],
  ])('after half the work in %i ms says %s', (ms, left) => {
    expect(bar(1, 2, ms)).toMatch(new RegExp(`  ${left} left$`))
  })

  const run = (output: { isTTY?: boolean; columns?: number }) => {
    const written: string[] = []
    let time = 0
    const progress = createProgress({
      label: 'documents',
      output: { ...output, write: (text: string) => written.push(text) },
      now: () => time,
    })
    for (time = 0; time <= 25_000; time += 50) progress.update(time / 50, 500)
    progress.end()
    return written
  }

  it('is redrawn on one line of a terminal, ten times a second, and wiped at the end', () => {
    const written = run({ isTTY: true, columns: 40 })
    expect(written).toHaveLength(252)
    for (const text of written) {
      expect(text.startsWith('\r\x1b[2K')).toBe(true)
      expect(text.length - 5).toBeLessThan(40)
    }
    expect(written.at(-1)).toBe('\r\x1b[2K')
  })

  it('is a plain line every ten seconds elsewhere', () => {
    const written = run({})
    expect(written).toHaveLength(2)
    expect(written[0]).toBe('documents  [#########...............] 200/500  20/s  15 s left\n')
  })
})
