// Refusals as providers word them. What they say in headers is in behaviours.ts.
import { failWith, sendJson, type Behaviour } from './provider.ts'

const limited = (message: string, headers: Record<string, string> = {}) =>
  failWith(429, 'rate_limit_exceeded', message, headers)

/** A 429 that says only in its sentence when to come again: `20s`, `1m30s`, `2 minutes`. */
export const tryAgainIn = (duration: string, headers: Record<string, string> = {}) =>
  limited(
    'Rate limit reached for gpt-4 in organization org-x on tokens per min (TPM): Limit 30000, ' +
      `Used 29000, Requested 2000. Please try again in ${duration}. Visit https://example.com.`,
    headers,
  )

/** Google's 429, whose details hold a RetryInfo; in an array, as it comes from Gemini's OpenAI API. */
export const retryInfo =
  (delay: string, { isArray = true, status = 429 } = {}): Behaviour =>
  (_, response) => {
    const error = {
      code: status,
      message: 'You exceeded your current quota.',
      status: 'RESOURCE_EXHAUSTED',
      details: [
        { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [] },
        { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: delay },
      ],
    }
    sendJson(response, status, isArray ? [{ error }] : { error })
  }

/** A 429 for a request that is larger than all of the limit. */
export const neverFits = (limit: number, requested: number, status = 429) =>
  failWith(
    status,
    'rate_limit_exceeded',
    `Request too large for gpt-4 in organization org-x on tokens per min (TPM): Limit ${limit}, ` +
      `Requested ${requested}. The input or output tokens must be reduced in order to run successfully.`,
  )

/** Too large for the limit while it has more than `most` texts, else as a good provider: to be halved. */
export const fitsBatchesOf =
  (most: number, then: Behaviour): Behaviour =>
  (request, response) => {
    const texts = Array.isArray(request.body.input) ? request.body.input.length : 1
    return (texts > most ? neverFits(most * 100, texts * 100) : then)(request, response)
  }

/** A provider that has too much to do, and says for how long. */
export const overloaded = (seconds: number, status: 503 | 529 = 503) =>
  failWith(status, 'overloaded_error', 'Overloaded', { 'retry-after': String(seconds) })

/** Refuses requests with a text of more than `most` tokens, as OpenAI words it. */
export const takesTexts =
  (most: number, tokensOf: (text: string) => number, then: Behaviour): Behaviour =>
  (request, response) => {
    const texts = [request.body.input as string | string[]].flat()
    const longest = Math.max(...texts.map(tokensOf))
    const message =
      `This model's maximum context length is ${most} tokens, however you requested ${longest} tokens ` +
      `(${longest} in your prompt; 0 for the completion). Please reduce your prompt; or completion length.`
    return (longest > most ? failWith(400, 'context_length_exceeded', message) : then)(
      request,
      response,
    )
  }
