import { createHash } from 'node:crypto'
import type { Random } from '../../support/random.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'
const emoji = ['😀', '👍', '🎉', '🔥', '🚀', '❤️', '✅', '🙏', '🐶', '👋🏽', '🇩🇪', '👩‍💻', '🍕', '⭐']
const names = ['Mira Lang', 'Tom Okafor', 'Ana Pereira', 'Jonas Weber', 'Li Wei', 'Sara Haddad']

/** Texts that a seed makes, each of some hundred tokens. */
export const generated: Record<string, (random: Random) => string> = {
  hex: (random) => bytes(random, 400).toString('hex'),
  base64: (random) => bytes(random, 1500).toString('base64'),
  uuid: (random) =>
    lines(25, () =>
      bytes(random, 16)
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    ),
  digits: (random) => list(900, () => random.int(0, 9)).join(''),
  decimals: (random) =>
    lines(30, () =>
      list(6, () => (random.share() * 10 ** random.int(0, 5)).toFixed(random.int(0, 3))).join(','),
    ),
  'random letters': (random) =>
    list(300, () => list(random.int(3, 10), () => random.pick([...letters])).join('')).join(' '),
  emoji: (random) => list(120, () => random.pick(emoji)).join(random.pick(['', ' '])),
  'markdown rows': (random) =>
    lines(30, () => `| ${random.int(1, 9999)} | ${random.pick(names)} | ${random.int(1, 99)}.50 |`),
  'json rows': (random) =>
    JSON.stringify(
      list(20, () => ({
        id: random.int(1, 99999),
        name: random.pick(names),
        paid: random.chance(0.5),
      })),
      null,
      random.pick([0, 2]),
    ),
  'log lines': (random) =>
    lines(25, () => {
      const at = new Date(1.77e12 + random.int(0, 1e9)).toISOString()
      return `${at} ${random.pick(['INFO', 'WARN'])} request ${random.int(1, 99999)} took ${random.int(1, 999)} ms`
    }),
  indentation: (random) =>
    lines(
      60,
      () => ' '.repeat(2 * random.int(0, 8)) + random.pick(['end', '}', 'return x', 'else:']),
    ),
}

const list = <T>(count: number, make: () => T) => Array.from({ length: count }, make)
const lines = (count: number, make: () => string) => list(count, make).join('\n')

/** Bytes that look like chance and are the same for the same seed. */
function bytes(random: Random, count: number): Buffer {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () =>
    createHash('sha256').update(String(random.share())).digest(),
  )
  return Buffer.concat(parts).subarray(0, count)
}
