import { localWords } from './local-embedding.ts'
import { prose } from './local-prose.ts'

/** Stands below every answer of the local provider. */
export const localNote =
  '(local model: quotes the sentences that match best; it compares words, it does not understand them)'

type Source = { id: string; name: string; text: string }
type Candidate = { id: string; rank: number; text: string; words: string[]; about: string[] }

/** Words that ask, and say little about what is asked for. */
const asking = new Set(
  localWords(
    'about after any anything am been before between could did get give given happen happening have i keep know ' +
      'let long make many may me much must my need needed not our please should show take taken tell there ' +
      'want was were would work',
  ),
)

/** Splits a message as cite_sources builds it; the last mark counts, so that no source can move it. */
function readMessage(message: string): { sources: Source[]; question: string } {
  const parts = /^([\s\S]*\n<\/sources>)\n\nQuestion: ([\s\S]*)$/.exec(message)
  if (!parts) return { sources: [], question: message }
  const marks = /^<source id="(\d+)"([^\n]*)>\n([\s\S]*?)\n<\/source>$/gm
  const sources = [...parts[1]!.matchAll(marks)].map((match) => ({
    id: match[1]!,
    name: match[2]!.replace(/(?:^| )(?:title|heading)=/g, ' '),
    text: match[3]!,
  }))
  return { sources, question: parts[2]! }
}

/** How well a word of the question stands for one of a sentence: in another form it counts less. */
function likeness(a: string, b: string): number {
  if (a === b) return 1
  const most = Math.max(a.length, b.length)
  let shared = 0
  while (shared < most && a[shared] === b[shared]) shared += 1
  return shared >= 5 && shared >= 0.6 * most ? 0.7 : 0
}

const closest = (word: string, words: string[]) =>
  words.reduce((best, other) => Math.max(best, likeness(word, other)), 0)

const amount =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|free|once|daily|weekly|monthly)\b/i

/** Who asks how much, how long or when wants a number. */
const asksForAmount = /\b(?:how (?:long|much|many|often|soon|late|old|far)|when|what time|price)\b/i

/**
 * Scores candidates between 0 and about 1.2: the share of the question's words that a sentence has, rare
 * ones above all; those of its heading count half, those that only ask a quarter; the better ranked
 * source comes first.
 */
function ranked(candidates: Candidate[], question: string) {
  const words = [...new Set(localWords(question))]
  const telling = words.filter((word) => !asking.has(word))
  const needed = telling.length > 0 ? telling : words
  const weights = words.map(
    (word) =>
      (needed.includes(word) ? 1 : 0.25) /
      (2 + candidates.filter((one) => closest(word, one.words) > 0).length),
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const score = ({ words: own, about, rank, text }: Candidate) => {
    const matched = needed.filter((word) => closest(word, [...own, ...about]) > 0).length
    // One word of many in common says nothing.
    if (matched < Math.min(2, needed.length) || matched < needed.length / 3) return 0
    if (!needed.some((word) => closest(word, own) > 0)) return 0
    const covered = words.reduce(
      (sum, word, i) =>
        sum + weights[i]! * Math.max(closest(word, own), 0.5 * closest(word, about)),
      0,
    )
    const wanted = asksForAmount.test(question) && amount.test(text) ? 1.2 : 1
    return ((covered / total) * wanted) / (1 + 0.08 * rank) / Math.pow(12 + own.length, 0.25)
  }
  return candidates
    .map((candidate) => ({ ...candidate, score: score(candidate) }))
    .filter((candidate) => candidate.score > 0)
    .sort((a, b) => b.score - a.score)
}

/** The best sentence, and up to two more that come close to it. */
function best(candidates: Candidate[], question: string): Candidate[] {
  const all = ranked(candidates, question)
  return all.filter(({ score }) => score >= 0.7 * all[0]!.score).slice(0, 3)
}

/**
 * Quotes up to three sentences of the sources in the message that match its question best, and cites
 * where they stand; says so when there are no sources or nothing matches. Tables, code and headings
 * are never quoted.
 */
export function localAnswer(message: string): string {
  const { sources, question } = readMessage(message)
  if (sources.length === 0) return `There are no sources to answer from.\n\n${localNote}`
  const seen = new Set<string>()
  const quotes = sources
    .flatMap(({ id, name, text }, rank) => {
      const about = localWords(name)
      return prose(text).map((quote) => ({ ...quote, id, rank, about }))
    })
    // Neighbouring passages overlap.
    .filter(({ text }) => !seen.has(text) && seen.add(text))
    .map((quote) => ({ ...quote, words: localWords(quote.text) }))
  const whole = best(
    quotes.filter(({ isWhole }) => isWhole),
    question,
  )
  // Scraps match easily and say little: they are quoted only for want of better.
  const found = whole.length > 0 ? whole : best(quotes, question)
  if (found.length === 0) return `The sources say nothing about this.\n\n${localNote}`
  return `${found.map(({ text, id }) => `${text} [${id}]`).join('\n')}\n\n${localNote}`
}
