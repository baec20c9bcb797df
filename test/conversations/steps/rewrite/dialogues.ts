import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Two turns of somebody in the shop: `alone` is the second one as it is asked without the first. */
export type Dialogue = {
  kind: 'pronoun' | 'ellipsis' | 'topic' | 'other' | 'language' | 'branch'
  first: string
  answer: string
  second: string
  alone: string
  source: string
}

export const dialogues: Dialogue[] = readFileSync(
  join(import.meta.dirname, 'dialogues.txt'),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [kind, first, answer, second, alone, source] = line.split(' | ') as [
      Dialogue['kind'],
      string,
      string,
      string,
      string,
      string,
    ]
    return { kind, first, answer, second, alone, source }
  })
