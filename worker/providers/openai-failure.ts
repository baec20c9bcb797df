import OpenAI from 'openai'
import { redact } from '../redact.ts'
import { retryAfterMs } from './retry-after.ts'
import { providerFailure, type Failure, type ProviderFailure } from './types.ts'

/**
 * What an answer means. `words` are its code, type and message in lower case: Ollama, vLLM and others
 * say with 400 and a sentence what OpenAI says with a code.
 */
function codeOf(status: number | null, words: string): Failure['code'] {
  if (/insufficient_quota/.test(words)) return 'insufficient_quota'
  if (status === 429 || (status === null && /rate.?limit/.test(words))) return 'rate_limited'
  if (status === 401 || status === 403) return 'authentication'
  if (status === 408) return 'timeout'
  if (status === 409 || status === 425 || (status ?? 0) >= 500) return 'provider_error'
  if (/content.?filter|content.?policy|content management policy/.test(words)) {
    return 'content_filter'
  }
  if (status === 413 || /max_tokens_per_request/.test(words)) return 'too_large'
  if (
    /context.?(length|window|size)|too many (input )?tokens|(prompt|input) (is )?too long/.test(
      words,
    )
  ) {
    return 'context_length_exceeded'
  }
  if (/(invalid|incorrect).{0,3}api.?key|api key not valid/.test(words)) return 'authentication'
  if (status === 404 || /model_not_found|model.{0,200}(not found|does not exist)/.test(words)) {
    return 'model_not_found'
  }
  return status === null ? 'provider_error' : 'bad_request'
}

/** The failure that was thrown inside fetch, which the SDK wraps in errors of its own. */
function wrapped(error: unknown): ProviderFailure | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('failure' in at) return at as ProviderFailure
  }
  return undefined
}

/** ` (ECONNREFUSED)` or nothing: the system's word for why there is no connection. */
function reason(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code)) return ` (${code})`
  }
  return ''
}

function fromAnswer(
  error: InstanceType<typeof OpenAI.APIError>,
  secrets: string[],
  facts: Partial<Failure>,
): ProviderFailure {
  const body = (error.error ?? {}) as { code?: unknown; type?: unknown; message?: unknown }
  // An error in the middle of a stream has no status, but some put it in as the code.
  const status = error.status ?? (typeof body.code === 'number' ? body.code : null)
  const words = [body.code, body.type, body.message, error.message]
    .filter((word) => typeof word === 'string')
    .map((word) => word.slice(0, 1000).toLowerCase())
    .join(' ')
  // The provider's own sentence may hold the key or the text it refused: only its code goes on.
  const code = typeof body.code === 'string' && /^[\w.-]{1,64}$/.test(body.code) ? body.code : null
  const said = [status ?? 'with an error', code].filter((part) => part !== null).join(' ')
  return providerFailure(codeOf(status, words), redact(`the provider answered ${said}`, secrets), {
    ...facts,
    status,
    retryAfterMs: retryAfterMs(error.headers),
  })
}

/** Turns an error of the SDK or of fetch into facts, without key, URL or content. */
export function toFailure(
  error: unknown,
  secrets: string[],
  facts: Partial<Failure> = {},
): ProviderFailure {
  const own = wrapped(error)
  if (own) return providerFailure(own.failure.code, own.message, { ...own.failure, ...facts })
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    return providerFailure('timeout', 'the provider did not answer in time', facts)
  }
  if (error instanceof OpenAI.APIError && !(error instanceof OpenAI.APIConnectionError)) {
    return fromAnswer(error, secrets, facts)
  }
  if (error instanceof SyntaxError) {
    const message = 'the provider answered with something that is not JSON'
    return providerFailure('bad_response', message, facts)
  }
  const message = `the connection to the provider failed${reason(error)}`
  return providerFailure('connection', message, facts)
}
