import OpenAI from 'openai'
import { redact } from '../redact.ts'
import { providerFailure, type Failure, type ProviderFailure } from './types.ts'

/** Milliseconds of retry-after-ms or Retry-After, which is seconds or a date; null without. */
export function retryAfterMs(headers: Headers | undefined, now = Date.now()): number | null {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(exact) && exact >= 0) return exact
  const value = headers?.get('retry-after')
  if (!value) return null
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

function codeOf(status: number, code: string): Failure['code'] {
  if (status === 429) return 'rate_limited'
  if (status === 401 || status === 403) return 'authentication'
  if (/context_length|max_tokens|too_long/.test(code)) return 'context_length_exceeded'
  if (/content_filter|content_policy/.test(code)) return 'content_filter'
  if (status === 404 || code === 'model_not_found') return 'model_not_found'
  if (status === 413) return 'too_large'
  if (status === 408) return 'timeout'
  return status >= 500 ? 'provider_error' : 'bad_request'
}

/** Turns an error of the SDK or of fetch into facts, without key, URL or content. */
export function toFailure(
  error: unknown,
  secrets: string[],
  facts: Partial<Failure> = {},
): ProviderFailure {
  if (error instanceof Error && 'failure' in error) {
    return providerFailure((error as ProviderFailure).failure.code, error.message, {
      ...(error as ProviderFailure).failure,
      ...facts,
    })
  }
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    return providerFailure('timeout', 'the provider did not answer in time', facts)
  }
  if (error instanceof OpenAI.APIUserAbortError) {
    return providerFailure('aborted', 'the call was stopped', facts)
  }
  if (error instanceof OpenAI.APIError && typeof error.status === 'number') {
    const code = typeof error.code === 'string' ? error.code : ''
    return providerFailure(
      codeOf(error.status, code),
      redact(`the provider answered ${error.status}${code ? ` ${code}` : ''}`, secrets),
      { ...facts, status: error.status, retryAfterMs: retryAfterMs(error.headers) },
    )
  }
  if (error instanceof SyntaxError) {
    return providerFailure(
      'bad_response',
      'the provider answered with something that is not JSON',
      facts,
    )
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return providerFailure('timeout', 'the provider did not answer in time', facts)
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return providerFailure('aborted', 'the call was stopped', facts)
  }
  return providerFailure('connection', 'the connection to the provider failed', facts)
}
