import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startStub, type Stub } from '../stub/provider.ts'
import { choice, completion, DONE, end, json, role, stream, tail, text, U } from '../stub/stream.ts'
import { callsOf, readAlong } from './provider-calls.ts'

let stub: Stub
let ask: ReturnType<typeof readAlong>
beforeAll(async () => {
  stub = await startStub()
  ask = readAlong(callsOf(stub).chat)
})
afterEach(() => stub.reset())
afterAll(() => stub.close())

const streamed = (reason: string) =>
  ask(stream(role, text('Thirty da'), end(reason), tail(U), DONE))
const whole = (reason: string) =>
  ask(json(completion({ content: 'Thirty da' }, reason, { usage: U })))

const inEveryCase = (reasons: string[]) =>
  reasons.flatMap((reason) => [...new Set([reason, reason.toUpperCase()])])

describe('an answer that ended', () => {
  it.each(
    inEveryCase(
      (
        'stop end_turn stop_sequence eos eos_token end endTurn stop_string eot_id complete completed done finished ' +
        'FINISH_REASON_STOP FinishReason.STOP'
      ).split(' '),
    ),
  )('with %s is whole', async (reason) => {
    const expected = { content: 'Thirty da', finishReason: reason, usage: U }
    expect((await streamed(reason)).result).toMatchObject(expected)
    expect((await whole(reason)).result).toMatchObject(expected)
  })

  it.each(
    inEveryCase(
      (
        'length max_tokens max_length max_output_tokens maxTokens max_completion_tokens model_length token_limit ' +
        'model_context_window_exceeded'
      ).split(' '),
    ),
  )('with %s is cut', async (reason) => {
    const expected = { content: 'Thirty da', finishReason: 'length', usage: U }
    expect((await streamed(reason)).result).toMatchObject(expected)
    expect((await whole(reason)).result).toMatchObject(expected)
  })

  it.each(inEveryCase('tool_calls tool_call tool_use function_call'.split(' ')))(
    'with %s asks for tools',
    async (reason) => {
      const expected = { content: 'Thirty da', finishReason: 'tool_calls', usage: U }
      expect((await streamed(reason)).result).toMatchObject(expected)
    },
  )

  it.each([
    'content_filter',
    'content_filter: hate',
    'content-filter (violence)',
    'contentFilter',
    'SAFETY',
    'safety',
    'sensitive',
    'BLOCKLIST',
    'PROHIBITED_CONTENT',
    'RECITATION',
    'SPII',
    'IMAGE_SAFETY',
    'IMAGE_PROHIBITED_CONTENT',
    'MODEL_ARMOR',
    'JAILBREAK',
    'LANGUAGE',
    'refusal',
    'guardrail_intervened',
    'moderation',
    'content_policy_violation',
  ])('with %s was filtered', async (reason) => {
    const expected = { finishReason: 'content_filter', usage: U }
    expect((await streamed(reason)).result).toMatchObject(expected)
    expect((await whole(reason)).result).toMatchObject(expected)
    // Also where it came to nothing, or was complete before.
    expect((await ask(stream(role, end(reason), DONE))).result).toMatchObject({
      content: '',
      finishReason: 'content_filter',
    })
    const late = await ask(stream(text('Thirty da'), end('stop'), end(reason), DONE))
    expect(late.result).toMatchObject({ finishReason: 'content_filter' })
  })

  const broken: [string, string][] = [
    ['error', 'provider_error'],
    ['ERROR', 'provider_error'],
    ['abort', 'provider_error'],
    ['aborted', 'provider_error'],
    ['cancelled', 'provider_error'],
    ['canceled', 'provider_error'],
    ['network_error', 'connection'],
    ['connection_lost', 'connection'],
    ['timeout', 'provider_error'],
    ['insufficient_system_resource', 'provider_error'],
    ['server_overloaded', 'provider_error'],
    ['MALFORMED_FUNCTION_CALL', 'provider_error'],
    ['UNEXPECTED_TOOL_CALL', 'provider_error'],
    ['OTHER', 'provider_error'],
    ['quux', 'provider_error'],
  ]
  it.each(broken)('with %s is tried again: %s', async (reason, code) => {
    const partial = { content: 'Thirty da', usage: U }
    expect((await streamed(reason)).failure).toMatchObject({ code, status: null, partial })
    expect((await whole(reason)).failure).toMatchObject({ code, status: null, partial })
    const silent = await ask(stream(text('Thirty da'), end(reason)))
    expect(silent.failure).toMatchObject({ code })
    const named = await ask(
      stream(
        text('Thirty da'),
        choice({ delta: {}, finish_reason: reason, error: { code: 502, message: 'upstream' } }),
        tail(U),
        DONE,
      ),
    )
    expect(named.failure).toMatchObject({ code: 'provider_error', status: 502, partial })
  })

  it('with a word says it in short', async () => {
    const { failure } = await streamed('NETWORK_ERROR')
    expect(failure!.message).toBe('the provider ended the answer with network_error')
    const sentence = await streamed(`the user said: ${'my secret '.repeat(20)}`)
    expect(sentence.failure!.message).toBe('the provider ended the answer')
  })
})
