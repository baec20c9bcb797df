import * as does from '../../stub/behaviours.ts'
import { failWith, goodEmbeddings, sendJson, type Behaviour } from '../../stub/provider.ts'

type Request = Parameters<Behaviour>[0]
const keyOf = ({ headers }: Request) => (headers.authorization ?? '').replace('Bearer ', '')

/** A behaviour that is told the key it got. */
const withKey =
  (make: (key: string) => Behaviour): Behaviour =>
  (request, response) =>
    make(keyOf(request))(request, response)

/** Every way in which a provider, or what stands before it, repeats the key. */
export const echoes: Record<string, Behaviour> = {
  'a 401 with the key': does.keyEchoed,
  'a 403 with its base64 for a code': withKey((key) =>
    failWith(403, Buffer.from(key).toString('base64url').slice(0, 64), key),
  ),
  'a 400': withKey((key) => failWith(400, key, `${key} is not right`)),
  'a 404': withKey((key) => failWith(404, key, `no model for ${key}`)),
  'a 429 with headers': withKey((key) =>
    failWith(429, key, key, { 'retry-after': '0', 'x-key': key }),
  ),
  'a 500': withKey((key) => failWith(500, key, key)),
  'a web page with 200': withKey((key) => does.body(`<html>${key}</html>`, 'text/html')),
  'a web page with 502': withKey((key) => (_, response) => {
    response.writeHead(502, { 'content-type': 'text/html' })
    response.end(`<html>Authorization: Bearer ${key}</html>`)
  }),
  'no JSON': withKey((key) => does.body(`{"data": [{"embedding": "${key}`)),
  'a body that breaks': withKey((key) => (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write(`{"data":["${key}"`, () => response.destroy())
  }),
  'a redirect': withKey((key) => (_, response) => {
    response.writeHead(307, { location: `http://127.0.0.1:1/v1?key=${key}` })
    response.end()
  }),
  'good embeddings': (request, response) => {
    const key = keyOf(request)
    if (!request.path.endsWith('/embeddings')) return failWith(500, key)(request, response)
    const usage = { prompt_tokens: 1, total_tokens: 1, note: key, [key]: 1 }
    sendJson(response, 200, { ...goodEmbeddings(request, 384), model: key, usage })
  },
  'a good answer': withKey((key) =>
    does.events([
      { ...does.chunk('All is '), id: key, model: key, service_tier: key },
      does.chunk('well.', key),
      { choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, note: key } },
    ]),
  ),
}
