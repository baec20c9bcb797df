import { localWords } from './local-embedding.ts'

/** Stands in every answer of the local provider. */
export const localNote = 'local provider: no model configured'

type Source = { id: string; text: string }

function readSources(message: string): { sources: Source[]; question: string } {
  const sources = [
    ...message.matchAll(/^<source id="(\d+)"[^\n]*>\n([\s\S]*?)\n<\/source>$/gm),
  ].map((match) => ({ id: match[1]!, text: match[2]! }))
  const question = /\n<\/sources>\n\nQuestion: ([\s\S]*)$/.exec(message)?.[1] ?? message
  return { sources, question }
}

/**
 * Picks up to three sentences of the sources that share most of the question's words, rarer words
 * counting more, and cites where they stand.
 */
export function localAnswer(message: string): string {
  const { sources, question } = readSources(message)
  const wanted = new Set(localWords(question))
  const sentences = sources.flatMap((source) =>
    source.text
      .split(/(?<=[.!?])\s+|\n{2,}|\n(?=[-*|#])/)
      .map((text) => text.replace(/\s+/g, ' ').trim())
      .filter((text) => text.length > 20)
      .map((text) => ({ id: source.id, text, words: new Set(localWords(text)) })),
  )
  const frequency = (word: string) =>
    sentences.filter((sentence) => sentence.words.has(word)).length
  const weights = new Map([...wanted].map((word) => [word, 1 / (1 + frequency(word))]))
  const best = sentences
    .map((sentence) => ({
      ...sentence,
      score:
        [...wanted].reduce(
          (sum, word) => sum + (sentence.words.has(word) ? (weights.get(word) ?? 0) : 0),
          0,
        ) / Math.sqrt(8 + sentence.words.size),
    }))
    .filter((sentence) => sentence.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
  if (best.length === 0) return `(${localNote}) The sources say nothing about this.`
  const quotes = best.map(({ text, id }) => `${text.slice(0, 400)} [${id}]`)
  return `(${localNote}; these sentences match best)\n${quotes.join('\n')}`
}
