import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openaiProvider } from '../../worker/providers/openai.ts'
import type { ProviderFailure } from '../../worker/providers/types.ts'
import * as does from './behaviours.ts'
import { startStub, type Stub } from './provider.ts'
import * as refuses from './refusals.ts'
import { cutOff, U, whole } from './stream.ts'

let stub: Stub
beforeAll(async () => {
  stub = await startStub()
})
afterEach(() => stub.reset())
afterAll(() => stub.close())

const provider = () => openaiProvider({ alias: 'stub', url: stub.url, key: null }, [])
const call = new AbortController()
const messages = [{ role: 'user' as const, content: 'How long?' }]
const chat = () => provider().chat({ model: 'stub-chat', messages, params: {} }, call)
const embed = (texts = ['one']) =>
  provider().embed({ model: 'stub-embedding', texts, dimensions: 384 }, call)

describe('the stub', () => {
  it('plays a sequence for one kind, and says how often it was called and what it reported', async () => {
    stub.script('chat', does.rateLimited(0), cutOff, whole('Here.'))
    const outcomes: unknown[] = []
    for (const _ of [1, 2, 3, 4]) {
      await embed()
      await chat().then(
        ({ content }) => outcomes.push(content),
        ({ failure }: ProviderFailure) => outcomes.push(failure.code),
      )
    }
    expect(outcomes).toEqual([
      'rate_limited',
      'connection',
      'Here.',
      expect.stringContaining('stub'),
    ])
    expect(stub.pending()).toBe(0)
    expect(stub.calls('embedding').map(({ usage }) => usage)).toEqual(
      Array(4).fill({ prompt_tokens: 1, total_tokens: 1 }),
    )
    const [limited, cut, answered, usual] = stub.calls('chat')
    expect(stub.calls('chat')).toHaveLength(4)
    expect([limited!.usage, cut!.usage, answered!.usage]).toEqual([undefined, undefined, U])
    expect(usual!.usage).toMatchObject({ prompt_tokens: 3 })
  })

  it('refuses batches until they are small enough', async () => {
    stub.always(refuses.fitsBatchesOf(2, does.good))
    await expect(embed(['a', 'b', 'c'])).rejects.toMatchObject({ failure: { code: 'too_large' } })
    expect((await embed(['a', 'b'])).embeddings).toHaveLength(2)
  })
})
