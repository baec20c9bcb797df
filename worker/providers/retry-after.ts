/** Nobody waits longer than a day, and SQL takes the milliseconds as an integer. */
const longest = 24 * 60 * 60 * 1000

const bounded = (ms: number) => Math.min(longest, Math.ceil(Math.max(0, ms)))

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

const names =
  '(ms|msecs?|milliseconds?)|(s|secs?|seconds?)|(m|mins?|minutes?)|(h|hrs?|hours?)|(d|days?)'
const part = String.raw`(\d[\d,]*(?:\.\d+)?)\s?(?:${names})(?![a-z])`
const duration = String.raw`(?:${part}(?:,?\s+and\s+|[\s,]*))+`
const partsOf = new RegExp(part, 'gi')
const wholeDuration = new RegExp(`^${duration}$`, 'i')
const sentence = new RegExp(
  String.raw`\b(?:again|wait|retry(?:ing)?(?:\s+(?:your|the|this)\s+request)?)` +
    String.raw`(?:\s+(?:in|after|for|about|approximately|at\s+least))*\s+(${duration})`,
  'i',
)

/** Milliseconds of `450ms`, `1m30s`, `2 minutes and 5 seconds`. */
function durationMs(text: string): number {
  let ms = 0
  for (const [, count, ...named] of text.matchAll(partsOf)) {
    const unit = Object.values(units)[named.findIndex((name) => name !== undefined)]!
    ms += Number(count!.replaceAll(',', '')) * unit
  }
  return ms
}

function ofHeaders(headers: Headers | undefined, now: number): number | null {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const exact = headers?.get(name)
    if (exact && /^\d+(\.\d+)?$/.test(exact)) return bounded(Number(exact))
  }
  const value = headers?.get('retry-after')
  if (!value) return null
  if (/^\d+(\.\d+)?$/.test(value)) return bounded(Number(value) * 1000)
  if (wholeDuration.test(value)) return bounded(durationMs(value))
  // Date.parse takes almost anything for a date: HTTP dates end in GMT.
  const date = /GMT$/.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(date)) return null
  const sent = Date.parse(headers?.get('date') ?? '')
  return bounded(date - (Number.isNaN(sent) ? now : sent))
}

/**
 * What an error says in its own words: the field of Google's RetryInfo, which gateways also pass on as
 * a text within a text, or a sentence such as "Please try again in 1m30s" and "retry after 26 seconds".
 */
function ofBody({ text, words }: { text: string; words: string }): number | null {
  const delay = /\bretryDelay\W{1,10}(\d+(?:\.\d+)?)s\b/.exec(text)
  if (delay) return bounded(Number(delay[1]) * 1000)
  const said = sentence.exec(words)
  return said ? bounded(durationMs(said[1]!)) : null
}

/**
 * Milliseconds to wait, from retry-after-ms or Retry-After (seconds or an HTTP date, which is counted
 * from the server's own Date where it sends one), else from the error itself; null when none is there
 * or readable.
 */
export function retryAfterMs(
  headers: Headers | undefined,
  error: { text: string; words: string } = { text: '', words: '' },
  now = Date.now(),
): number | null {
  return ofHeaders(headers, now) ?? ofBody(error)
}
