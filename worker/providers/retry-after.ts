/** Nobody waits longer than a day, and SQL takes the milliseconds as an integer. */
const longest = 24 * 60 * 60 * 1000

const bounded = (ms: number) => Math.min(longest, Math.max(0, ms))

/**
 * Milliseconds to wait, from retry-after-ms or Retry-After (seconds or an HTTP date, which is counted
 * from the server's own Date where it sends one); null when neither is there or readable.
 */
export function retryAfterMs(headers: Headers | undefined, now = Date.now()): number | null {
  const exact = headers?.get('retry-after-ms')
  if (exact && /^\d+(\.\d+)?$/.test(exact)) return bounded(Number(exact))
  const value = headers?.get('retry-after')
  if (!value) return null
  if (/^\d+(\.\d+)?$/.test(value)) return bounded(Number(value) * 1000)
  // Date.parse takes almost anything for a date: HTTP dates end in GMT.
  const date = /GMT$/.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(date)) return null
  const sent = Date.parse(headers?.get('date') ?? '')
  return bounded(date - (Number.isNaN(sent) ? now : sent))
}
