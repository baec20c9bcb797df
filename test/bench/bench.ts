import type { TestDatabase } from '../support/database.ts'

/** A figure of a benchmark: most are ratios, without a unit. A bar is what it should reach. */
export type Figure = {
  what: string
  value: number
  unit?: string
  atLeast?: number
  atMost?: number
}

/** What a benchmark works with; databases are as installed and go when it has ended. */
export type Place = { database(): Promise<TestDatabase>; log(line: string): void }

/** A benchmark; `about` says in one line what is measured against what. */
export type Bench = { name: string; about: string; run(place: Place): Promise<Figure[]> }

/** Whether a figure reaches its bar; null where there is none. */
export function reaches({ value, atLeast, atMost }: Figure): boolean | null {
  if (atLeast === undefined && atMost === undefined) return null
  return value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity)
}

/** The value that a share of the values does not exceed. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN
}
