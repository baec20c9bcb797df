import type { Failure } from './types.ts'

/** The number that follows a word, as in `Limit 30,000` and `requested: 45000`. */
function numberAfter(word: string, words: string): number | null {
  const found = new RegExp(String.raw`\b${word}\b[\s:=]*(?:of )?(\d[\d,_]*)`).exec(words)
  return found ? Number(found[1]!.replaceAll(/[,_]/g, '')) : null
}

/** Whether a rate limit says that this request is above all of it, so that no waiting helps. */
function neverFits(words: string): boolean {
  const limit = numberAfter('limit', words)
  const requested = numberAfter('requested', words)
  if (limit !== null && requested !== null) return requested > limit
  return /\brequest (body )?(is |was )?too large\b|request_too_large|max_tokens_per_request/.test(
    words,
  )
}

const any = (...patterns: RegExp[]) => new RegExp(patterns.map(({ source }) => source).join('|'))

/** Not "you exceeded your current quota": Google says that of a minute. */
const money = any(
  /insufficient_(user_)?quota|exceeded_current_quota|billing_(hard_limit|not_active)/,
  /insufficient.{0,20}(balance|credit|funds)|payment.required|arrearage|in arrears|account.?overdue/,
  /(balance|credits?)\b.{0,30}(insufficient|too low|not enough|exhausted|depleted|used up|run out)/,
  /(out of|run out of|no remaining|not enough) credits?|余额不足|欠费/,
)

const filtered = any(
  /content.?(filter|policy|moderation)|content management policy|data_inspection_failed/,
  /sensitive.?(content|word|information)|new_sensitive|敏感/,
  /(input|prompt|content|request)\b.{0,20}\b(was |were |is |been )?flagged|requires moderation/,
  /(blocked|rejected|refused)\b.{0,40}\b(safety|moderation)|responsibleai/,
)

const tooLong = any(
  /(context|prompt|input|sequence).?(length|window|size)|string_above_max_length/,
  /too many (input |prompt )?tokens|(prompt|input|messages?|conversation) (is |are )?too (long|large)/,
  /reduce the length of (the|your) (messages|prompt|input)/,
)

/** The same, unless they speak of the tokens that were asked for. */
const hasTooMany = any(
  /token count.{0,60}exceed|exceeds? (the )?(maximum |max )?(number of |allowed )*(input |prompt )?tokens/,
  /(prompt|input|request|messages?)\b.{0,60}\b(exceed|more than|longer than|larger than).{0,40}\btokens/,
)
const ofAnswer = /max_\w*tokens|(output|completion) tokens/

const unauthenticated = any(
  /\b(invalid|incorrect|missing|expired|wrong|no)[\W_].{0,5}(api|access|auth\w*).?(key|token|credentials)/,
  /(api|access).?key.{0,30}(not valid|invalid|incorrect|expired|missing|not found|required|revoked)/,
  /unauthenticated|unauthori[sz]ed|authentication.?(error|failed|required)|permission.?denied/,
)

const unknownModel =
  /model_?not_?(found|exist)|model.{0,200}(not found|does not exist|not exist)|unknown model|no such model/

/**
 * What an answer means. `words` are its code, type and message in lower case: Ollama, vLLM and others
 * say with 400 and a sentence what OpenAI says with a code. The status is null where there is none.
 */
export function codeOf(status: number | null, words: string): Failure['code'] {
  const isSaidOnly = status === null
  if (status === 402 || ((status ?? 0) < 500 && money.test(words))) return 'insufficient_quota'
  const isLimited = /rate.?limit|too.?many.?requests|resource.?exhausted/.test(words)
  if (status === 429 || (isSaidOnly && isLimited)) {
    return neverFits(words) ? 'too_large' : 'rate_limited'
  }
  if (status === 403 && filtered.test(words)) return 'content_filter'
  if (status === 401 || status === 403) return 'authentication'
  if (status === 408) return 'timeout'
  if (status === 409 || status === 425 || (status ?? 0) >= 500) return 'provider_error'
  if (filtered.test(words)) return 'content_filter'
  if (status === 413 || /max_tokens_per_request/.test(words)) return 'too_large'
  if (tooLong.test(words) || (hasTooMany.test(words) && !ofAnswer.test(words))) {
    return 'context_length_exceeded'
  }
  if (unauthenticated.test(words)) return 'authentication'
  if (status === 404 || unknownModel.test(words) || (isSaidOnly && /not.?found/.test(words))) {
    return 'model_not_found'
  }
  const isRefused = /invalid_(request|argument|value)|bad.?request|unsupported_/.test(words)
  return isSaidOnly && !isRefused ? 'provider_error' : 'bad_request'
}
