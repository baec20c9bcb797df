import { withoutSecrets } from '../redact.ts'

/** What a provider reports of its tokens, in its own shape; SQL says what it means (normalise_usage). */
export type ReportedUsage = { [name: string]: number | boolean | string | ReportedUsage }

/** Deeper and more than any provider reports. */
const maxDepth = 3
const maxNames = 50

/**
 * A usage object as it came, without what a JSON column refuses or nobody would look for there: long or
 * odd texts, lists, nulls, our own key. Null when there is none.
 */
export function reportedUsage(
  value: unknown,
  secrets: string[] = [],
  depth = 1,
): ReportedUsage | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const usage: ReportedUsage = {}
  for (const [name, part] of Object.entries(value).slice(0, maxNames)) {
    if (!/^\w{1,64}$/.test(name) || withoutSecrets(name, secrets) !== name) continue
    const kept = plain(part, secrets, depth)
    if (kept !== null) usage[name] = kept
  }
  return usage
}

function plain(value: unknown, secrets: string[], depth: number): ReportedUsage[string] | null {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'string') {
    // Some write their counts as texts.
    if (/^\d{1,15}(\.\d{1,15})?$/.test(value)) return Number(value)
    return /^[\w .:-]{1,100}$/.test(value) ? withoutSecrets(value, secrets) : null
  }
  return depth < maxDepth ? reportedUsage(value, secrets, depth + 1) : null
}

/** Two reports of one call in one, by name: of two counts the larger, for some begin with little or end with zeros. */
export function mergedUsage(
  one: ReportedUsage | null,
  other: ReportedUsage | null,
): ReportedUsage | null {
  if (!one || !other) return one ?? other
  const usage = { ...one }
  for (const [name, part] of Object.entries(other)) {
    const known = usage[name]
    usage[name] = known === undefined ? part : merged(known, part)
  }
  return usage
}

function merged(known: ReportedUsage[string], part: ReportedUsage[string]): ReportedUsage[string] {
  if (typeof known === 'object') return typeof part === 'object' ? mergedUsage(known, part)! : known
  if (typeof known === 'number') return typeof part === 'number' ? Math.max(known, part) : known
  return part
}

const usageNames = new Set(['usage', 'usageMetadata', 'usage_metadata', 'token_usage'])

/** What a model wrote, and lists that may be long, are not looked through. */
const closed = new Set(
  'content tool_calls function_call arguments logprobs reasoning_details data'.split(' '),
)

/** The reports in an answer or a frame of it: its own, those of its choices and of a server's extension. */
function* reportsIn(value: unknown, depth = 0): Generator<unknown> {
  if (typeof value !== 'object' || value === null || depth > maxDepth) return
  for (const [name, part] of Object.entries(value)) {
    if (usageNames.has(name)) yield part
    else if (!closed.has(name)) yield* reportsIn(part, depth + 1)
  }
}

/** What an answer or a frame of it reports, wherever it stands; null when it does not. */
export function usageIn(value: unknown, secrets: string[]): ReportedUsage | null {
  let usage: ReportedUsage | null = null
  for (const report of reportsIn(value)) {
    usage = mergedUsage(usage, reportedUsage(report, secrets))
  }
  return usage
}

/** Whether a report counts anything. */
export const isCounted = (usage: ReportedUsage | null): boolean =>
  Object.values(usage ?? {}).some((part) =>
    typeof part === 'object' ? isCounted(part) : typeof part === 'number' && part > 0,
  )
