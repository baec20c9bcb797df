import { describe, expect, it } from 'vitest'
import { idleness } from '../../worker/loop/idleness.ts'

describe('idleness', () => {
  it('is news once, until a round has told that nobody waits', () => {
    let news = 0
    const idle = idleness(() => void (news += 1))
    expect(idle.tell()).toEqual([])
    idle.begin('bulk')
    idle.begin('bulk')
    expect(news).toBe(1)
    expect(idle.tell()).toEqual(['bulk'])
    idle.begin('interactive')
    expect(news).toBe(2)
    idle.end('bulk')
    idle.end('bulk')
    expect(idle.tell()).toEqual(['interactive'])
    idle.begin('bulk')
    expect(news).toBe(3)
  })

  it('is over when the worker stops', () => {
    let news = 0
    const idle = idleness(() => void (news += 1))
    idle.begin('bulk')
    idle.stop()
    expect(idle.tell()).toEqual([])
    idle.begin('interactive')
    expect(news).toBe(1)
  })
})
