import { describe, expect, it } from 'vitest'
import { isTransient, withRetries } from '../../worker/retry.ts'

const withCode = (code: string) => Object.assign(new Error(code), { code })

describe('statements that may be repeated', () => {
  it.each(['08006', '57P01', '57P03', '53300', '53100', '40P01', '40001', '55P03', 'ECONNRESET'])(
    'are after %s',
    (code) => expect(isTransient(withCode(code))).toBe(true),
  )

  it.each(['23505', '42883', '22023', '42501', '28P01', 'PT404'])('are not after %s', (code) =>
    expect(isTransient(withCode(code))).toBe(false),
  )

  it('run until they succeed', async () => {
    let runs = 0
    const result = await withRetries(async () => {
      runs += 1
      if (runs < 4) throw withCode('57P01')
      return runs
    })
    expect(result).toBe(4)
  })

  it('end at once with an error that will not go away, and after their time with one that might', async () => {
    let runs = 0
    const fail = (code: string) => async () => {
      runs += 1
      throw withCode(code)
    }
    await expect(withRetries(fail('23505'))).rejects.toMatchObject({ code: '23505' })
    expect(runs).toBe(1)
    await expect(withRetries(fail('08006'), -1)).rejects.toMatchObject({ code: '08006' })
    expect(runs).toBe(2)
  })
})
