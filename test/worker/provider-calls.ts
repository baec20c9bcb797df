import { expect } from 'vitest'
import { openaiProvider } from '../../worker/providers/openai.ts'
import type { ChatResult, ProviderFailure, Timeouts } from '../../worker/providers/types.ts'
import type { Behaviour, Stub } from '../stub/provider.ts'

const forever: Timeouts = { first_ms: null, silence_ms: null, total_ms: null }

type Options = { signal?: AbortSignal; onDelta?: (text: string) => void }

/** Calls of a stub that answers as told; what is not limited may take for ever. */
export function callsOf(stub: Stub) {
  const provider = openaiProvider({ alias: 'stub', url: stub.url, key: null }, [])
  const call = (
    timeouts: Partial<Timeouts>,
    { signal = new AbortController().signal, onDelta = () => {} }: Options,
  ) => ({ signal, onDelta, timeouts: { ...forever, ...timeouts } })
  return {
    chat(behaviour: Behaviour, timeouts: Partial<Timeouts> = {}, options: Options = {}) {
      stub.script('chat', behaviour)
      const messages = [{ role: 'user' as const, content: 'How long?' }]
      const request = { model: 'stub-chat', messages, params: {} }
      return provider.chat(request, call(timeouts, options))
    },
    embed(behaviour: Behaviour, timeouts: Partial<Timeouts> = {}, options: Options = {}) {
      stub.script('embedding', behaviour)
      const request = { model: 'stub-embedding', texts: ['one'], dimensions: 384 }
      return provider.embed(request, call(timeouts, options))
    },
    rerank(behaviour: Behaviour, timeouts: Partial<Timeouts> = {}, options: Options = {}) {
      stub.script('rerank', behaviour)
      const documents = ['Leave is ten days.', 'Refunds take five days.', 'The office has a dog.']
      const request = {
        model: 'stub-rerank',
        query: 'How long do refunds take?',
        documents,
        top_n: 3,
      }
      return provider.rerank(request, call(timeouts, options))
    },
  }
}

/** The facts that a call fails with. */
export const failureOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => expect.fail('the call succeeded'),
    (thrown: unknown) => thrown as ProviderFailure,
  )
  return error.failure
}

/** What comes of calls that somebody reads along, who sees what is stored. */
export function readAlong(chat: ReturnType<typeof callsOf>['chat']) {
  return async (behaviour: Behaviour, timeouts: Partial<Timeouts> = {}) => {
    let shown = ''
    const call = chat(behaviour, timeouts, { onDelta: (text) => void (shown += text) })
    const outcome = await call.then(
      (result) => ({ result, failure: undefined }),
      ({ failure }: ProviderFailure) => ({ result: undefined, failure }),
    )
    const stored: ChatResult | undefined = outcome.result ?? outcome.failure?.partial
    expect(shown).toBe(stored?.content)
    return outcome
  }
}
