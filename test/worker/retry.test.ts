import { describe, expect, it } from 'vitest'
import { backoff, outagePause, remedyFor, withRetries } from '../../worker/retry.ts'

const withCode = (code: string) => Object.assign(new Error(code), { code })

describe('after an error of the database', () => {
  it.each([
    '08000',
    '08006',
    '57P01',
    '57P02',
    '57P03',
    '57014',
    '53100',
    '53200',
    '53300',
    '40001',
    '40P01',
    '55P03',
    '25006',
    'CONNECTION_CLOSED',
    'CONNECTION_ENDED',
    'CONNECTION_DESTROYED',
    'CONNECT_TIMEOUT',
    'HOWDAH_DEADLINE',
    'ECONNRESET',
    'ECONNREFUSED',
    'EPIPE',
  ])('%s passes by itself', (code) => expect(remedyFor(withCode(code))).toBe('soon'))

  it.each(['42883', '42P01', '3F000', '42501', '28P01', '28000', '3D000', 'PT409'])(
    '%s waits for somebody to act',
    (code) => expect(remedyFor(withCode(code))).toBe('slowly'),
  )

  it.each(['23505', '22023', '22P02', '42601', 'PT404', 'XX000'])('%s stays', (code) =>
    expect(remedyFor(withCode(code))).toBe('never'),
  )

  it('anything else stays too', () => {
    for (const error of [new Error('no code'), undefined, null, 'text', { code: 8006 }]) {
      expect(remedyFor(error)).toBe('never')
    }
  })
})

describe('the pause before the next try', () => {
  it('doubles from 100 ms up to 10 s, and half of it is chance', () => {
    const longest = [0, 1, 2, 6, 7, 1000].map((attempt) => backoff(attempt, () => 1))
    expect(longest).toEqual([100, 200, 400, 6400, 10_000, 10_000])
    expect(backoff(3, () => 0)).toBe(400)
  })

  it('of an outage is about as long as the outage was', () => {
    expect([0, 3000, 60_000].map((ms) => outagePause(ms, () => 1))).toEqual([100, 3000, 10_000])
  })
})

describe('a statement that may be repeated', () => {
  const failing = (code: string, times = Infinity) => {
    const counted = { runs: 0 }
    const run = async () => {
      counted.runs += 1
      if (counted.runs <= times) throw withCode(code)
      return counted.runs
    }
    return { counted, run }
  }

  it('runs until it succeeds', async () => {
    const { run } = failing('57P01', 3)
    expect(await withRetries(run, { forMs: 60_000 })).toBe(4)
  })

  it.each(['23505', '42883'])('ends at once with %s', async (code) => {
    const { counted, run } = failing(code)
    await expect(withRetries(run, { forMs: 60_000 })).rejects.toMatchObject({ code })
    expect(counted.runs).toBe(1)
  })

  it('is repeated after what its caller says', async () => {
    const { run } = failing('42883', 2)
    expect(await withRetries(run, { forMs: 60_000, helps: () => true })).toBe(3)
  })

  it('ends when its time is over, with the last error', async () => {
    const { counted, run } = failing('08006')
    await expect(withRetries(run, { forMs: 250 })).rejects.toMatchObject({ code: '08006' })
    expect(counted.runs).toBeGreaterThan(1)
  })

  it('is tried once more when told to give up', async () => {
    const { counted, run } = failing('08006')
    const giveUp = new AbortController()
    const trying = withRetries(
      () => {
        if (counted.runs === 4) giveUp.abort()
        return run()
      },
      { forMs: 60_000, signal: giveUp.signal },
    )
    await expect(trying).rejects.toMatchObject({ code: '08006' })
    expect(counted.runs).toBe(5)
  })
})
