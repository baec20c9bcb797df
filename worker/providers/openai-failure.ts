import OpenAI from 'openai'
import { redact } from '../redact.ts'
import { readErrorBody } from './error-body.ts'
import { codeOf } from './error-words.ts'
import { retryAfterMs } from './retry-after.ts'
import { providerFailure, type Failure, type ProviderFailure } from './types.ts'

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

/** A parameter that only the sentence of a refusal names; TEI misses its own name for documents. */
function namedIn(words: string): string | null {
  if (/\bstream_options\b/.test(words)) return 'stream_options'
  return /\bmissing field `?texts\b/.test(words) ? 'texts' : null
}

/** The failure that a provider's error is, by its status and what it says. */
export function answerFailure(
  answer: { status: number | undefined; headers: Headers | undefined; body: unknown },
  secrets: string[],
  facts: Partial<Failure> = {},
): ProviderFailure {
  const error = readErrorBody(answer.body)
  // An error in the middle of a stream has no status, but many put it in.
  const status = answer.status ?? error.status
  const failed = codeOf(status, error.words)
  // The provider's own sentence may hold the key or the text it refused: only short names go on.
  const code = /^-?[\w.-]{1,64}$/.test(String(error.code ?? '')) ? error.code : null
  const said = [
    status ?? 'with an error',
    ...(code === null || String(code) === String(status) ? [] : [code]),
    ...(error.param === null ? [] : [`for ${error.param}`]),
  ].join(' ')
  const meaning = failed === 'insufficient_quota' ? ': the account has no money or quota left' : ''
  return providerFailure(failed, redact(`the provider answered ${said}${meaning}`, secrets), {
    ...facts,
    status,
    retryAfterMs: retryAfterMs(answer.headers, error),
    param: error.param ?? namedIn(error.words),
  })
}

/** Turns an error of the SDK or of fetch into facts, without key, URL or content. */
export function toFailure(
  error: unknown,
  secrets: string[],
  facts: Partial<Failure> = {},
): ProviderFailure {
  const own = wrapped(error)
  if (own) {
    const { code, message } = own.failure
    return providerFailure(code, message, { ...own.failure, ...facts })
  }
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    return providerFailure('timeout', 'the provider did not answer in time', facts)
  }
  if (error instanceof OpenAI.APIError && !(error instanceof OpenAI.APIConnectionError)) {
    const { status, headers, error: body } = error
    return answerFailure({ status, headers, body: body ?? error.message }, secrets, facts)
  }
  if (error instanceof SyntaxError) {
    const message = 'the provider answered with something that is not JSON'
    return providerFailure('bad_response', message, facts)
  }
  const message = `the connection to the provider failed${reason(error)}`
  return providerFailure('connection', message, facts)
}
