/** Longest quote, in characters; what is longer ends at a word with an ellipsis. */
const longest = 400

const frontMatter = /^---[ \t]*\n[\s\S]*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)/
const fence = /^ {0,3}(```|~~~)/
const heading = /^ {0,3}#{1,6}(?:\s|$)/
const underline = /^ {0,3}(?:=+|-+)[ \t]*$/
const rule = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/
const tableEdge = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$/
const tableRow = /^[ \t]*\||\|[ \t]*$/
const item = /^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(.*)$/
const reference = /^ {0,3}\[[^\]]+\]:\s/
const comment = /<!--[\s\S]*?(?:-->|$)/g

/** A run of text as a reader sees it, and whether it is an item of a list. */
type Block = { text: string; isItem: boolean }

/** Text without marks of Markdown; numbers in brackets go, since they would look like citations. */
function plain(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\s*\[\^?\d+\]/g, '')
    .replace(/\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/<(https?:[^>\s]+)>/g, '$1')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*])([*_])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}*])/gu, '$2')
    .replace(/`+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Paragraphs and list items of a Markdown text: no front matter, headings, tables, code, rules. */
function blocksOf(markdown: string): Block[] {
  const lines = markdown.replace(frontMatter, '').replace(comment, '').split('\n')
  const blocks: Block[] = []
  let open: Block | null = null
  let inFence: string | undefined
  let inTable = false
  let inList = false
  const close = () => {
    if (open) blocks.push({ ...open, text: plain(open.text) })
    open = null
  }
  for (const [index, raw] of lines.entries()) {
    const line = raw.replace(/^ {0,3}> ?/, '')
    const mark = fence.exec(line)?.[1]
    const startsTable = tableEdge.test(lines[index + 1] ?? '') && line.includes('|')
    inTable = startsTable || tableEdge.test(line) || (inTable && line.includes('|'))
    if (mark && (!inFence || inFence === mark)) {
      inFence = inFence ? undefined : mark
      inList = false
      close()
    } else if (inFence) continue
    else if (underline.test(line) && open && !open.isItem) open = null
    else if (/^\s*$/.test(line)) close()
    else if (heading.test(line) || rule.test(line)) {
      inList = false
      close()
    } else if (inTable || tableRow.test(line) || reference.test(line)) close()
    else if (item.test(line)) {
      close()
      open = { text: item.exec(line)![1]!, isItem: true }
      inList = true
    } else if (open) open.text += `\n${line.trim()}`
    // Indented below no list: code.
    else if (inList || !/^(?: {4}|\t)/.test(line)) {
      open = { text: line, isItem: false }
      inList &&= /^\s/.test(line)
    }
  }
  close()
  return blocks.filter(({ text }) => text !== '')
}

const ends = /[.!?。！？]["'”’)\]]*$/u

/** A list belongs to the paragraph that announces it: together they say something, alone they do not. */
function withLists(blocks: Block[]): { text: string; hasList: boolean }[] {
  const texts: { text: string; hasList: boolean }[] = []
  const add = (text: string, hasList: boolean) => texts.push({ text, hasList })
  for (let i = 0; i < blocks.length; i += 1) {
    const { text, isItem } = blocks[i]!
    const items: string[] = []
    if (!isItem && text.endsWith(':'))
      while (blocks[i + 1]?.isItem) items.push(blocks[(i += 1)]!.text)
    if (items.length === 0) add(text, false)
    else if (items.every((one) => ends.test(one))) add(`${text} ${items.join(' ')}`, true)
    else add(`${text} ${items.map((one) => one.replace(/[;,.]$/, '')).join('; ')}.`, true)
  }
  return texts
}

const abbreviation =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|approx|no|nr|mr|mrs|ms|dr|st|vs|cf|p|pp|\p{L})\.$/iu

/** Splits where a sentence ends and the next does not begin in lower case. */
function sentencesOf(text: string): string[] {
  const sentences: string[] = []
  for (const part of text.split(/(?<=[.!?]["'”’)\]]*)\s+(?!\p{Ll})|(?<=[。！？])/u)) {
    const last = sentences.at(-1)
    if (last !== undefined && abbreviation.test(last)) sentences[sentences.length - 1] += ` ${part}`
    else sentences.push(part)
  }
  return sentences
}

function shortened(text: string): string {
  if (text.length <= longest) return text
  return `${text.slice(0, longest - 1).replace(/\s+\S*$/, '')} …`
}

/** What can be quoted of a text; `isWhole` says whether it is a sentence from begin to end. */
export type Quote = { text: string; isWhole: boolean }

/**
 * The sentences of a Markdown text as a reader sees them, without headings, tables, code and marks.
 * A list stands with the line that announces it. What has no end, or begins in lower case as a piece
 * that was cut does, is not whole.
 */
export function prose(markdown: string): Quote[] {
  return withLists(blocksOf(markdown))
    .flatMap(({ text, hasList }) =>
      hasList && text.length <= longest ? [text] : sentencesOf(text),
    )
    .map((text) => ({
      text: shortened(text),
      isWhole: ends.test(text) && !/^\p{Ll}/u.test(text),
    }))
}
