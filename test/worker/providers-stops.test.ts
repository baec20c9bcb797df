import { getEventListeners, once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startDeadline } from '../../worker/providers/deadline.ts'
import { startStub, type Stub } from '../stub/provider.ts'
import { open, role, stream, text, thought, whole } from '../stub/stream.ts'
import { held } from './held.ts'
import { callsOf, failureOf } from './provider-calls.ts'

let stub: Stub
let chat: ReturnType<typeof callsOf>['chat']
beforeAll(async () => {
  stub = await startStub()
  ;({ chat } = callsOf(stub))
})
afterEach(() => stub.reset())
afterAll(() => stub.close())

describe('a caller', () => {
  const stops: [string, string, (stop: AbortController) => void][] = [
    ['aborted', 'stops', (stop) => stop.abort()],
    ['aborted', 'stops with a reason', (stop) => stop.abort(new Error('enough'))],
    ['timeout', 'is late', (stop) => stop.abort(new DOMException('late', 'TimeoutError'))],
  ]

  it.each(stops)('gets %s when it %s before the answer', async (code, _, end) => {
    const stop = new AbortController()
    const call = held(whole('Here.'))
    const failure = failureOf(chat(call.behaviour, { first_ms: 60_000 }, stop))
    await call.arrived
    end(stop)
    expect(await failure).toMatchObject({ code, status: null })
    await call.closed
    call.release()
  })

  it.each(stops)('gets %s when it %s within it', async (code, _, end) => {
    const stop = new AbortController()
    const answer = stream(role, thought('Let me see. '), text('So '), open)
    const failure = await failureOf(
      chat(answer, { silence_ms: 60_000 }, { signal: stop.signal, onDelta: () => end(stop) }),
    )
    expect(failure).toMatchObject({ code, partial: { content: 'So ', reasoningChars: 12 } })
    expect(failure.message).not.toContain('enough')
  })

  it('and time end a call once: what came first is told, and nothing is left behind', async () => {
    const stop = new AbortController()
    const timeouts = { first_ms: null, silence_ms: null, total_ms: 20 }
    const late = startDeadline(stop.signal, timeouts)
    const stopped = startDeadline(stop.signal, { ...timeouts, total_ms: 40 })
    await once(late.signal, 'abort')
    stop.abort()
    const later = startDeadline(new AbortController().signal, { ...timeouts, total_ms: 60 })
    await once(later.signal, 'abort')
    expect(late.failure()!.failure.code).toBe('timeout')
    expect(stopped.failure()!.failure.code).toBe('aborted')
    const kept = new AbortController()
    const ended = startDeadline(kept.signal, { ...timeouts, silence_ms: 10 })
    ended.beat()
    ended.end()
    ended.beat()
    expect(getEventListeners(kept.signal, 'abort')).toHaveLength(0)
    await once(startDeadline(kept.signal, { ...timeouts, total_ms: 60 }).signal, 'abort')
    expect(ended.signal.aborted).toBe(false)
  })
})
