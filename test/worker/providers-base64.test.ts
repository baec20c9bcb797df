import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { localEmbedding } from '../../worker/providers/local-embedding.ts'
import { openaiProvider } from '../../worker/providers/openai.ts'
import { goodEmbeddings, sendJson, startStub, type Stub } from '../stub/provider.ts'

let stub: Stub
beforeAll(async () => {
  stub = await startStub({ dimensions: 384 })
})
afterEach(() => stub.requests.splice(0))
afterAll(() => stub.close())

const asked = () =>
  openaiProvider({ alias: 'stub', url: stub.url, key: null, encoding: 'base64' }, []).embed(
    { model: 'stub-embedding', texts: ['one', 'two'], dimensions: 384 },
    new AbortController(),
  )

describe('base64', () => {
  it('is asked for where it is set, and numbers are read from a server that does not know it', async () => {
    const expected = ['one', 'two'].map((text) => new Float32Array(localEmbedding(text, 384)))
    const fromBase64 = (await asked()).embeddings
    expect(stub.requests[0]!.body.encoding_format).toBe('base64')
    expect(fromBase64).toEqual(expected)
    stub.next((seen, response) => {
      delete seen.body.encoding_format
      sendJson(response, 200, goodEmbeddings(seen, 384))
    })
    expect((await asked()).embeddings.map((one) => Float32Array.from(one))).toEqual(expected)
  })

  it('is what OpenAI itself is asked for', async () => {
    const seen: [string, unknown][] = []
    vi.stubGlobal('fetch', async (url: string, { body }: { body: string }) => {
      seen.push([url, JSON.parse(body)])
      return Response.json({ data: [] })
    })
    try {
      await openaiProvider({ alias: 'openai', url: null, key: 'sk-none' }, [])
        .embed({ model: 'm', texts: ['one'], dimensions: 2 }, new AbortController())
        .catch(() => undefined)
    } finally {
      vi.unstubAllGlobals()
    }
    expect(seen).toEqual([
      [
        'https://api.openai.com/v1/embeddings',
        { model: 'm', input: ['one'], encoding_format: 'base64' },
      ],
    ])
  })

  it.each([
    ['half a float', Buffer.alloc(384 * 4 - 2, 1)],
    ['a NaN', Buffer.from(new Float32Array(384).fill(NaN).buffer)],
    ['too few numbers', Buffer.from(new Float32Array(100).fill(1).buffer)],
    ['zeros', Buffer.alloc(384 * 4)],
  ])('is refused with %s', async (_, bytes) => {
    const good = new Float32Array(384).fill(1)
    stub.next((__, response) =>
      sendJson(response, 200, {
        data: [Buffer.from(good.buffer), bytes].map((one, index) => ({
          index,
          embedding: one.toString('base64'),
        })),
      }),
    )
    await expect(asked()).rejects.toMatchObject({
      failure: { code: 'bad_response' },
    })
  })
})
