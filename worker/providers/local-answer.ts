import { localWords } from './local-embedding.ts'

/** Stands in every answer of the local provider. */
export const localNote = 'local provider: no model configured'

type Sentence = { id: string; text: string; words: Set<string> }

/** Splits a message as cite_sources builds it; the last mark counts, so that no source can move it. */
function readMessage(message: string): {
  sources: { id: string; text: string }[]
  question: string
} {
  const parts = /^([\s\S]*\n<\/sources>)\n\nQuestion: ([\s\S]*)$/.exec(message)
  if (!parts) return { sources: [], question: message }
  const sources = [
    ...parts[1]!.matchAll(/^<source id="(\d+)"[^\n]*>\n([\s\S]*?)\n<\/source>$/gm),
  ].map((match) => ({ id: match[1]!, text: match[2]! }))
  return { sources, question: parts[2]! }
}

const sentencesOf = ({ id, text }: { id: string; text: string }): Sentence[] =>
  text
    .split(/(?<=[.!?])\s+|\n{2,}|\n(?=[-*|#])/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '')
    .map((sentence) => ({ id, text: sentence, words: new Set(localWords(sentence)) }))

/** Up to three sentences that share words with the question; a word counts more the rarer it is. */
function best(sentences: Sentence[], question: string): Sentence[] {
  const weights = new Map(
    [...new Set(localWords(question))].map((word) => [
      word,
      1 / (1 + sentences.filter(({ words }) => words.has(word)).length),
    ]),
  )
  const score = ({ words }: Sentence) =>
    [...weights].reduce((sum, [word, weight]) => sum + (words.has(word) ? weight : 0), 0) /
    Math.sqrt(8 + words.size)
  return sentences
    .map((sentence) => ({ ...sentence, score: score(sentence) }))
    .filter((sentence) => sentence.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
}

/**
 * Quotes up to three sentences of the sources in the message that match its question best, and cites
 * where they stand; says so when there are no sources or nothing matches.
 */
export function localAnswer(message: string): string {
  const { sources, question } = readMessage(message)
  if (sources.length === 0) return `(${localNote}) There are no sources to answer from.`
  const sentences = sources.flatMap(sentencesOf)
  // Headings and other scraps match easily and say little: they are quoted only for want of better.
  const long = best(
    sentences.filter(({ text }) => text.length > 20),
    question,
  )
  const found = long.length > 0 ? long : best(sentences, question)
  if (found.length === 0) return `(${localNote}) The sources say nothing about this.`
  const quotes = found.map(({ text, id }) => `${text.slice(0, 400)} [${id}]`)
  return `(${localNote}; these sentences match best)\n${quotes.join('\n')}`
}
