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
  if (typeof value === 'string')
    return /^[\w .:-]{1,100}$/.test(value) ? withoutSecrets(value, secrets) : null
  return depth < maxDepth ? reportedUsage(value, secrets, depth + 1) : null
}
