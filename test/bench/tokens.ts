import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { createRandom } from '../support/random.ts'
import { generated } from '../usage/texts/generated.ts'
import { kinds } from '../usage/texts/kinds.ts'
import { languages } from '../usage/texts/languages.ts'
import { ms, percentile, ratio, type Bench, type Figure } from './bench.ts'

const seed = 20_261_201

/** estimate_tokens beside o200k, the tokenizer of GPT-4o, and what it costs. */
export const bench: Bench = {
  about: `estimate_tokens, of o200k, for texts that it was not weighed by, seed ${seed}`,
  async run({ database }) {
    const { sql } = await database()
    const random = createRandom(seed)
    const made = Object.entries(generated).map(([what, make]): [string, string] => [
      what,
      make(random),
    ])
    const figures: Figure[] = []
    for (const [what, text] of [...Object.entries({ ...languages, ...kinds }), ...made]) {
      const [row] = await sql`select howdah.estimate_tokens(${text}) as tokens`
      figures.push(
        ratio(what, row!['tokens'] / countTokens(text), {
          atLeast: 0.85,
          atMost: what in kinds ? 1.25 : 1.15,
        }),
      )
    }
    for (const what of ['english', 'typescript', 'russian', 'chinese']) {
      const text = repeated({ ...languages, ...kinds }[what]!, 10_000)
      const times: number[] = []
      for (let run = 0; run < 30; run += 1) {
        const began = performance.now()
        await sql`select sum(howdah.estimate_tokens(${text} || n)) from generate_series(1, 10) as n`
        times.push((performance.now() - began) / 10)
      }
      figures.push(ms(`10 kB, ${what}`, percentile(times, 0.2), { atMost: 2 }))
    }
    return figures
  },
}

/** The text again and again, up to so many bytes. */
function repeated(text: string, bytes: number): string {
  const times = Math.ceil(bytes / Buffer.byteLength(text))
  return Buffer.from(`${text}\n`.repeat(times)).subarray(0, bytes).toString().replace(/�+$/, '')
}
