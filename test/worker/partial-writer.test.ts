import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { partialWriter } from '../../worker/loop/partial-writer.ts'
import { until } from '../support/command.ts'

/** A writer whose parts are kept with the time they came. */
function recorded(
  write: (fromChar: number, content: string) => Promise<string> = async () => 'ok',
) {
  const parts: { fromChar: number; content: string; at: number }[] = []
  const stops: string[] = []
  const errors: unknown[] = []
  const writer = partialWriter({
    write(fromChar, content) {
      parts.push({ fromChar, content, at: performance.now() })
      return write(fromChar, content)
    },
    onStop: (status) => void stops.push(status),
    onError: (error) => void errors.push(error),
  })
  const text = () => parts.map(({ content }) => content).join('')
  return { writer, parts, stops, errors, text }
}

describe('the parts of an answer', () => {
  it('begin at once, come at most every 200 ms, and the last does not wait for another delta', async () => {
    const { writer, parts, text } = recorded()
    const startedAt = performance.now()
    let sent = ''
    for (let n = 0; n < 60; n += 1) {
      sent += `${n} `
      writer.add(`${n} `)
      await sleep(10)
    }
    const lastAt = performance.now()
    await until('everything is written', async () => text() === sent)
    expect(parts[0]!.content).toBe('0 ')
    expect(parts[0]!.at - startedAt).toBeLessThan(50)
    expect(parts.at(-1)!.at - lastAt).toBeLessThan(250)
    const gaps = parts.slice(1).map(({ at }, index) => at - parts[index]!.at)
    expect(Math.min(...gaps)).toBeGreaterThan(190)
    expect(parts.length).toBeGreaterThan(2)
  })

  it('count characters as the database does, and never cut one in two', async () => {
    const { writer, parts, text } = recorded()
    writer.add('a😀')
    writer.add('b\ud83d')
    await until('the first parts are written', async () => text() === 'a😀b')
    writer.add('\ude00c')
    await until('all is written', async () => text() === 'a😀b😀c')
    expect(parts.map(({ fromChar }) => fromChar)).toEqual([0, 2, 3])
  })

  it('never overlap, and what came during a slow write follows it', async () => {
    let running = 0
    const { writer, text } = recorded(async () => {
      running += 1
      expect(running).toBe(1)
      await sleep(300)
      running -= 1
      return 'ok'
    })
    writer.add('one ')
    await sleep(20)
    writer.add('two')
    await until('both are written', async () => text() === 'one two')
    await writer.end()
    expect(running).toBe(0)
  })

  it('are written again unchanged when that failed: they may be there already', async () => {
    let failures = 0
    const { writer, parts, errors } = recorded(async () => {
      if (failures++ === 0) throw new Error('no connection')
      return 'ok'
    })
    writer.add('one ')
    await sleep(20)
    writer.add('two')
    await until('all is written', async () => parts.length === 3)
    expect(parts.map(({ fromChar, content }) => [fromChar, content])).toEqual([
      [0, 'one '],
      [0, 'one '],
      [4, 'two'],
    ])
    expect(errors.length).toBe(1)
  })

  it('end when nobody wants the answer any more', async () => {
    const { writer, parts, stops } = recorded(async () => 'cancelled')
    writer.add('one')
    await until('it is told to stop', async () => stops.length === 1)
    writer.add('two')
    await sleep(250)
    expect(parts.length).toBe(1)
    expect(stops).toEqual(['cancelled'])
  })

  it('end with the answer: what is pending is not written on its own', async () => {
    const { writer, parts } = recorded()
    writer.add('one')
    writer.add('two')
    await writer.end()
    await sleep(250)
    expect(parts.map(({ content }) => content)).toEqual(['one'])
  })
})
