import type { Random } from '../support/random.ts'
import { languages } from '../usage/texts/languages.ts'

const scripts = Object.values(languages).map((text) => text.split(/\s+/))
const odd = [
  '\u0001',
  '\u0007',
  '\u001e',
  '\u001f',
  '\u00a0',
  '\u200b',
  '\u3000',
  '\t',
  '  ',
  ' '.repeat(300),
  '\ufeff',
]

/** A line of words of one script, of about so many characters. */
function line(random: Random, length: number): string {
  const words = random.pick(scripts)
  let text = ''
  while (text.length < length) {
    text += random.chance(0.05) ? random.int(0, 10 ** 9) : random.pick(words)
    text += random.chance(0.03) ? random.pick(odd) : ' '
  }
  return text.trim().replace(/^[-+=#>|`~<$\s\d]+/, '') || 'x'
}

const short = (random: Random) => line(random, random.int(1, 60))
const some = <T>(random: Random, most: number, make: (n: number) => T): T[] =>
  Array.from({ length: random.int(1, most) }, (_, n) => make(n))
/** Without marks that a heading loses. */
const title = (random: Random) =>
  line(random, random.int(1, random.chance(0.2) ? 600 : 80)).replace(/[[\]()<>{}*_`~\\#]/g, '')

const blocks: Record<string, (random: Random) => string> = {
  paragraph: (random) =>
    some(random, 4, () => line(random, random.int(1, random.chance(0.1) ? 5000 : 300))).join('\n'),
  heading: (random) => `${'#'.repeat(random.int(1, 6))} ${title(random)}`,
  setext: (random) =>
    `${some(random, 3, () => title(random)).join('\n')}\n${random.pick(['=', '---', '=====', '-'])}`,
  list: (random) =>
    some(random, 12, (n) => `${random.pick(['- ', '* ', `${n}. `, '  - '])}${short(random)}`).join(
      '\n',
    ),
  quote: (random) => some(random, 5, () => `> ${short(random)}`).join('\n'),
  table: (random) =>
    [
      '| a | b |',
      '|---|---|',
      ...some(random, 60, () => `| ${short(random).replaceAll('|', '')} | ${random.int(0, 999)} |`),
    ].join('\n'),
  rows: (random) =>
    ['name;size;at', ...some(random, 60, (n) => `${n};${random.int(0, 999)};x`)].join('\n'),
  fence: (random) => {
    const mark = random.pick(['```', '~~~~'])
    return [
      `${mark}${random.pick(['', 'ts', 'sh'])}`,
      ...some(random, 80, () => `${random.pick(['', '  ', '# '])}${short(random)}`),
      mark,
    ].join('\n')
  },
  comment: (random) => `<!--\n# ${short(random)}\n\n${short(random)}\n-->`,
  pre: (random) => `<pre>\n# ${short(random)}\n</pre>`,
  blank: (random) => random.pick(['', ' ', '\u00a0', '\n\n\n', '\f', '---', '\u3000']),
}

/** A markdown document of everything that there is, at random. */
export function makeDocument(random: Random): string {
  return some(random, 25, () => random.pick(Object.values(blocks))(random)).join(
    random.pick(['\n\n', '\n\n', '\r\n\r\n', '\n']),
  )
}
