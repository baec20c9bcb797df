import type { Stub } from '../stub/provider.ts'
import type { TestDatabase } from '../support/database.ts'

/** What a figure should reach. */
type Bar = { atLeast?: number; atMost?: number }

/** A figure of a benchmark: most are ratios, without a unit. */
export type Figure = Bar & { what: string; value: number; unit?: string }

/** What a benchmark works with; databases are as installed, and go with the stubs when it has ended. */
export type Place = {
  database(): Promise<TestDatabase>
  stub(): Promise<Stub>
  log(line: string): void
}

/** A benchmark; `about` says in one line what is measured against what. */
export type Bench = { about: string; run(place: Place): Promise<Figure[]> }

export const ratio = (what: string, value: number, bar: Bar = {}): Figure => ({
  what,
  value,
  ...bar,
})
export const inUnit =
  (unit: string) =>
  (what: string, value: number, bar: Bar = {}): Figure => ({ what, value, unit, ...bar })
export const ms = inUnit('ms')

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

/** How much all clients together do in a second; `step` says how much it did. The warm-up does not count. */
export async function rate(
  { clients, seconds, warmUp = 0 }: { clients: number; seconds: number; warmUp?: number },
  step: (client: number) => Promise<number>,
): Promise<number> {
  const began = performance.now() + warmUp * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() - began < seconds * 1000) {
        const made = await step(client)
        if (performance.now() > began) done += made
      }
    }),
  )
  return (done * 1000) / (performance.now() - began)
}
