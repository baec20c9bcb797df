import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../worker/config.ts'
import { createLog } from '../../worker/log.ts'
import { createPost } from '../../worker/webhook/post.ts'
import { signedHeaders } from '../../worker/webhook/sign.ts'
import { until } from '../support/command.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const key = Buffer.from(secret.slice(6), 'base64')
const url = 'https://hooks.example.com/services/T000/B000/abcdef'

const problems = (env: NodeJS.ProcessEnv) => {
  try {
    readConfig(env)
  } catch (error) {
    return (error as Error).message
  }
  return null
}

describe('the environment of webhooks', () => {
  it('is read with a secret, with two, and without', () => {
    const webhook = (given: string) =>
      readConfig({ HOWDAH_WEBHOOK_URL: url, HOWDAH_WEBHOOK_SECRET: given }).webhook
    expect(webhook(secret)).toEqual({ url, keys: [key] })
    expect(webhook(secret.slice(6))).toEqual({ url, keys: [key] })
    expect(webhook(`${secret}  ${'A'.repeat(43)}=`)?.keys).toEqual([key, Buffer.alloc(32)])
    expect(webhook('')).toEqual({ url, keys: [] })
    expect(readConfig({}).webhook).toBeNull()
  })

  it.each([
    ['ftp://example.com/x', /^HOWDAH_WEBHOOK_URL: not an http:\/\/ or https/],
    ['https://user:pass@example.com/x', /^HOWDAH_WEBHOOK_URL: .* without a user and password/],
    ['example.com', /^HOWDAH_WEBHOOK_URL/],
  ])('refuses %s', (given, problem) => {
    expect(problems({ HOWDAH_WEBHOOK_URL: given })).toMatch(problem)
    expect(problems({ HOWDAH_WEBHOOK_URL: given })).not.toContain('example.com')
  })

  it.each(['short', 'not base64 at all, however long it may be', 'A'.repeat(200), 'whsec_'])(
    'refuses %s as a secret, without showing it',
    (given) => {
      const problem = problems({ HOWDAH_WEBHOOK_URL: url, HOWDAH_WEBHOOK_SECRET: given })
      expect(problem).toMatch(/^HOWDAH_WEBHOOK_SECRET: not base64 of 24 to 64 bytes/)
      if (given.length > 6) expect(problem).not.toContain(given)
    },
  )

  it('refuses a secret that signs nothing', () => {
    expect(problems({ HOWDAH_WEBHOOK_SECRET: secret })).toMatch(/nothing is posted/)
  })

  it('is shown by no log', () => {
    const lines: string[] = []
    const config = readConfig({ HOWDAH_WEBHOOK_URL: url, HOWDAH_WEBHOOK_SECRET: secret })
    createLog(config, (line) => lines.push(line))('error', `posted to ${url} with ${secret}`, {
      path: '/services/T000/B000/abcdef',
    })
    expect(lines[0]).not.toMatch(/abcdef|MfKQ9r8/)
  })
})

describe('what is posted', () => {
  let close: (() => void) | undefined
  afterEach(() => close?.())

  /** A receiver that answers so, and what it got. */
  async function receive(answer: RequestListener) {
    const got: { headers: IncomingHttpHeaders; body: string }[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (part: string) => (body += part))
      request.on('end', () => {
        got.push({ headers: request.headers, body })
        answer(request, response)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    close = () => {
      server.close()
      server.closeAllConnections()
    }
    return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
  }

  const never = new AbortController().signal
  const limits = { ms: 5000, stop: never }

  it('is signed as the specification has it', () => {
    // The example that libraries of Standard Webhooks are tested with.
    expect(
      signedHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}', [key]),
    ).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  it('has a signature for each key, and none without', () => {
    const of = (keys: Buffer[]) => signedHeaders('id', 1, 'x', keys)['webhook-signature']
    expect(of([key, Buffer.alloc(32)])).toMatch(/^v1,[\w+/=]+ v1,[\w+/=]+$/)
    expect(of([])).toBeUndefined()
  })

  it('is JSON with the present time, and received with any 2xx', async () => {
    const { got, url } = await receive((_, response) => response.writeHead(202).end('thanks'))
    expect(await createPost({ url, keys: [key] })('an-id', '{"text": "é"}', limits)).toBeNull()
    const { headers, body } = got[0]!
    expect(body).toBe('{"text": "é"}')
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': 'an-id' })
    const seconds = Number(headers['webhook-timestamp'])
    expect(Math.abs(Date.now() / 1000 - seconds)).toBeLessThan(30)
    expect(headers).toMatchObject(signedHeaders('an-id', seconds, body, [key]))
  })

  it.each([
    [503, {}, { code: 'http', status: 503, retryAfterMs: null }],
    [429, { 'retry-after': '7' }, { code: 'http', status: 429, retryAfterMs: 7000 }],
    [400, {}, { code: 'http', status: 400, retryAfterMs: null }],
    [302, { location: '/elsewhere' }, { code: 'redirect', status: 302, retryAfterMs: null }],
  ])('is not received with %i', async (status, headers, failure) => {
    const { got, url } = await receive((_, response) => response.writeHead(status, headers).end())
    expect(await createPost({ url, keys: [] })('id', '{}', limits)).toEqual(failure)
    expect(got).toHaveLength(1)
  })

  it('is given up in time where nobody answers, and when the worker has to stop', async () => {
    const { got, url } = await receive(() => undefined)
    const post = createPost({ url, keys: [] })
    expect(await post('id', '{}', { ms: 50, stop: never })).toMatchObject({ code: 'timeout' })
    const stop = new AbortController()
    const before = got.length
    const stopped = post('id', '{}', { ms: 60_000, stop: stop.signal })
    await until('it has been posted', async () => got.length > before)
    stop.abort()
    expect(await stopped).toMatchObject({ code: 'stopped' })
  })

  it('fails where nobody listens, or the connection breaks', async () => {
    const { url } = await receive((request) => request.socket.destroy())
    const post = createPost({ url, keys: [] })
    expect(await post('id', '{}', limits)).toMatchObject({ code: 'connection' })
    close?.()
    expect(await post('id', '{}', limits)).toMatchObject({ code: 'connection' })
  })
})
