import type { Random } from '../support/random.ts'

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const weekdays = 'sun mon tue wed thu fri sat'.split(' ')

type Field = { low: number; high: number; names?: string[] }

function value({ low, high, names }: Field, random: Random, from = low): [string, number] {
  const number = random.int(from, high)
  const name = names?.[number - low]
  return [name !== undefined && random.chance(0.3) ? name : String(number), number]
}

/** One item of a field: a value, a range, a range with a step. */
function item(field: Field, random: Random): string {
  const kind = random.weighted({ value: 5, range: 3, step: 2 })
  if (kind === 'value') return value(field, random)[0]
  const [first, number] = value(field, random)
  const [last] = value(field, random, number)
  return `${first}-${last}${kind === 'step' ? `/${random.int(1, 9)}` : ''}`
}

/** Different values: the reference library takes none twice. */
function list(field: Field, random: Random): string {
  const items = new Map<number, string>()
  for (let count = random.int(2, 4); count > 0; count -= 1) {
    const [text, number] = value(field, random)
    items.set(number % (field.high === 7 ? 7 : 60), text)
  }
  return [...items.values()].join()
}

function field(described: Field, random: Random, stars: { star: number; every: number }): string {
  const kind = random.weighted({ ...stars, list: 1.5, item: 2.5 })
  if (kind === 'star') return '*'
  if (kind === 'every') return `*/${random.int(2, described.high > 20 ? 20 : 5)}`
  if (kind === 'list') return list(described, random)
  return item(described, random)
}

/**
 * A cron schedule of numbers, names, lists, ranges and steps. Steps of days are left out where the
 * week is restricted too: there cron itself asks for both, the reference library for either.
 */
export function randomSchedule(random: Random): string {
  const day = field({ low: 1, high: 28 }, random, { star: 6, every: 1 })
  const every = day === '*' ? 0.5 : 0
  const week = () => field({ low: 0, high: 7, names: weekdays }, random, { star: 6, every })
  return [
    field({ low: 0, high: 59 }, random, { star: 1, every: 2 }),
    field({ low: 0, high: 23 }, random, { star: 3, every: 2 }),
    day,
    field({ low: 1, high: 12, names: months }, random, { star: 6, every: 1 }),
    day.startsWith('*/') ? '*' : week(),
  ].join(' ')
}
