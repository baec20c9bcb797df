/** Numbers that a seed decides: the same seed gives the same choices. */
export type Random = {
  seed: number
  /** A number from 0 up to 1. */
  share(): number
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  pick<T>(items: readonly T[]): T
  /** True in that share of the cases. */
  chance(share: number): boolean
  /** One of the names, each as often as its weight says. */
  weighted<T extends string>(weights: Record<T, number>): T
}

/** HOWDAH_SEED, or a new seed, printed so that the run of `what` can be repeated. */
export function newSeed(what: string, otherwise = Math.floor(Math.random() * 2 ** 31)): number {
  const given = process.env['HOWDAH_SEED'] ?? String(otherwise)
  if (!/^\d{1,10}$/.test(given)) throw new Error('HOWDAH_SEED is not a whole number')
  console.log(`${what}: HOWDAH_SEED=${given}`)
  return Number(given)
}

/** Starts from a seed (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (low: number, high: number) => low + Math.floor(share() * (high - low + 1))
  return {
    seed,
    share,
    int,
    pick: (items) => items[int(0, items.length - 1)]!,
    chance: (part) => share() < part,
    weighted<T extends string>(weights: Record<T, number>): T {
      const entries = Object.entries(weights) as [T, number][]
      let left = share() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [name, weight] of entries) if ((left -= weight) < 0) return name
      return entries.at(-1)![0]
    },
  }
}
