/** Words so common that they say nothing about a text. */
const common = new Set(
  (
    'a an and are as at be by can do does for from has have how i if in is it its of on or so that ' +
    'the their they this to was we what when where which who why will with you your'
  ).split(' '),
)

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) {
    h ^= text.charCodeAt(i)
    h = Math.imul(h, 0x01000193)
  }
  return h >>> 0
}

/** Lower-case words without the common ones and without the endings -s, -es, -ed, -ing. */
export function localWords(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .filter((word) => !common.has(word))
    .map((word) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word))
}

/**
 * A deterministic vector of unit length by signed feature hashing of words and of the character
 * trigrams within them (Weinberger et al. 2009). It sees shared words and word parts; it knows
 * nothing of meaning. A text without words gets a vector of its own.
 */
export function localEmbedding(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0)
  const add = (feature: string, weight: number) => {
    const h = hash(feature)
    const index = h % dimensions
    vector[index] = (vector[index] ?? 0) + (h & 0x80000000 ? -weight : weight)
  }
  const counts = new Map<string, number>()
  for (const word of localWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  for (const [word, count] of counts) {
    const weight = 1 + Math.log(count)
    add(`w ${word}`, weight)
    const marked = `^${word}$`
    for (let i = 0; i + 3 <= marked.length; i += 1) add(`c ${marked.slice(i, i + 3)}`, weight * 0.3)
  }
  if (vector.every((x) => x === 0)) add(`t ${text}`, 1)
  const norm = Math.hypot(...vector)
  return vector.map((x) => x / norm)
}
