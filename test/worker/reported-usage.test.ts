import { describe, expect, it } from 'vitest'
import { reportedUsage } from '../../worker/providers/reported-usage.ts'

describe('the usage that a provider reports', () => {
  it('is passed on as it is said', () => {
    const usage = {
      prompt_tokens: 5,
      prompt_tokens_details: { cached_tokens: 0 },
      service_tier: 'on_demand',
      is_byok: false,
      cost: 1.5e-7,
    }
    expect(reportedUsage(usage)).toEqual(usage)
    expect(reportedUsage({ prompt_tokens: 'many', total_tokens: -1 })).toEqual({
      prompt_tokens: 'many',
      total_tokens: -1,
    })
  })

  it('loses what a JSON column refuses and what no provider says', () => {
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`n${n}`, n]))
    expect(
      reportedUsage({
        prompt_tokens: 3,
        odd: 'a\0b',
        half: '\ud800',
        long: 'x'.repeat(101),
        'a name': 1,
        list: [1],
        none: null,
        infinite: Infinity,
        deep: { deep: { deep: { deep: 1 } } },
      }),
    ).toEqual({ prompt_tokens: 3, deep: { deep: {} } })
    expect(Object.keys(reportedUsage(many)!)).toHaveLength(50)
  })

  it.each([[null], [undefined], ['cheap'], [7], [[1]]])('is none when it is %j', (value) => {
    expect(reportedUsage(value)).toBeNull()
  })
})
