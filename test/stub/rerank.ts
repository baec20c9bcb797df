// Servers that put documents in order, each in its own shape.
import { failWith, sendJson, type Behaviour } from './provider.ts'
import { goodRanking, type Dialect } from './ranking.ts'

/** Answers in a dialect, and refuses a request in another one as such a server does. */
export const rerankAs =
  (dialect: Dialect): Behaviour =>
  (request, response) => {
    if (dialect === 'tei' && !Array.isArray(request.body['texts'])) {
      response.writeHead(422, { 'content-type': 'text/plain; charset=utf-8' })
      return void response.end(
        'Failed to deserialize the JSON body into the target type: missing field `texts` at line 1 column 90',
      )
    }
    if (dialect !== 'tei' && !Array.isArray(request.body['documents'])) {
      return failWith(400, 'invalid_request', 'documents is required')(request, response)
    }
    return sendJson(response, 200, goodRanking(request, dialect))
  }
